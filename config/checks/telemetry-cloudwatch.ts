/** CloudWatch to Prometheus and Loki: on Grafana Cloud, from accounts that ship, and of what somebody asks for. */
import { ASKED_NAMESPACES, onlyRegionOf } from "../cloudwatch-namespaces";
import { destinationsOf } from "../destinations";
import type { EstateDraft } from "../draft";
import type { EstateConfig } from "../estate";
import { didYouMean } from "../nearest";
import type { Finding } from "../problem";

const PATH = ["telemetry", "cloudwatch"];

/** Bytes that the names of excluded log groups may take: AWS takes 25 KB with those that the estate adds. */
const MOST_EXCLUDED_BYTES = 20_000;

export function cloudWatchHasTakers(estate: EstateDraft): readonly Finding[] {
  const { telemetry, grafana } = estate;
  const settings = telemetry?.cloudwatch;
  const isUsed = Object.keys(settings?.namespaces ?? {}).length > 0 || settings?.logs !== undefined;
  if (!isUsed) return [];
  if (grafana?.platform === "amazon-managed")
    return [
      {
        path: PATH,
        message: "sends to stores of Grafana Cloud, and grafana.platform is amazon-managed",
        value: "",
        fix: "remove it: dashboards read CloudWatch itself",
        atKey: true,
      },
    ];
  return [...shipping(estate), ...signals(estate), ...stored(estate), ...asked(estate), ...exclusionsFit(estate)];
}

/** An account that does not ship has no token to send with. */
function shipping({ telemetry, grafana }: EstateDraft): readonly Finding[] {
  const ships = grafana?.access?.accounts;
  const { accounts, logs } = telemetry?.cloudwatch ?? {};
  if (ships === undefined) return [];
  const lists = [
    { path: [...PATH, "accounts"], keys: accounts ?? [] },
    { path: [...PATH, "logs", "accounts"], keys: logs?.accounts ?? [] },
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

/** Accounts that ship have tokens for some kinds of telemetry only. */
function signals({ telemetry, grafana }: EstateDraft): readonly Finding[] {
  const shipped = grafana?.access?.signals;
  const { namespaces = {}, logs } = telemetry?.cloudwatch ?? {};
  const needs = [
    { part: "namespaces", signal: "metrics", isAsked: Object.keys(namespaces).length > 0 },
    { part: "logs", signal: "logs", isAsked: logs !== undefined },
  ] as const;
  return needs.flatMap(({ part, signal, isAsked }): Finding[] =>
    !isAsked || shipped === undefined || shipped.includes(signal)
      ? []
      : [
          {
            path: [...PATH, part],
            message: `sends ${signal}, which grafana.access.signals leaves out`,
            value: "",
            fix: `add ${signal} to grafana.access.signals, or remove it`,
            atKey: true,
          },
        ],
  );
}

/** What goes to Loki and Prometheus must be read there. */
function stored(estate: EstateDraft): readonly Finding[] {
  const { telemetry, destinations, grafana } = estate;
  if (destinations === undefined || grafana?.platform === undefined) return [];
  const { metrics, logs } = destinationsOf(estate as EstateConfig);
  const cloudwatch = telemetry?.cloudwatch;
  const others = (kept: string) => `add ${kept} to destinations, or remove it`;
  return [
    ...(Object.keys(cloudwatch?.namespaces ?? {}).length > 0 && !metrics.includes("grafana-cloud")
      ? [
          {
            path: [...PATH, "namespaces"],
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
            path: [...PATH, "logs"],
            message: "go to Loki, which is no destination of logs",
            value: "",
            fix: others("loki"),
            atKey: true,
          },
        ]
      : []),
  ];
}

/** Only what dashboards ask for is sent, and it must be there: some namespaces are published in one region only. */
function asked(estate: EstateDraft): readonly Finding[] {
  const namespaces = Object.keys(estate.telemetry?.cloudwatch?.namespaces ?? {});
  return namespaces.flatMap((namespace): Finding[] => {
    const about = { path: [...PATH, "namespaces", namespace], value: "", atKey: true };
    if (!ASKED_NAMESPACES.includes(namespace)) {
      const fix = "remove it: docs/managed-services.md lists those that are asked for";
      const message = "is asked for by no dashboard, so that nothing would be sent";
      return [{ ...about, message, fix: didYouMean(namespace, ASKED_NAMESPACES) ?? fix }];
    }
    const region = onlyRegionOf(namespace);
    const elsewhere = region === undefined ? [] : accountsOutside(estate, region);
    if (region === undefined || elsewhere.length === 0) return [];
    const message = `is published in ${region} only, which is not the region of ${elsewhere.join(", ")}`;
    return [{ ...about, message, fix: "remove it: dashboards ask CloudWatch there" }];
  });
}

function accountsOutside({ telemetry, grafana, accounts = {} }: EstateDraft, region: string): readonly string[] {
  const keys = telemetry?.cloudwatch?.accounts ?? grafana?.access?.accounts ?? Object.keys(accounts);
  return keys.flatMap((key) => {
    const home = key === undefined ? undefined : accounts[key]?.region;
    return key === undefined || home === undefined || home === region ? [] : [key];
  });
}

function exclusionsFit({ telemetry }: EstateDraft): readonly Finding[] {
  const names = (telemetry?.cloudwatch?.logs?.exclude ?? []).flatMap((name) => name ?? []);
  const bytes = names.reduce((sum, name) => sum + Buffer.byteLength(`"${name}", `), 0);
  if (bytes <= MOST_EXCLUDED_BYTES) return [];
  return [
    {
      path: [...PATH, "logs", "exclude"],
      message: `has ${String(bytes)} bytes of names; CloudWatch Logs takes ${String(MOST_EXCLUDED_BYTES)} besides the estate's own`,
      value: "",
      fix: "name fewer log groups, or say by filterPattern what is wanted",
      atKey: true,
    },
  ];
}
