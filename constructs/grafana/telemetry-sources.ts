/**
 * The platform's own stores as data sources of ours. Those that Grafana Cloud makes itself are read-only, so that neither
 * their UID nor their links to each other could be set.
 */
import { DATA_SOURCES, dataSourceSet } from "../../dashboards";
import type { DataSourceContribution } from "../core/contribution";
import type { Platform, ReadEndpoint } from "../platform";

/** Seconds between two points of a series, as the shippers send them. */
const SCRAPE_INTERVAL = "60s";

/** Data sources of the telemetry stores that the platform has. */
export function telemetrySources(
  { endpoints }: Pick<Platform, "endpoints">,
  platform: "grafana-cloud" | "amazon-managed",
): readonly DataSourceContribution[] {
  const { prometheus, loki, tempo } = endpoints;
  const type = dataSourceSet({ platform, kinds: ["prometheus"], cloudWatchAccounts: [] }).prometheus?.type;
  return [
    ...(prometheus === undefined
      ? []
      : [
          source("prometheus", prometheus, {
            type: type ?? DATA_SOURCES.prometheus.type,
            isDefault: true,
            settings: {
              httpMethod: "POST",
              timeInterval: SCRAPE_INTERVAL,
              manageAlerts: true,
              ...(platform === "grafana-cloud" ? { prometheusType: "Mimir" } : {}),
            },
          }),
        ]),
    ...(loki === undefined ? [] : [source("loki", loki, { settings: { maxLines: 1000, manageAlerts: true } })]),
    ...(tempo === undefined ? [] : [source("tempo", tempo, { settings: {} })]),
  ];
}

interface Details {
  readonly type?: string;
  readonly isDefault?: boolean;
  readonly settings: Readonly<Record<string, unknown>>;
}

function source(
  kind: "prometheus" | "loki" | "tempo",
  { url, auth }: ReadEndpoint,
  { type = DATA_SOURCES[kind].type, isDefault = false, settings }: Details,
): DataSourceContribution {
  const { uid, label } = DATA_SOURCES[kind];
  const common = { uid, name: label, type, url, isDefault };
  if (auth.kind === "basic")
    return { ...common, jsonData: settings, basicAuth: { user: auth.user, password: auth.password } };
  return {
    ...common,
    jsonData: { ...settings, sigV4Auth: true, sigV4AuthType: "ec2_iam_role", sigV4Region: auth.region },
  };
}
