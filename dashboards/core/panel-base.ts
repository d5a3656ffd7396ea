/** What all panels have in common: texts, unit, thresholds, data source and queries, taken from their signals. */
import {
  type DataTransformerConfig,
  FieldColorBuilder,
  FieldColorModeId,
  MappingType,
  PanelBuilder,
  type Threshold as Step,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  type ValueMap,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { ask, type Asked } from "./ask";
import { type DataSourceSet, referenceTo } from "./data-sources";
import type { DashboardQuery } from "./definition";
import { drillDownLink } from "./drill-down";
import { type BoundPanel, PanelCell, type PanelType } from "./panel-cell";
import { MIXED } from "./mixed";
import { metricsOf, queryText } from "./query/query";
import { computedName, type Target, targetsOf } from "./query/target";
import { refId } from "./ref-id";
import type { Judgement, Signal, ValueState } from "./signal";
import { COLOURS } from "./tokens";
import { DECIMALS } from "./units";

/** @default - the first signal's name and description */
export interface PanelTexts {
  readonly title?: string;
  readonly description?: string;
}

export interface SignalPanelProps {
  readonly type: PanelType;
  readonly signals: readonly Signal[];
  readonly texts: PanelTexts;
  readonly shape: "series" | "table" | "heatmap";
  /** @default false */
  readonly instant?: boolean;
  /** Whether signals may differ in unit. @default false */
  readonly mixedUnits?: boolean;
  /** Whether each signal is a column. @default false */
  readonly columns?: boolean;
  readonly size: { readonly width: number; readonly height: number };
  readonly finish: (builder: PanelBuilder) => PanelBuilder;
}

export function signalPanel(props: SignalPanelProps): PanelCell {
  const [first] = props.signals;
  if (first === undefined) throw new Error("A panel needs a signal.");
  const other = props.signals.find(({ unit }) => unit !== first.unit);
  if (other !== undefined && props.mixedUnits !== true)
    throw new Error(`Signals "${first.id}" (${first.unit}) and "${other.id}" (${other.unit}) cannot share an axis.`);
  const title = props.texts.title ?? first.name;
  return new PanelCell({
    title,
    type: props.type,
    unit: first.unit,
    signals: props.signals.map(({ id }) => id),
    bind: (sources) => bind(props, first, title, sources),
    ...props.size,
  });
}

function bind(props: SignalPanelProps, first: Signal, title: string, sources: DataSourceSet): BoundPanel {
  const asked = props.signals.map((signal) => ({ signal, ...ask(signal, sources) }));
  const used = [...new Set(asked.map(({ source }) => source))];
  const [only] = used;
  const datasource = only === undefined || used.length > 1 ? MIXED : { type: only.type, uid: referenceTo(only) };
  const builder = new PanelBuilder()
    .type(props.type)
    .title(title)
    .description(props.texts.description ?? first.description)
    .datasource(datasource);
  for (const target of targets(asked, props)) builder.withTarget({ build: () => dataquery(target) });
  builder
    .unit(first.unit)
    .decimals(first.decimals ?? DECIMALS[first.unit])
    .noValue("no data")
    .thresholds(new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps(first.judgement)))
    .colorScheme(new FieldColorBuilder().mode(colorMode(props.type)));
  // Athena names a series by the column of the query called label.
  if (props.type === "timeseries" && asked.every(({ query }) => query.language === "athena-sql"))
    builder.displayName("${__field.labels.label}");
  asked.forEach(({ signal: { name }, query }, place) => {
    const computed = computedName(query, { name, named: asked.length > 1, place });
    if (computed !== undefined) builder.overrideByQuery(computed.refId, [{ id: "displayName", value: computed.name }]);
  });
  if (first.states !== undefined) builder.mappings([mapping(first.states)]);
  const place = props.columns === true ? "row" : "series";
  const links = (first.drillDowns ?? []).map((drillDown) => ({ build: () => drillDownLink(drillDown, place) }));
  if (links.length > 0) builder.dataLinks(links);
  props.finish(builder);
  if (props.columns === true) columns(builder, asked);
  return { builder, queries: asked.map((one) => description(title, one)), sources: used };
}

function targets(asked: readonly (Asked & { signal: Signal })[], props: SignalPanelProps): Target[] {
  const named = asked.length > 1;
  return asked
    .flatMap(({ signal, query, source }, place) =>
      targetsOf(query, {
        source,
        use: "dashboard",
        shape:
          props.shape === "table" && props.columns !== true && query.language !== "athena-sql" ? "series" : props.shape,
        instant: props.instant ?? false,
        name: signal.name,
        named,
        place,
      }),
    )
    .map((target, index) => ({ refId: refId(index), ...target }) as Target);
}

/** A table of series: time goes, and the value of each query is called as its signal. Of one query, it is `Value`. */
function columns(builder: PanelBuilder, asked: readonly (Asked & { signal: Signal })[]): void {
  if (!asked.every(({ query }) => query.language === "promql" || query.language === "logql")) return;
  const several = asked.length > 1;
  // Loki numbers the values of one query as well.
  const numbered = several || asked.some(({ query }) => query.language === "logql");
  const name = (index: number): string => (numbered ? `Value #${refId(index)}` : "Value");
  const renameByName = Object.fromEntries(asked.map(({ signal }, index) => [name(index), signal.name]));
  const transformations: DataTransformerConfig[] = [
    ...(several ? [{ id: "merge", options: {} }] : []),
    { id: "organize", options: { excludeByName: { Time: true }, indexByName: {}, renameByName } },
  ];
  builder.transformations(transformations);
  for (const { signal } of asked.slice(1)) {
    builder.overrideByName(signal.name, [
      { id: "unit", value: signal.unit },
      { id: "decimals", value: signal.decimals ?? DECIMALS[signal.unit] },
      { id: "thresholds", value: { mode: "absolute", steps: steps(signal.judgement) } },
    ]);
  }
}

function description(panel: string, { query, source }: Asked): DashboardQuery {
  return {
    panel,
    dataSource: source.uid,
    language: query.language,
    text: queryText(query, "dashboard"),
    metrics: metricsOf(query),
  };
}

/** The SDK marks queries by a method that it never calls. */
function dataquery(target: Target): Target & { _implementsDataqueryVariant: () => void } {
  return { ...target, _implementsDataqueryVariant: () => undefined };
}

function colorMode(type: PanelType): FieldColorModeId {
  return type === "timeseries" ? FieldColorModeId.PaletteClassicByName : FieldColorModeId.Thresholds;
}

function mapping(states: readonly ValueState[]): ValueMap {
  const options = states.map(({ value, text, is }, index) => [value, { text, color: COLOURS[is], index }] as const);
  return { type: MappingType.ValueToText, options: Object.fromEntries(options) };
}

function steps(judgement: Judgement): Step[] {
  if ("unjudged" in judgement) return [{ value: null, color: COLOURS.neutral }];
  if ("warnAbove" in judgement)
    return [
      { value: null, color: COLOURS.good },
      { value: judgement.warnAbove, color: COLOURS.warn },
      { value: judgement.badAbove, color: COLOURS.bad },
    ];
  return [
    { value: null, color: COLOURS.bad },
    { value: judgement.badBelow, color: COLOURS.warn },
    { value: judgement.warnBelow, color: COLOURS.good },
  ];
}
