import { describe, expect, it } from "vitest";
import { catalogue, prometheusFamilies } from "../../../dashboards/catalogue";
import { CONTRACT_LABELS, labelOf } from "../../../dashboards/core/labels";
import { quantityOfUnit } from "../../../dashboards/core/lint/quantity";
import type { MetricFact } from "../../../dashboards/core/catalogue";

const FACTS = prometheusFamilies.flatMap(({ name: family, facts }) =>
  Object.entries(facts).map(([name, fact]) => ({ family, name, fact })),
);

/** Units that cannot be compared with one of Grafana's without a conversion. */
const CONVERTED = ["1", "ms", "ns", "kBy", "MiBy", "GBy"];

/** Units that a name promises by its end, `_total` left aside. */
const PROMISED: readonly [end: RegExp, units: readonly string[]][] = [
  [/_timestamp_seconds$/, ["timestamp"]],
  [/_seconds$/, ["s", "timestamp"]],
  [/_bytes$/, ["By", "By/s"]],
  [/_Bytes$/, ["By"]],
  [/_bytes_(received_)?per_second$/, ["By/s"]],
  [/_Bytes_per_Second$/, ["By/s"]],
  [/_MiB$/, ["MiBy"]],
  [/_Nanoseconds$/, ["ns"]],
  [/_kilobytes$/, ["kBy"]],
  [/_ms$/, ["ms"]],
  [/_ratio$/, ["1"]],
];

/** Counters of sources that name them otherwise, and gauges that only sound like counters. */
const COUNTERS_WITHOUT_TOTAL =
  /^(mysql_global_status|pg_stat_(database|archiver)|node_(vmstat|netstat)|nginx_connections|ecs_task|container|namedprocess_scrape|fluentbit_uptime)/;
const TOTALS_THAT_FALL = [
  "grafanacloud_org_spend_commit_credit_total",
  "grafanacloud_org_spend_commit_balance_total",
  "grafanacloud_oncall_instance_alert_groups_total",
];

function wrong(find: (name: string, fact: MetricFact) => boolean): string[] {
  return FACTS.filter(({ name, fact }) => find(name, fact)).map(({ name }) => name);
}

describe("the catalogue of Prometheus metrics", () => {
  it("has these families", () => {
    expect(prometheusFamilies.map(({ name }) => name)).toEqual([
      "http",
      "database",
      "messaging",
      "rpc",
      "functions",
      "nodejs",
      "jvm",
      "go",
      "span-metrics",
      "service-graph",
      "ecs-containers",
      "node-exporter",
      "node-network",
      "node-systemd",
      "process-exporter",
      "mysqld-exporter",
      "postgres-exporter",
      "apache-exporter",
      "nginx-exporter",
      "probes",
      "synthetic-monitoring",
      "otelcol",
      "fluent-bit",
      "grafana-cloud",
      "grafana-alerting",
      "grafana-irm",
      "prometheus",
      "estate",
    ]);
    expect(FACTS.length).toBeGreaterThan(480);
  });

  it("knows each metric once, and finds it", () => {
    expect(new Set(FACTS.map(({ name }) => name)).size).toBe(FACTS.length);
    expect(FACTS.filter(({ name, fact }) => catalogue.find(name) !== fact)).toEqual([]);
    expect(catalogue.find("node_load2")).toBeUndefined();
    expect(catalogue.find("toString")).toBeUndefined();
  });

  it("says where each fact is from", () => {
    expect(wrong((_, { source }) => !/^https:\/\/[\w.-]+\.[a-z]+\//.test(source))).toEqual([]);
  });

  it("writes names and labels as Prometheus does", () => {
    expect(wrong((name) => !/^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(name))).toEqual([]);
    expect(wrong((_, { labels }) => labels.some((label) => !/^[a-z][a-z0-9_]*$/.test(label)))).toEqual([]);
    expect(wrong((_, { labels }) => new Set(labels).size !== labels.length)).toEqual([]);
  });

  it("leaves the labels of the contract, of histograms and of scraping to others", () => {
    const others = [...CONTRACT_LABELS.map(labelOf), "le", "quantile", "__name__"];
    expect(wrong((_, { labels }) => labels.some((label) => others.includes(label)))).toEqual([]);
  });

  it("gives a unit that is understood", () => {
    expect(wrong((_, { unit }) => quantityOfUnit(unit) === undefined && !CONVERTED.includes(unit))).toEqual([]);
  });

  it("gives the unit that the name promises", () => {
    const broken = FACTS.flatMap(({ name, fact }) => {
      const [, units] = PROMISED.find(([end]) => end.test(name.replace(/_total$/, ""))) ?? [];
      return units === undefined || units.includes(fact.unit) ? [] : [`${name} in ${fact.unit}`];
    });
    expect(broken).toEqual([]);
    expect(FACTS.filter(({ name }) => PROMISED.some(([end]) => end.test(name))).length).toBeGreaterThan(100);
  });

  it("calls counters _total wherever their source does", () => {
    const named = (name: string): boolean => name.endsWith("_total");
    expect(wrong((name, { type }) => type === "counter" && !named(name) && !COUNTERS_WITHOUT_TOTAL.test(name))).toEqual(
      [],
    );
    expect(wrong((name, { type }) => type !== "counter" && named(name))).toEqual(TOTALS_THAT_FALL);
  });

  it("gives example values for labels that the metric has, and ranges that rise", () => {
    expect(wrong((_, { labels, values = {} }) => Object.keys(values).some((label) => !labels.includes(label)))).toEqual(
      [],
    );
    expect(
      wrong((_, { values = {} }) =>
        Object.values(values).some((list) => new Set(list).size !== list.length || list.length === 0),
      ),
    ).toEqual([]);
    expect(wrong((_, { range: [least, most] = [0, 0] }) => least > most)).toEqual([]);
    expect(wrong((_, { range, type }) => range !== undefined && type !== "gauge")).toEqual([]);
  });
});
