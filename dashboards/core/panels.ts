/** Panels from signals. A panel cannot be made without a signal, hence not without title, description, unit and query. */
import { StackingMode } from "@grafana/grafana-foundation-sdk/common";
import type { DynamicConfigValue } from "@grafana/grafana-foundation-sdk/dashboard";
import type { Options as StatOptions } from "@grafana/grafana-foundation-sdk/stat";
import { type PanelTexts, signalPanel } from "./panel-base";
import type { PanelCell } from "./panel-cell";
import type { Signal } from "./signal";
import { HEIGHT, LINE } from "./tokens";
import { DECIMALS, type Unit } from "./units";

export { alertList, type AlertListProps } from "./alert-list";
export { PanelCell, type PanelType } from "./panel-cell";

/** Other signals of the same unit beside the first, and texts that say what all of them are. */
export interface Together extends PanelTexts {
  /** @default - the first signal alone */
  readonly also?: readonly Signal[];
}

/** How a time series is drawn. */
export interface SeriesStyle extends Together {
  /** On each other. @default false */
  readonly stacked?: boolean;
  /** @default - "bars" when stacked, else "line" */
  readonly shape?: "bars" | "line" | "points";
  /** Where the names stand; a `none` needs one series or names elsewhere. @default "right" */
  readonly legend?: "right" | "bottom" | "none";
}

/** Values over time. */
export function timeSeries(signal: Signal, style: SeriesStyle = {}): PanelCell {
  const { stacked = false, shape = stacked ? "bars" : "line", legend = "right" } = style;
  const stacking = stacked ? { stacking: { mode: StackingMode.Normal } } : {};
  const custom =
    shape === "bars"
      ? { drawStyle: "bars", fillOpacity: LINE.barOpacity, lineWidth: 0, ...stacking }
      : { drawStyle: shape, fillOpacity: LINE.fillOpacity, lineWidth: LINE.width, ...stacking };
  return signalPanel({
    type: "timeseries",
    signals: [signal, ...(style.also ?? [])],
    texts: style,
    shape: "series",
    size: { width: 12, height: HEIGHT.chart },
    finish: (builder) =>
      builder.custom(custom).options({
        legend: {
          displayMode: legend === "bottom" ? "list" : "table",
          placement: legend === "none" ? "bottom" : legend,
          showLegend: legend !== "none",
          calcs: legend === "bottom" ? [] : [stacked ? "sum" : "lastNotNull"],
        },
        tooltip: { mode: "multi", sort: "desc" },
      }),
  });
}

/** How one number is shown. */
export interface StatStyle extends Together {
  /** Draw the range behind the number, which asks for more than the last value. @default false */
  readonly sparkline?: boolean;
}

/** One number, or one for each series. */
export function stat(signal: Signal, style: StatStyle = {}): PanelCell {
  const { sparkline = false, also = [] } = style;
  const options: Partial<StatOptions> = {
    reduceOptions: { values: false, calcs: ["lastNotNull"], fields: "" },
  };
  return signalPanel({
    type: "stat",
    signals: [signal, ...also],
    texts: style,
    shape: sparkline ? "series" : "table",
    instant: !sparkline,
    size: { width: 4, height: HEIGHT.stat },
    finish: (builder) => builder.options({ ...options, ...(sparkline ? { graphMode: "area" } : {}) }),
  });
}

/** One number on a dial; for percentages, from 0 to 100. */
export function gauge(signal: Signal, style: Together = {}): PanelCell {
  return signalPanel({
    type: "gauge",
    signals: [signal, ...(style.also ?? [])],
    texts: style,
    shape: "table",
    instant: true,
    size: { width: 4, height: HEIGHT.stat + 2 },
    finish: (builder) =>
      withinPercent(builder, signal.unit).options({
        reduceOptions: { values: false, calcs: ["lastNotNull"], fields: "" },
        showThresholdMarkers: true,
      }),
  });
}

/** One bar for each series, to compare them. */
export function barGauge(signal: Signal, style: Together = {}): PanelCell {
  return signalPanel({
    type: "bargauge",
    signals: [signal, ...(style.also ?? [])],
    texts: style,
    shape: "series",
    instant: true,
    size: { width: 8, height: HEIGHT.chart },
    finish: (builder) =>
      withinPercent(builder, signal.unit).options({
        orientation: "horizontal",
        displayMode: "basic",
        reduceOptions: { values: false, calcs: ["lastNotNull"], fields: "" },
      }),
  });
}

/** How a table begins. */
export interface TableStyle extends Together {
  /** Columns to sort by, the largest value first; one that is not there is passed over. @default - not sorted */
  readonly sortBy?: readonly string[];
}

/** Rows and columns. Several signals become columns of one table, joined by the labels that they share. */
export function table(signal: Signal, style: TableStyle = {}): PanelCell {
  const signals = [signal, ...(style.also ?? [])];
  return signalPanel({
    type: "table",
    signals,
    texts: style,
    shape: "table",
    instant: true,
    mixedUnits: true,
    columns: true,
    size: { width: 12, height: HEIGHT.table },
    finish: (builder) => {
      const sortBy = (style.sortBy ?? []).map((displayName) => ({ displayName, desc: true }));
      builder.options({ showHeader: true, cellHeight: "sm", ...(sortBy.length === 0 ? {} : { sortBy }) });
      for (const { column, unit } of signal.columnUnits ?? []) builder.overrideByName(column, unitOverride(unit));
      return builder;
    },
  });
}

/** Log lines. */
export function logLines(signal: Signal): PanelCell {
  return signalPanel({
    type: "logs",
    signals: [signal],
    texts: {},
    shape: "series",
    size: { width: 24, height: HEIGHT.table + 3 },
    finish: (builder) =>
      builder.options({
        showTime: true,
        wrapLogMessage: true,
        enableLogDetails: true,
        prettifyLogMessage: false,
        sortOrder: "Descending",
        dedupStrategy: "none",
      }),
  });
}

/** The column with the duration, as Tempo and Jaeger call it, and as X-Ray does. */
const DURATION_COLUMNS = ["Duration", "Response Time"];

/** In which order traces are listed. */
export interface TraceListStyle {
  /** The slowest first; else as the data source lists them, the newest first. @default false */
  readonly slowestFirst?: boolean;
}

/** Traces found, a row each; a click opens one. */
export function traceList(signal: Signal, { slowestFirst = false }: TraceListStyle = {}): PanelCell {
  return table(signal, slowestFirst ? { sortBy: DURATION_COLUMNS } : {});
}

/** What calls what. */
export function nodeGraph(signal: Signal): PanelCell {
  return signalPanel({
    type: "nodeGraph",
    signals: [signal],
    texts: {},
    shape: "series",
    size: { width: 24, height: 2 * HEIGHT.chart },
    finish: (builder) => builder,
  });
}

/** States over time, one line for each series. */
export function stateTimeline(signal: Signal, style: Together = {}): PanelCell {
  return signalPanel({
    type: "state-timeline",
    signals: [signal, ...(style.also ?? [])],
    texts: style,
    shape: "series",
    size: { width: 12, height: HEIGHT.chart },
    finish: (builder) =>
      builder.custom({ fillOpacity: LINE.barOpacity, lineWidth: 0 }).options({
        mergeValues: true,
        showValue: "never",
        rowHeight: 0.9,
        legend: { displayMode: "list", placement: "bottom", showLegend: true, calcs: [] },
      }),
  });
}

/** How values spread over time; the query gives the increase of each bucket by `le`. */
export function heatmap(signal: Signal): PanelCell {
  return signalPanel({
    type: "heatmap",
    signals: [signal],
    texts: {},
    shape: "heatmap",
    size: { width: 12, height: HEIGHT.chart },
    finish: (builder) =>
      builder.options({
        calculate: false,
        yAxis: { unit: signal.unit },
        color: { mode: "scheme", scheme: "Oranges", steps: 32 },
        tooltip: { mode: "single", yHistogram: true },
      }),
  });
}

function withinPercent<B extends { min(value: number): B; max(value: number): B }>(builder: B, unit: Unit): B {
  if (unit === "percent") return builder.min(0).max(100);
  return unit === "percentunit" ? builder.min(0).max(1) : builder;
}

function unitOverride(unit: Unit): DynamicConfigValue[] {
  return [
    { id: "unit", value: unit },
    { id: "decimals", value: DECIMALS[unit] },
  ];
}
