/** What signals of hosts are filtered, grouped and called by. */
import type { DrillDown } from "../core/drill-down";
import { prometheus, promql, type PromExpr, type PromSelector } from "../core/query";

/** UID of the dashboard; links from elsewhere rely on it. */
export const HOSTS = "hosts";

/** Labels of a host: `instance` is one host, whatever exporter on it is scraped. */
export const HOST = ["environment", "service", "instance"] as const;

/** Which hosts people have chosen. */
export const HOSTS_CHOSEN = { account: true, region: true, environment: true, service: true } as const;

/** Where to read on about a host. */
export const fromHost: readonly DrillDown[] = [
  {
    title: "This host only",
    dashboard: HOSTS,
    hand: ["instance"],
    keep: ["account", "region", "environment", "service"],
  },
  { title: "Logs of its service", dashboard: "logs", hand: ["service", "environment"], keep: ["account"] },
];

/** Series of an exporter's metric, of the hosts that people have chosen. */
export function onHosts(metric: string): PromSelector {
  return promql(metric).where({ ...HOSTS_CHOSEN, instance: true });
}

/** A question with one answer for each host, or for each part of it that the labels name. */
export function byHost(expr: PromExpr, ...parts: readonly string[]) {
  return prometheus(expr, { legend: ["instance", ...parts] });
}
