/**
 * What a dashboard is to everybody else: a fixed UID, where it belongs, what it asks, and its JSON.
 * Nothing here knows Terraform; the construct that makes the resource escapes `${` itself.
 */
import type { Dashboard } from "@grafana/grafana-foundation-sdk/dashboard";
import type { DataSourceUse } from "./data-sources";
import type { QueryLanguage } from "./query/query";
import type { Unit } from "./units";

export type { DataSourceType, DataSourceUse } from "./data-sources";

/** One question that a panel asks. */
export interface DashboardQuery {
  /** Title of the panel. */
  readonly panel: string;
  /** UID of the data source asked. */
  readonly dataSource: string;
  readonly language: QueryLanguage;
  /** The query as Grafana gets it, with its macros and variables. */
  readonly text: string;
  /** Metrics read: names of Prometheus, `namespace name` of CloudWatch. Logs, traces and SQL have none. */
  readonly metrics: readonly string[];
}

export interface DashboardPanel {
  readonly title: string;
  /** Grafana panel type: `timeseries`, `stat`, `table`. */
  readonly type: string;
  readonly unit: Unit;
}

/** A finished dashboard. Its UID is fixed, so that links, permissions and tests can rely on it. */
export interface DashboardDefinition {
  /** 1-40 letters, digits, hyphens and underscores; unique in the estate. */
  readonly uid: string;
  readonly title: string;
  /** Title of the folder that holds it. */
  readonly folder: string;
  readonly tags: readonly string[];
  /** Source file, for messages: `dashboards/cost.ts`. */
  readonly file: string;
  readonly panels: readonly DashboardPanel[];
  readonly queries: readonly DashboardQuery[];
  readonly dataSources: readonly DataSourceUse[];
  /** Metrics whose labels are listed in variables. */
  readonly variableMetrics: readonly string[];
  /** Ids of the signals shown. */
  readonly signals: readonly string[];
  /** The dashboard as Grafana's v1 model, without `id`, `version` and panel ids, which Grafana would take out again. */
  readonly model: Dashboard;
  /** `model` as text: the same bytes for the same input. */
  json(): string;
}
