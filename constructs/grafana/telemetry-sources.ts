/**
 * The platform's own stores as data sources of ours, as far as telemetry goes there. Those that Grafana Cloud makes itself
 * are read-only, so that neither their UID nor their links to each other could be set.
 */
import { destinationsOf } from "../../config/destinations";
import type { EstateConfig } from "../../config/estate";
import { DATA_SOURCES, metricsUid } from "../../dashboards";
import type { DataSourceContribution } from "../core/contribution";
import type { Platform, ReadEndpoint } from "../platform";

/** Seconds between two points of a series, as the shippers send them. */
const SCRAPE_INTERVAL = "60s";

/** Names of the platform's own store of metrics among the destinations. */
const OWN_METRICS = { "grafana-cloud": "grafana-cloud", "amazon-managed": "amazon-managed-prometheus" } as const;

/** Data sources of the telemetry stores that the platform has and the estate sends to. */
export function telemetrySources(
  { endpoints }: Pick<Platform, "endpoints">,
  config: EstateConfig,
): readonly DataSourceContribution[] {
  const { metrics, logs, traces } = destinationsOf(config);
  const { prometheus, loki, tempo } = endpoints;
  const place = metrics.indexOf(OWN_METRICS[config.grafana.platform]);
  return [
    ...(prometheus === undefined || place === -1 ? [] : [metricsSource(prometheus, config, place === 0)]),
    ...(loki === undefined || !logs.some((name) => name === "loki" || name === "loki-otlp")
      ? []
      : [source(DATA_SOURCES.loki, loki, { maxLines: 1000, manageAlerts: true })]),
    ...(tempo === undefined || !traces.includes("tempo") ? [] : [source(DATA_SOURCES.tempo, tempo, {})]),
  ];
}

function metricsSource(
  endpoint: ReadEndpoint,
  { grafana: { platform } }: EstateConfig,
  isRead: boolean,
): DataSourceContribution {
  const { label } = DATA_SOURCES.prometheus;
  const about = {
    uid: metricsUid(isRead),
    label: isRead ? label : `${label} (other store)`,
    type: platform === "grafana-cloud" ? "prometheus" : "grafana-amazonprometheus-datasource",
    isDefault: isRead,
  };
  const kind = platform === "grafana-cloud" ? { prometheusType: "Mimir" } : {};
  return source(about, endpoint, { httpMethod: "POST", timeInterval: SCRAPE_INTERVAL, manageAlerts: true, ...kind });
}

interface About {
  readonly uid: string;
  readonly label: string;
  readonly type: string;
  /** Whether Explore begins with it. @default false */
  readonly isDefault?: boolean;
}

function source(
  { uid, label, type, isDefault = false }: About,
  { url, auth }: ReadEndpoint,
  settings: Readonly<Record<string, unknown>>,
): DataSourceContribution {
  const common = { uid, name: label, type, url, isDefault };
  if (auth.kind === "basic")
    return { ...common, jsonData: settings, basicAuth: { user: auth.user, password: auth.password } };
  return {
    ...common,
    jsonData: { ...settings, sigV4Auth: true, sigV4AuthType: "ec2_iam_role", sigV4Region: auth.region },
  };
}
