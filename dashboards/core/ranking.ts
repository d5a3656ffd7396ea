/** A table of many series of CloudWatch, the worst first: it cannot be asked for the largest of them. */
import type { DashboardLink, DataTransformerConfig, PanelBuilder } from "@grafana/grafana-foundation-sdk/dashboard";
import { type DrillDown, drillDownLink, drillDownUrl } from "./drill-down";
import { PanelCell } from "./panel-cell";
import { table } from "./panels";
import { isGrafanas } from "./query/cloudwatch-math";
import type { PanelTexts } from "./panel-base";
import type { Signal } from "./signal";

export interface RankingStyle extends PanelTexts {
  /** What a row is called: `Queue`. */
  readonly of: string;
  /** `now` is the last value; `total` the sum over the range, for counts of each period. */
  readonly by: "now" | "total";
  /** Whether the least is the worst. @default false */
  readonly leastFirst?: boolean;
  /** Rows whose name matches only, a regular expression of JavaScript. @default - all */
  readonly only?: string;
  /** Rows at most. @default 10 */
  readonly rows?: number;
  /** Links of a row before the signal's own; what they hand over is the row's name. @default [] */
  readonly drillDowns?: readonly DrillDown[];
}

/** Grafana's reducers with what it calls the columns that they make. */
const REDUCERS = {
  now: { id: "lastNotNull", makes: "Last *" },
  total: { id: "sum", makes: "Total" },
  most: { id: "max", makes: "Max" },
  least: { id: "min", makes: "Min" },
} as const;

const COLUMN = { now: "Now", total: "In the range", worst: "Worst" } as const;

/** Rows by name, with what ranks them and the worst single value, which is coloured as the signal is judged. */
export function ranking(signal: Signal, style: RankingStyle): PanelCell {
  const queries = [signal.query, ...(signal.elsewhere ?? [])];
  const languages = queries.map(({ language }) => language);
  const other = languages.find((language) => language !== "cloudwatch" && language !== "cloudwatch-math");
  if (other !== undefined)
    throw new Error(`Signal "${signal.id}" is asked in ${other}, which ranks itself: show a table of topk().`);
  // Names of series are given after transformations, and without one Grafana's have their labels only.
  if (queries.some((query) => query.language === "cloudwatch-math" && isGrafanas(query)))
    throw new Error(`Signal "${signal.id}" is computed by Grafana, whose rows would have no names.`);
  const { title, description } = style;
  const cell = table(signal, {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
  }).w(8);
  return new PanelCell({
    title: cell.title,
    type: cell.type,
    unit: cell.unit,
    signals: cell.signals,
    width: cell.width,
    height: cell.height,
    bind: (sources) => {
      const bound = cell.bind(sources);
      return { ...bound, builder: ranked(bound.builder, signal, style) };
    },
  });
}

function ranked(builder: PanelBuilder, { name, drillDowns = [] }: Signal, style: RankingStyle): PanelBuilder {
  const links = [...(style.drillDowns ?? []), ...drillDowns].flatMap((drillDown) => rowLink(drillDown, style.of));
  builder.dataLinks(links.map((link) => ({ build: () => link })));
  builder.transformations([withoutPrefix(name), ...transformations(style)]);
  // A sum over the range has no threshold: those of a signal are for one value.
  const judged = style.by === "now" ? [COLUMN.now, COLUMN.worst] : [COLUMN.worst];
  for (const column of judged)
    builder.overrideByName(column, [{ id: "custom.cellOptions", value: { type: "color-text" } }]);
  return builder;
}

/** A row has no labels but one name, which stands for one dimension; several cannot be told apart in it. */
function rowLink(drillDown: DrillDown, of: string): DashboardLink[] {
  const { hand: [word, ...more] = [] } = drillDown;
  if (more.length > 0) return [];
  const there = { ...drillDown, hand: [] };
  const handed = word === undefined ? "" : `var-${word}=\${__data.fields["${of}"]}&`;
  return [{ ...drillDownLink(there), url: drillDownUrl(there).replace("?", `?${handed}`) }];
}

/** CloudWatch puts the name of an arithmetic before that of each of its series. */
function withoutPrefix(prefix: string): DataTransformerConfig {
  const literal = prefix.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return { id: "renameByRegex", options: { regex: `^${literal} (.+)$`, renamePattern: "$1" } };
}

function transformations({ of, by, only, leastFirst = false, rows = 10 }: RankingStyle): DataTransformerConfig[] {
  const worst = leastFirst ? REDUCERS.least : REDUCERS.most;
  const renameByName = { Field: of, [REDUCERS[by].makes]: COLUMN[by], [worst.makes]: COLUMN.worst };
  const name = { fieldName: of, config: { id: "regex", options: { value: only } } };
  return [
    {
      id: "reduce",
      options: { mode: "seriesToRows", includeTimeField: false, reducers: [REDUCERS[by].id, worst.id] },
    },
    { id: "organize", options: { excludeByName: {}, indexByName: {}, renameByName } },
    ...(only === undefined
      ? []
      : [{ id: "filterByValue", options: { type: "include", match: "all", filters: [name] } }]),
    { id: "sortBy", options: { sort: [{ field: COLUMN[by], desc: !leastFirst }] } },
    { id: "limit", options: { limitField: rows } },
  ];
}
