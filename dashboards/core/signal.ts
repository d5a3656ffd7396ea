/**
 * A signal: one measured thing as data. Panels and alert rules are made from it, so that a graph and its alert cannot
 * drift apart. The query's text stands nowhere else.
 */
import type { DrillDown } from "./drill-down";
import type { AthenaQuery, Query } from "./query/query";
import type { Unit } from "./units";

/** Where a value turns bad, in the signal's unit. */
export type Threshold =
  { readonly warnAbove: number; readonly badAbove: number } | { readonly warnBelow: number; readonly badBelow: number };

/** Thresholds; `unjudged` says why a signal has none. There is no third way. */
export type Judgement = Threshold | { readonly unjudged: string };

/** What kind of thing is measured. */
export type SignalType = "counter" | "gauge" | "histogram" | "ratio" | "table" | "log" | "trace";

/** A column of a table whose unit is not the signal's. */
export interface ColumnUnit {
  readonly column: string;
  readonly unit: Unit;
}

/** A value that stands for a state: `{ value: 0, text: "down", is: "bad" }`. */
export interface ValueState {
  readonly value: number;
  readonly text: string;
  readonly is: "good" | "warn" | "bad" | "neutral";
}

export interface Signal<Q extends Query = Query> {
  /** Stable and unique: kebab-case. */
  readonly id: string;
  readonly name: string;
  /** What it counts, how it is computed, and what to do when it is off. */
  readonly description: string;
  /** @default - not told */
  readonly type?: SignalType;
  readonly unit: Unit;
  readonly query: Q;
  /** The same question for other data sources, asked where the query's own is not available. @default [] */
  readonly elsewhere?: readonly Query[];
  readonly judgement: Judgement;
  /** Slug of the runbook that says what to do when it is bad. Every signal with an alert has one. @default - none */
  readonly runbook?: string;
  /** Digits after the point. @default - as many as the unit usually has */
  readonly decimals?: number;
  /** Columns with another unit than `unit`. @default [] */
  readonly columnUnits?: readonly ColumnUnit[];
  /** Values that stand for states. @default [] */
  readonly states?: readonly ValueState[];
  /** Dashboards with more about one series. @default [] */
  readonly drillDowns?: readonly DrillDown[];
}

/** A signal of which it is known when it is bad. */
export type JudgedSignal = Signal & { readonly judgement: Threshold; readonly runbook: string };

/** A signal asked of Athena only. */
export type SqlSignal = Signal<AthenaQuery>;
