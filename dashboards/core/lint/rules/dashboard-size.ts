import type { LintRule } from "../rule";

/** What proxies in front of Grafana and its storage take without being told otherwise. */
const MOST_BYTES = 1024 * 1024;

export const dashboardSize: LintRule = {
  id: "dashboard-size",
  wants: "A dashboard's JSON is at most 1 MiB, so that Grafana can store it and proxies let it pass.",
  find({ definition }) {
    const bytes = new TextEncoder().encode(definition.json()).length;
    if (bytes <= MOST_BYTES) return [];
    return [
      {
        where: [],
        message: `dashboard has ${String(bytes)} bytes of JSON, at most ${String(MOST_BYTES)}`,
        value: "",
        fix: "Split it by subject.",
      },
    ];
  },
};
