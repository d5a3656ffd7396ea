/** How many series a metric makes: labels multiplied as far as they are independent, times its parts. */
import { describe, expect, it } from "vitest";
import { showcase } from "../../../support/fixtures";
import { labelSizes } from "../../../../constructs/telemetry/allow-list/label-sizes";
import { metricSeries } from "../../../../constructs/telemetry/allow-list/metric-series";
import { optionalMetrics } from "../../../../constructs/telemetry/allow-list/optional-metrics";
import type { LabelSizes } from "../../../../constructs/telemetry/allow-list/label-sizes";
import { prometheusFamilies } from "../../../../dashboards/catalogue";
import { host, web } from "./tiny-catalogue";

const shape = { histogramBuckets: 5 };
const all = { ...web.facts, ...host.facts };

function series(name: string, sizes: LabelSizes = {}): ReturnType<typeof metricSeries> {
  const fact = all[name];
  if (fact === undefined) throw new Error(`no ${name}`);
  return metricSeries(fact, sizes, shape);
}

describe("the series of a metric", () => {
  it("are one where nothing tells them apart", () => {
    expect(series("host_load")).toEqual({ count: 1, unknown: [] });
  });

  it("are the values that the catalogue lists, multiplied: 2 CPUs x 3 modes", () => {
    expect(series("host_cpu_seconds_total")).toEqual({ count: 6, unknown: [] });
  });

  it("are as many as is assumed, where that is said: 8 CPUs x 3 modes", () => {
    expect(series("host_cpu_seconds_total", { cpu: { count: 8 } })).toEqual({ count: 24, unknown: [] });
  });

  it("are not multiplied by a label that follows from another: 4 routes x 3 statuses x (5 buckets + sum + count)", () => {
    const sizes = { route: { count: 4 }, method: { follows: ["route"] } };
    expect(series("web_request_duration_seconds", sizes)).toEqual({ count: 84, unknown: [] });
    expect(series("web_open", sizes)).toEqual({ count: 2, unknown: [] });
  });

  it("are 5 quantiles, sum and count of a summary", () => {
    expect(series("host_pause_seconds")).toEqual({ count: 7, unknown: [] });
  });

  it("are one for what only describes a thing, whatever its labels, and one for each thing that is told apart", () => {
    expect(series("host_info")).toEqual({ count: 1, unknown: [] });
    expect(series("host_info", { disk: { count: 3 } })).toEqual({ count: 3, unknown: [] });
  });

  it("are unknown where nobody knows how many values a label has", () => {
    expect(series("web_request_duration_seconds")).toEqual({ count: undefined, unknown: ["route"] });
    expect(series("host_mounts")).toEqual({ count: undefined, unknown: ["owner", "mount"] });
    expect(series("host_mounts", { owner: { follows: ["mount"] }, mount: { count: 2 } })).toEqual({
      count: 2,
      unknown: [],
    });
  });
});

/** Families whose numbers of a process, host or check are estimated. */
const ESTIMATED = [
  ...["http", "database", "messaging", "rpc", "functions", "nodejs", "jvm", "go", "ecs-containers", "otelcol"],
  ...["node-exporter", "node-network", "node-systemd", "process-exporter", "mysqld-exporter", "postgres-exporter"],
  ...["apache-exporter", "nginx-exporter", "probes", "synthetic-monitoring"],
];

describe("what is assumed of labels", () => {
  const { usage } = showcase().telemetry.allowList;
  const sizes = labelSizes(usage);
  const labelsOf = (name: string) => {
    const facts = prometheusFamilies.find((family) => family.name === name)?.facts ?? {};
    return new Set(Object.values(facts).flatMap(({ labels }) => labels));
  };

  it("is about labels that metrics of the family have", () => {
    const strangers = Object.entries(sizes).flatMap(([name, own]) =>
      Object.entries(own)
        .flatMap(([label, { follows = [] }]) => [label, ...follows])
        .filter((label) => !labelsOf(name).has(label))
        .map((label) => `${name} ${label}`),
    );
    expect(strangers).toEqual([]);
    expect(Object.keys(sizes).filter((name) => !ESTIMATED.includes(name))).toEqual([]);
  });

  it("leaves nothing unknown but what scripted checks do", () => {
    const unknown = prometheusFamilies
      .filter(({ name }) => ESTIMATED.includes(name))
      .flatMap(({ name: family, facts }) =>
        Object.entries(facts).flatMap(([name, fact]) =>
          metricSeries(fact, sizes[family] ?? {}, usage).unknown.map((label) => `${name} ${label}`),
        ),
      );
    expect(unknown).toEqual(["probe_data_received_bytes scenario", "probe_iteration_duration_seconds scenario"]);
  });

  it("counts metrics as optional that the catalogue has", () => {
    expect([...optionalMetrics(prometheusFamilies)]).toEqual([
      "http_server_active_requests",
      "http_server_request_body_size_bytes",
      "http_server_response_body_size_bytes",
      "http_client_active_requests",
      "http_client_request_body_size_bytes",
      "http_client_response_body_size_bytes",
      "http_client_open_connections",
      "db_client_response_returned_rows",
    ]);
  });
});
