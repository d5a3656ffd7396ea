import { describe, expect, it } from "vitest";
import { logDashboards } from "../../dashboards/logs";
import {
  asked,
  CHOSEN,
  findings,
  links,
  onAmazon,
  onCloud,
  only,
  outline,
  targets,
  variables,
} from "./service-support";

const cloud = only(logDashboards(onCloud()));
const amazon = only(logDashboards(onAmazon(["xray"], { services: ["search", "checkout"] })));
const documents = only(logDashboards(onAmazon(["elasticsearch"])));

const STREAMS =
  '{service_name=~".+", cloud_region=~"$region", deployment_environment_name=~"$environment", service_name=~"$service"} | cloud_account_id=~"$account" |~ "(?i)$search"';
const ERRORS = '| detected_level=~"error|critical|fatal"';

const GROUPS = [
  'parse @log "*:/estate/services/*" as account_id, service_name',
  "filter account_id like /^(?:${account:regex})$/",
  "filter service_name like /^(?:${service:regex})$/",
  "filter not ispresent(cloud.region) or cloud.region like /^(?:${region:regex})$/",
  "filter not ispresent(deployment.environment.name) or deployment.environment.name like /^(?:${environment:regex})$/",
  "filter @message like /(?i).*${search:regex}/",
].join(" | ");
const ERROR_LEVEL = String.raw`filter tolower(severity_text) in ["error", "err", "severe", "critical", "crit", "fatal", "panic", "alert", "emergency"] or (not ispresent(severity_text) and @message like /(?i)\b(error|exception|critical|fatal|panic)\b/)`;

const FOUND = [
  "cloud.account.id.keyword:/${account:regex}/",
  "cloud.region.keyword:/${region:regex}/",
  "deployment.environment.name.keyword:/${environment:regex}/",
  "service.name.keyword:/${service:regex}/",
].join(" AND ");
const ERROR_DOCUMENTS =
  "(severity_text:(error OR err OR severe OR critical OR crit OR fatal OR panic OR alert OR emergency) OR (NOT _exists_:severity_text AND body:(error OR exception OR critical OR fatal OR panic)))";
const TYPED = "body:*${search:lucene}*";

describe("the logs explorer", () => {
  it.each([
    ["Grafana Cloud", cloud],
    ["Amazon's platform, asking CloudWatch", amazon],
    ["Amazon's platform, asking documents", documents],
  ])("has exactly these panels on %s", (_, definition) => {
    expect(outline(definition)).toEqual([
      "# Is it fine?",
      "stat Fatal, short",
      "stat Errors, short",
      "stat Warnings, short",
      "stat Lines, short",
      "stat Lost on the way, eps",
      "# Errors",
      "timeseries Error lines by service, short",
      "table Top error patterns, short",
      "logs Error lines, short",
      "# Volume",
      "timeseries Lines by service, short",
      "timeseries Lines by severity, short",
      "# Lines",
      "logs Log lines, short",
    ]);
  });

  it.each([
    ["Grafana Cloud", onCloud()],
    ["Amazon's platform, asking CloudWatch", onAmazon()],
    ["Amazon's platform, asking documents", onAmazon(["opensearch"])],
    ["Amazon's platform without services", onAmazon([], { services: [], environments: [] })],
  ])("has no finding of the lint on %s", async (_, scope) => {
    expect(await findings(logDashboards(scope), scope)).toEqual([]);
  });

  it("keeps one panel where no store of logs can be asked, so that links lead somewhere", async () => {
    const { prometheus } = onAmazon().sources;
    const scope = onAmazon([], { sources: prometheus === undefined ? {} : { prometheus } });
    const definition = only(logDashboards(scope));
    expect(outline(definition)).toEqual(["# Is it fine?", "stat Lost on the way, eps"]);
    expect(await findings([definition], scope)).toEqual([]);
  });

  it("counts lines by service and severity", () => {
    expect(asked(cloud, "Lines")).toEqual([`logql: sum(count_over_time(${STREAMS} [$__auto]))`]);
    expect(asked(cloud, "Fatal")).toEqual([
      `logql: sum(count_over_time(${STREAMS} | detected_level=~"critical|fatal" [$__auto]))`,
    ]);
    expect(asked(cloud, "Lines by severity")).toEqual([
      `logql: sum by (detected_level) (count_over_time(${STREAMS} [$__auto]))`,
    ]);
    expect(targets(cloud, "Lines by service")).toMatchObject([{ legendFormat: "{{service_name}}" }]);
  });

  it("counts lines of one kind together, without ids and numbers", () => {
    const kind = "{{ regexReplaceAll `[0-9a-fA-F]{8,}(-[0-9a-fA-F]{4,})*|[0-9]+` __line__ `#` | trunc 120 }}";
    expect(asked(cloud, "Top error patterns")).toEqual([
      `logql: topk(20, sum by (service_name, error_pattern) (count_over_time(${STREAMS} ${ERRORS} | line_format "${kind}" | pattern "<error_pattern>" [$__range])))`,
    ]);
    expect(targets(cloud, "Top error patterns")).toMatchObject([{ queryType: "instant" }]);
  });

  it("asks the services' log groups by Logs Insights, account and service by the name of the group", () => {
    expect(asked(amazon, "Log lines")).toEqual([
      `cloudwatch-logs: ${GROUPS} | fields @timestamp, @message, severity_text, trace_id | sort @timestamp desc | limit 500`,
    ]);
    expect(asked(amazon, "Error lines by service")).toEqual([
      `cloudwatch-logs: ${GROUPS} | ${ERROR_LEVEL} | stats count(*) as lines by bin(5m), service_name`,
    ]);
    expect(asked(amazon, "Top error patterns")).toEqual([
      `cloudwatch-logs: ${GROUPS} | ${ERROR_LEVEL} | fields coalesce(body, @message) as text | fields substr(text, 0, 120) as error_pattern | stats count(*) as lines by service_name, error_pattern | sort lines desc | limit 20`,
    ]);
    expect(targets(amazon, "Lines by severity")).toMatchObject([
      {
        region: "$cloudwatch_region",
        statsGroups: ["severity_text"],
        logGroups: [
          { name: "/estate/services/_other", arn: "/estate/services/_other" },
          { name: "/estate/services/checkout", arn: "/estate/services/checkout" },
          { name: "/estate/services/search", arn: "/estate/services/search" },
        ],
      },
    ]);
  });

  it("asks one log group at least and 50 at most", () => {
    const groups = (services: readonly string[]) =>
      targets(only(logDashboards(onAmazon([], { services }))), "Lines").flatMap((target) =>
        "logGroups" in target ? (target.logGroups as object[]) : [],
      );
    expect(groups([])).toEqual([{ name: "/estate/services/_other", arn: "/estate/services/_other" }]);
    expect(groups(Array.from({ length: 60 }, (_, index) => `service-${String(index)}`))).toHaveLength(50);
  });

  it("asks documents by exact values, and by words of lines that name no level", () => {
    expect(asked(documents, "Error lines")).toEqual([`lucene: ${FOUND} AND ${ERROR_DOCUMENTS} AND ${TYPED}`]);
    expect(asked(documents, "Lines")).toEqual([`lucene: ${FOUND} AND ${TYPED}`]);
    expect(targets(documents, "Top error patterns")).toMatchObject([
      { bucketAggs: [{ field: "service.name.keyword" }, { field: "body.keyword" }], metrics: [{ type: "count" }] },
    ]);
    expect(targets(documents, "Lines by severity")).toMatchObject([
      { bucketAggs: [{ field: "severity_text.keyword" }, { type: "date_histogram" }] },
    ]);
  });

  it("tells whether all lines arrive, on every platform", () => {
    const lost = (metric: string) => `(sum(rate(${metric}{${CHOSEN}}[$__rate_interval])) or vector(0))`;
    const [refused, enqueued, sent, dropped] = [
      "otelcol_receiver_refused_log_records_total",
      "otelcol_exporter_enqueue_failed_log_records_total",
      "otelcol_exporter_send_failed_log_records_total",
      "fluentbit_output_dropped_records_total",
    ].map(lost);
    const sum = `promql: ((${refused ?? ""} + ${enqueued ?? ""}) + ${sent ?? ""}) + ${dropped ?? ""}`;
    expect([...asked(cloud, "Lost on the way"), ...asked(amazon, "Lost on the way")]).toEqual([sum, sum]);
  });

  it("leads from errors to services and traces with what is chosen", () => {
    const kept =
      "${account:queryparam}&${region:queryparam}&${environment:queryparam}&${service:queryparam}&${__url_time_range}";
    expect(links(cloud, "Error lines by service")).toEqual([
      ["Logs", `/d/logs?${kept}`],
      ["Services", `/d/services?${kept}`],
      ["Traces", `/d/traces?${kept}`],
    ]);
  });

  it("offers a text to search for, and CloudWatch's region only where CloudWatch is asked", () => {
    const filters = ["account", "region", "environment", "service"];
    expect(variables(cloud)).toEqual(["loki", "prometheus", ...filters, "search"]);
    expect(variables(amazon)).toEqual(["cloudwatch", "prometheus", ...filters, "cloudwatch_region", "search"]);
    expect(variables(documents)).toEqual(["elasticsearch", "prometheus", ...filters, "search"]);
  });
});
