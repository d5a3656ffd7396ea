/**
 * LogQL as values: `logs({ service: true }).contains("timeout").rate().sumBy("service")`. Words of the label contract
 * can be used wherever a label is named; what Loki does not index is filtered line by line.
 */
import { isIndexed, labelOf } from "../labels";
import { conditions, type Condition, type Filter, quoted } from "./filter";
import { LOG_WINDOW, plainText, type Use, type Window, windowText } from "./use";

type Stage = (use: Use) => readonly string[];

/** Log lines: a stream selector and a pipeline. */
export class LogLines {
  constructor(
    private readonly streams: readonly Filter[],
    private readonly stages: readonly Stage[],
  ) {}

  text(use: Use): string {
    const wanted = this.streams.flatMap((filter) => conditions(filter, use));
    const indexed = wanted.filter(({ word }) => isIndexed(word));
    const rest = wanted.filter(({ word }) => !isIndexed(word));
    const stages = [...rest.map(labelFilter), ...this.stages.flatMap((stage) => stage(use))];
    return [`{${selector(indexed)}}`, ...stages].join(" ");
  }

  /** Fewer streams, by labels of the stream. */
  where(filter: Filter): LogLines {
    return new LogLines([...this.streams, filter], this.stages);
  }

  contains(text: string): LogLines {
    return this.stage(`|= ${quoted(plainText(text))}`);
  }

  containsNot(text: string): LogLines {
    return this.stage(`!= ${quoted(plainText(text))}`);
  }

  matches(pattern: string): LogLines {
    return this.stage(`|~ ${quoted(plainText(pattern))}`);
  }

  matchesNot(pattern: string): LogLines {
    return this.stage(`!~ ${quoted(plainText(pattern))}`);
  }

  /** What people type into a text variable of the dashboard. */
  containsChosen(variable: string): LogLines {
    return new LogLines(this.streams, [
      ...this.stages,
      (use) => (use === "alert" ? [] : [`|~ ${quoted(`(?i)$${variable}`)}`]),
    ]);
  }

  json(): LogLines {
    return this.stage("| json");
  }

  logfmt(): LogLines {
    return this.stage("| logfmt");
  }

  pattern(pattern: string): LogLines {
    return this.stage(`| pattern ${quoted(plainText(pattern))}`);
  }

  lineFormat(template: string): LogLines {
    return this.stage(`| line_format ${quoted(plainText(template))}`);
  }

  /** Filters by fields that a parser found, or by structured metadata. */
  whereField(filter: Filter): LogLines {
    return new LogLines(this.streams, [...this.stages, (use) => conditions(filter, use).map(labelFilter)]);
  }

  /** Filters by a number in a field: `.whereNumber("status", ">=", 500)`. */
  whereNumber(field: string, operator: ">" | ">=" | "<" | "<=" | "==" | "!=", value: number): LogLines {
    return this.stage(`| ${labelOf(field)} ${operator} ${String(value)}`);
  }

  /** Leaves out lines in which a parser failed. */
  withoutErrors(): LogLines {
    return this.stage('| __error__=""');
  }

  /** Lines per second. */
  rate(window: Window = LOG_WINDOW): LogMetric {
    return this.over("rate", window);
  }

  /** Lines within the window. */
  count(window: Window = LOG_WINDOW): LogMetric {
    return this.over("count_over_time", window);
  }

  /** Bytes per second. */
  bytesRate(window: Window = LOG_WINDOW): LogMetric {
    return this.over("bytes_rate", window);
  }

  /** Bytes within the window. */
  bytes(window: Window = LOG_WINDOW): LogMetric {
    return this.over("bytes_over_time", window);
  }

  /** A function over the numbers in a field: `.unwrapped("avg_over_time", "duration_ms")`. */
  unwrapped(
    name: "avg_over_time" | "max_over_time" | "min_over_time" | "sum_over_time" | "rate",
    field: string,
    window: Window = LOG_WINDOW,
  ): LogMetric {
    const lines = this.stage(`| unwrap ${field} | __error__=""`);
    return lines.over(name, window);
  }

  /** A quantile, 0-1, of the numbers in a field, by labels. */
  quantile(quantile: number, field: string, labels: readonly string[], window: Window = LOG_WINDOW): LogMetric {
    const lines = this.stage(`| unwrap ${field} | __error__=""`);
    return new LogMetric((use) => {
      const by = labels.length === 0 ? "" : ` by (${labels.map(labelOf).join(", ")})`;
      return `quantile_over_time(${String(quantile)}, ${lines.text(use)} [${windowText(window, use)}])${by}`;
    }, labels);
  }

  private stage(text: string): LogLines {
    return new LogLines(this.streams, [...this.stages, () => [text]]);
  }

  private over(name: string, window: Window): LogMetric {
    return new LogMetric((use) => `${name}(${this.text(use)} [${windowText(window, use)}])`, []);
  }
}

/** Numbers made from log lines. */
export class LogMetric {
  constructor(
    private readonly write: (use: Use) => string,
    /** Words for the labels that the result is grouped by. */
    readonly grouping: readonly string[],
    private readonly compound = false,
  ) {}

  text(use: Use): string {
    return this.write(use);
  }

  sum(): LogMetric {
    return new LogMetric((use) => `sum(${this.text(use)})`, []);
  }

  sumBy(...labels: readonly string[]): LogMetric {
    return this.grouped("sum", labels);
  }

  maxBy(...labels: readonly string[]): LogMetric {
    return this.grouped("max", labels);
  }

  avgBy(...labels: readonly string[]): LogMetric {
    return this.grouped("avg", labels);
  }

  /** The `n` series with the largest values. */
  topk(n: number): LogMetric {
    return new LogMetric((use) => `topk(${String(n)}, ${this.text(use)})`, this.grouping);
  }

  times(factor: number): LogMetric {
    return new LogMetric((use) => `${this.operand(use)} * ${String(factor)}`, this.grouping, true);
  }

  plus(other: LogMetric): LogMetric {
    return new LogMetric((use) => `${this.operand(use)} + ${other.operand(use)}`, this.grouping, true);
  }

  /** A part of a whole. Both sides need the same labels. */
  dividedBy(other: LogMetric): LogMetric {
    return new LogMetric((use) => `${this.operand(use)} / ${other.operand(use)}`, this.grouping, true);
  }

  private operand(use: Use): string {
    return this.compound ? `(${this.text(use)})` : this.text(use);
  }

  private grouped(name: string, labels: readonly string[]): LogMetric {
    return new LogMetric((use) => `${name} by (${labels.map(labelOf).join(", ")}) (${this.text(use)})`, labels);
  }
}

/** Log lines of the streams that a filter finds. */
export function logs(filter: Filter = {}): LogLines {
  return new LogLines([filter], []);
}

/** Loki wants one matcher that no empty value satisfies; a variable that stands for All is none. */
function selector(wanted: readonly Condition[]): string {
  const firm = wanted.some(({ operator, value }) => operator === "=" && value !== "");
  const any = firm ? [] : [`${labelOf("service")}=~".+"`];
  return [...any, ...wanted.map(matcher)].join(", ");
}

function labelFilter(condition: Condition): string {
  return `| ${matcher(condition)}`;
}

function matcher({ word, operator, value }: Condition): string {
  return `${labelOf(word)}${operator}${quoted(value)}`;
}
