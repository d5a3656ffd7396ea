/** Panels from signals. A panel cannot be made without a signal, hence not without title, description, unit and query. */
import type { Dataquery } from "@grafana/grafana-foundation-sdk/athena";
import { StackingMode } from "@grafana/grafana-foundation-sdk/common";
import {
  type DynamicConfigValue,
  FieldColorBuilder,
  FieldColorModeId,
  PanelBuilder,
  type Threshold,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from "@grafana/grafana-foundation-sdk/dashboard";
import type { Options as StatOptions } from "@grafana/grafana-foundation-sdk/stat";
import type { Sized } from "./grid";
import type { Judgement, Signal } from "./signal";
import { COLOURS, HEIGHT, LINE } from "./tokens";
import { DECIMALS, type Unit } from "./units";
import { DATA_SOURCE_REFERENCE } from "./variables";

/** Minutes for which Athena may answer from an earlier run of the same query; billing data changes a few times a day. */
const RESULT_REUSE_MINUTES = 60;

/** Shapes of an answer by the plugin's numbers; the SDK's enum is not imported, since that loads half of the SDK. */
const FORMAT = { series: 0, table: 1 } as const;

type AthenaTarget = Omit<Dataquery, "format"> & { readonly format: number };

/** A panel with its size, not yet placed. */
export class PanelCell implements Sized {
  constructor(
    readonly signal: Signal,
    readonly type: PanelType,
    private readonly build: () => PanelBuilder,
    readonly width: number,
    readonly height: number,
  ) {}

  /** The same panel, 1-24 columns wide. */
  w(width: number): PanelCell {
    return new PanelCell(this.signal, this.type, this.build, width, this.height);
  }

  /** A new builder of the panel. */
  builder(): PanelBuilder {
    return this.build();
  }
}

export type PanelType = "timeseries" | "stat" | "table";

/** How a time series is drawn. */
export interface SeriesStyle {
  /** Bars of the day stacked on each other, instead of lines. */
  readonly stacked: boolean;
}

/** Values over time; the label column of the query names the series. */
export function timeSeries(signal: Signal, { stacked }: SeriesStyle): PanelCell {
  const custom = stacked
    ? { drawStyle: "bars", fillOpacity: LINE.barOpacity, lineWidth: 0, stacking: { mode: StackingMode.Normal } }
    : { drawStyle: "line", fillOpacity: LINE.fillOpacity, lineWidth: LINE.width };
  const build = (): PanelBuilder =>
    base(signal, "timeseries", FORMAT.series)
      .displayName("${__field.labels.label}")
      .custom(custom)
      .options({
        legend: {
          displayMode: "table",
          placement: "right",
          showLegend: true,
          calcs: [stacked ? "sum" : "lastNotNull"],
        },
        tooltip: { mode: "multi", sort: "desc" },
      });
  return new PanelCell(signal, "timeseries", build, 12, HEIGHT.chart);
}

/** One number. */
export function stat(signal: Signal): PanelCell {
  const options: Partial<StatOptions> = { reduceOptions: { values: false, calcs: ["lastNotNull"], fields: "" } };
  const build = (): PanelBuilder => base(signal, "stat", FORMAT.table).options(options);
  return new PanelCell(signal, "stat", build, 4, HEIGHT.stat);
}

/** Rows and columns. */
export function table(signal: Signal): PanelCell {
  const build = (): PanelBuilder => {
    const builder = base(signal, "table", FORMAT.table).options({ showHeader: true, cellHeight: "sm" });
    for (const { column, unit } of signal.columnUnits ?? []) builder.overrideByName(column, unitOverride(unit));
    return builder;
  };
  return new PanelCell(signal, "table", build, 12, HEIGHT.table);
}

function base(signal: Signal, type: PanelType, format: number): PanelBuilder {
  return new PanelBuilder()
    .type(type)
    .title(signal.name)
    .description(signal.description)
    .datasource({ type: "grafana-athena-datasource", uid: DATA_SOURCE_REFERENCE })
    .withTarget({ build: () => athenaTarget(signal, format) })
    .unit(signal.unit)
    .decimals(signal.decimals ?? DECIMALS[signal.unit])
    .noValue("no data")
    .thresholds(new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps(signal.judgement)))
    .colorScheme(new FieldColorBuilder().mode(colorMode(type)));
}

function athenaTarget({ query }: Signal, format: number): AthenaTarget {
  return {
    refId: "A",
    datasource: { type: "grafana-athena-datasource", uid: DATA_SOURCE_REFERENCE },
    format,
    rawSQL: query.sql,
    connectionArgs: {
      region: "__default",
      catalog: "__default",
      database: "__default",
      resultReuseEnabled: true,
      resultReuseMaxAgeInMinutes: RESULT_REUSE_MINUTES,
    },
    _implementsDataqueryVariant: () => undefined,
  };
}

function colorMode(type: PanelType): FieldColorModeId {
  return type === "timeseries" ? FieldColorModeId.PaletteClassicByName : FieldColorModeId.Thresholds;
}

function steps(judgement: Judgement): Threshold[] {
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

function unitOverride(unit: Unit): DynamicConfigValue[] {
  return [
    { id: "unit", value: unit },
    { id: "decimals", value: DECIMALS[unit] },
  ];
}
