/** A catalogue so small that its series can be counted on paper. */
import type { MetricCatalogue, MetricFact } from "../../../../dashboards";
import type { MetricFamily } from "../../../../dashboards/catalogue";
import { counter, family, gauge, histogram, info, summary } from "../../../../dashboards/catalogue/family";
import { otlpFamily } from "../../../../dashboards/catalogue/otlp";

/** With 2 methods known, 3 statuses known, and routes by assumption. */
export const web = otlpFamily({
  name: "web",
  source: "https://example.com/",
  values: {
    method: ["GET", "POST"],
    status: ["200", "404", "500"],
    "service.version": ["1"],
    "service.instance.id": ["a"],
  },
  metrics: {
    "web.request.duration": histogram("s", "method", "status", "route"),
    "web.open": gauge("{request}", "method"),
  },
});

export const host = family({
  name: "host",
  source: "https://example.com/",
  values: { cpu: ["0", "1"], mode: ["idle", "system", "user"], disk: ["a"] },
  metrics: {
    host_cpu_seconds_total: counter("s", "cpu", "mode"),
    host_pause_seconds: summary("s"),
    host_load: gauge("{process}"),
    host_info: info("kernel", "disk"),
    host_mounts: gauge("{mount}", "owner", "mount"),
  },
});

export function catalogueOf(...families: readonly MetricFamily[]): MetricCatalogue {
  const facts = new Map<string, MetricFact>(families.flatMap((one) => Object.entries(one.facts)));
  return { find: (name) => facts.get(name) };
}
