/**
 * A signal: one measured thing as data. Panels, and later alert rules, are made from it, so that a graph and its alert
 * cannot drift apart. The query's text stands nowhere else.
 */
import type { Unit } from "./units";

/**
 * Where a value turns bad, in the signal's unit.
 * `unjudged` says why a signal has no threshold; there is no third way.
 */
export type Judgement =
  | { readonly warnAbove: number; readonly badAbove: number }
  | { readonly warnBelow: number; readonly badBelow: number }
  | { readonly unjudged: string };

/** SQL for Athena, with Grafana's macros and variables. */
export interface AthenaQuery {
  readonly language: "athena-sql";
  readonly sql: string;
}

/** A column of a table whose unit is not the signal's. */
export interface ColumnUnit {
  readonly column: string;
  readonly unit: Unit;
}

export interface Signal {
  /** Stable and unique: kebab-case. */
  readonly id: string;
  readonly name: string;
  /** What it counts, how it is computed, and what to do when it is off. */
  readonly description: string;
  readonly unit: Unit;
  readonly query: AthenaQuery;
  readonly judgement: Judgement;
  /** Digits after the point. @default - as many as the unit usually has */
  readonly decimals?: number;
  /** Columns with another unit than `unit`. @default [] */
  readonly columnUnits?: readonly ColumnUnit[];
}

/** What an alert rule needs from a signal; the rule adds severity, duration and runbook. */
export type AlertSource = Pick<Signal, "id" | "name" | "description" | "unit" | "query" | "judgement">;
