/** CloudWatch to Prometheus and Loki: on Grafana Cloud, from accounts that ship, and of what somebody asks for. */
import { destinationsOf } from "../destinations";
import type { EstateDraft } from "../draft";
import type { EstateConfig } from "../estate";
import type { Finding } from "../problem";

export function cloudWatchHasTakers(estate: EstateDraft): readonly Finding[] {
  const { telemetry, grafana } = estate;
  const settings = telemetry?.cloudwatch;
  const path = ["telemetry", "cloudwatch"];
  const isUsed = Object.keys(settings?.namespaces ?? {}).length > 0 || settings?.logs !== undefined;
  if (!isUsed) return [];
  if (grafana?.platform === "amazon-managed")
    return [
      {
        path,
        message: "sends to stores of Grafana Cloud, and grafana.platform is amazon-managed",
        value: "",
        fix: "remove it: dashboards read CloudWatch itself",
        atKey: true,
      },
    ];
  return [...shipping(estate), ...stored(estate)];
}

/** An account that does not ship has no token to send with. */
function shipping({ telemetry, grafana }: EstateDraft): readonly Finding[] {
  const ships = grafana?.access?.accounts;
  const { accounts, logs } = telemetry?.cloudwatch ?? {};
  if (ships === undefined) return [];
  const lists = [
    { path: ["telemetry", "cloudwatch", "accounts"], keys: accounts ?? [] },
    { path: ["telemetry", "cloudwatch", "logs", "accounts"], keys: logs?.accounts ?? [] },
  ];
  return lists.flatMap(({ path, keys }) =>
    keys.flatMap((key, index): Finding[] =>
      key === undefined || ships.includes(key)
        ? []
        : [
            {
              path: [...path, index],
              message: "does not ship to Grafana Cloud",
              fix: `add ${key} to grafana.access.accounts`,
            },
          ],
    ),
  );
}

/** What goes to Loki and Prometheus must be read there. */
function stored(estate: EstateDraft): readonly Finding[] {
  const { telemetry, destinations, grafana } = estate;
  if (destinations === undefined || grafana?.platform === undefined) return [];
  const { metrics, logs } = destinationsOf(estate as EstateConfig);
  const cloudwatch = telemetry?.cloudwatch;
  const path = ["telemetry", "cloudwatch"];
  const others = (kept: string) => `add ${kept} to destinations, or remove it`;
  return [
    ...(Object.keys(cloudwatch?.namespaces ?? {}).length > 0 && !metrics.includes("grafana-cloud")
      ? [
          {
            path: [...path, "namespaces"],
            message: "go to Grafana Cloud's Prometheus, which is no destination of metrics",
            value: "",
            fix: others("grafana-cloud"),
            atKey: true,
          },
        ]
      : []),
    ...(cloudwatch?.logs !== undefined && !logs.some((name) => name === "loki" || name === "loki-otlp")
      ? [
          {
            path: [...path, "logs"],
            message: "go to Loki, which is no destination of logs",
            value: "",
            fix: others("loki"),
            atKey: true,
          },
        ]
      : []),
  ];
}
