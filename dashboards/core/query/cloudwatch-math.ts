/** Arithmetic over metrics of CloudWatch: what it may say, and who computes it. */
import { type CloudWatchMetric, isFixed, varying } from "./cloudwatch";
import { plainText } from "./use";

/** Arithmetic over named metrics: `{ expression: "100 * errors / invocations", metrics: { errors, invocations } }`. */
export interface CloudWatchMathQuery {
  readonly language: "cloudwatch-math";
  /** Names, numbers, `+ - * /` and parentheses: what CloudWatch and Grafana's own arithmetic both understand. */
  readonly expression: string;
  /**
   * Names are lower camel case. A metric is one series if all its dimensions are fixed, else many. CloudWatch computes
   * with one metric of many series at most, named once; with more of them Grafana computes, series by series with the
   * same values of the dimensions. Each metric must be of many series by the same dimensions then.
   */
  readonly metrics: Readonly<Record<string, CloudWatchMetric>>;
}

/** What the arithmetic itself is called among its metrics. */
export const RESULT = "result";

const NAME = /[A-Za-z_]\w*/g;

/** Fails for what CloudWatch or Grafana would refuse, and for what neither would find a value for. */
export function cloudWatchMath(
  expression: string,
  metrics: Readonly<Record<string, CloudWatchMetric>>,
): CloudWatchMathQuery {
  const names = Object.keys(metrics);
  const wrong = names.find((name) => !/^[a-z][A-Za-z0-9]*$/.test(name));
  if (wrong !== undefined) throw new Error(`"${wrong}" must be lower camel case, as CloudWatch wants names.`);
  if (names.includes(RESULT)) throw new Error(`"${RESULT}" is what the arithmetic itself is called.`);
  const used = namesIn(expression);
  const unknown = used.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`"${unknown}" in "${expression}" is none of ${names.join(", ")}.`);
  const unused = names.find((name) => !used.includes(name));
  if (unused !== undefined) throw new Error(`"${unused}" is asked for, but not in "${expression}".`);
  if (used.length === 0 || !isArithmetic(expression))
    throw new Error(`"${expression}" is not metrics and numbers, joined by + - * / and parentheses.`);
  const query: CloudWatchMathQuery = { language: "cloudwatch-math", expression: plainText(expression), metrics };
  if (isGrafanas(query)) checkPairs(query);
  return query;
}

/**
 * Whether Grafana has to compute: operators of CloudWatch take many series on one side at most, and whatever it searches
 * for is many, even if it finds one.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
 */
export function isGrafanas({ expression, metrics }: CloudWatchMathQuery): boolean {
  const many = Object.entries(metrics).filter(([, metric]) => varying(metric).length > 0);
  const names = many.map(([name]) => name);
  return namesIn(expression).filter((name) => names.includes(name)).length > 1;
}

/** Dimensions that tell the series of the result apart. */
export function seriesBy({ metrics }: CloudWatchMathQuery): readonly string[] {
  return (
    Object.values(metrics)
      .map(varying)
      .find((dimensions) => dimensions.length > 0) ?? []
  );
}

/** The arithmetic with its metrics called otherwise. */
export function renamed(expression: string, rename: (name: string) => string): string {
  return expression.replaceAll(NAME, rename);
}

/**
 * Fails where Grafana would find no two series that belong together. It pairs those of which one has all the labels of
 * the other; labels are the dimensions, and the name of the series, which says what those are that vary.
 */
export function checkPairs(query: CloudWatchMathQuery): void {
  const by = seriesBy(query).toSorted().join(", ");
  if (by === "") return;
  const metrics = Object.entries(query.metrics);
  const other = metrics.find(([, metric]) => varying(metric).toSorted().join(", ") !== by);
  if (other !== undefined)
    throw new Error(
      `"${query.expression}" cannot be computed: it has series by ${by}, but "${other[0]}" by ${varying(other[1]).join(", ") || "nothing"}.`,
    );
  const fixed = metrics.map(([, metric]) => fixedOf(metric)).toSorted((one, two) => one.length - two.length);
  const stray = fixed.flatMap((some, index) => some.filter((one) => fixed[index + 1]?.includes(one) === false))[0];
  if (stray !== undefined)
    throw new Error(`"${query.expression}" cannot be computed: no series of the others belong to those of ${stray}.`);
}

function namesIn(expression: string): readonly string[] {
  return expression.match(NAME) ?? [];
}

function fixedOf({ dimensions = {} }: CloudWatchMetric): readonly string[] {
  return Object.entries(dimensions).flatMap(([name, value]) => (isFixed(value) ? [`${name}=${value}`] : []));
}

/** Whether it is well formed: parts are put together until one value is left. */
function isArithmetic(expression: string): boolean {
  let left = expression.replaceAll(/[A-Za-z]\w*|\d+(\.\d+)?/g, "v").trim();
  for (let before = ""; before !== left;) {
    before = left;
    left = left.replaceAll(/v\s*[-+*/]\s*v|\(\s*v\s*\)/g, "v");
  }
  return left === "v";
}
