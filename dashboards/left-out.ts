/**
 * Panels that an estate does not get, since no data source that it has could answer them. On Grafana Cloud there are
 * always Loki and Tempo; on Amazon's platform logs and traces are asked of what the config names.
 */
import { answeringKinds, isAnswerable } from "./core/answerable";
import { ask } from "./core/ask";
import type { DataSourceKind } from "./core/data-sources";
import { MOST_LOG_GROUPS, serviceLogGroups } from "./core/log-groups";
import type { Signal } from "./core/signal";
import type { EstateScope } from "./core/variables";
import { LOGS_UID, linesOfLogs } from "./logs";
import { besideServices, SERVICES_UID } from "./services";
import { OF_TRACES, TRACES_UID } from "./traces";

export interface LeftOut {
  /** UID of the dashboard. */
  readonly dashboard: string;
  /** Titles of the panels, in the dashboard's order. */
  readonly panels: readonly string[];
  /** Why, and what to configure to get them. */
  readonly because: string;
}

/** Signals that need a data source which not every estate has; their names are the titles of their panels. */
const OPTIONAL: readonly { readonly dashboard: string; readonly signals: (scope: EstateScope) => readonly Signal[] }[] =
  [
    { dashboard: SERVICES_UID, signals: besideServices },
    { dashboard: LOGS_UID, signals: linesOfLogs },
    { dashboard: TRACES_UID, signals: () => OF_TRACES },
  ];

/** Where the config names a data source. The platform's own stores cannot be named. */
const SETTINGS: Readonly<Partial<Record<DataSourceKind, string>>> = {
  cloudwatch: "grafana.dataSources.cloudwatch.accounts",
  elasticsearch: "grafana.dataSources.elasticsearch",
  jaeger: "grafana.dataSources.jaeger",
  opensearch: "grafana.dataSources.opensearch",
  xray: "grafana.dataSources.xray",
};

/** What the dashboards of an estate lack, and why. */
export function leftOut(scope: EstateScope): readonly LeftOut[] {
  return [...unanswered(scope), ...unread(scope)];
}

function unanswered(scope: EstateScope): LeftOut[] {
  return OPTIONAL.flatMap(({ dashboard, signals }) => {
    const missing = signals(scope).filter((signal) => !isAnswerable(signal, scope.sources));
    const reasons = new Set(missing.map(reason));
    return [...reasons].map((because) => {
      const panels = missing.filter((signal) => reason(signal) === because).map(({ name }) => name);
      return { dashboard, panels, because };
    });
  });
}

function reason(signal: Signal): string {
  const settings = answeringKinds(signal).flatMap((kind) => SETTINGS[kind] ?? []);
  return `no data source can answer; set ${settings.join(" or ")}`;
}

/** Logs Insights reads so many log groups and no more. */
function unread(scope: EstateScope): LeftOut[] {
  const groups = serviceLogGroups(scope.services);
  const asked = linesOfLogs(scope).filter(
    (signal) => isAnswerable(signal, scope.sources) && ask(signal, scope.sources).query.language === "cloudwatch-logs",
  );
  if (groups.length <= MOST_LOG_GROUPS || asked.length === 0) return [];
  const without = groups.slice(MOST_LOG_GROUPS).join(", ");
  return [
    {
      dashboard: LOGS_UID,
      panels: asked.map(({ name }) => name),
      because: `CloudWatch Logs Insights reads ${String(MOST_LOG_GROUPS)} log groups at most, so lines of ${without} are missing; set ${SETTINGS.opensearch ?? ""} or ${SETTINGS.elasticsearch ?? ""}`,
    },
  ];
}
