import { describe, expect, it } from "vitest";
import { catalogue } from "../../../dashboards/catalogue";
import { cloudWatchMetrics } from "../../../dashboards/catalogue/cloudwatch";
import { lintDashboards } from "../../../dashboards/core/check";
import { dashboard } from "../../../dashboards/core/dashboard";
import { row } from "../../../dashboards/core/grid";
import { timeSeries } from "../../../dashboards/core/panels";
import { cloudWatch, type CloudWatchMetric } from "../../../dashboards/core/query";
import { estateVariables } from "../../../dashboards/core/variables";
import type { Unit } from "../../../dashboards/core/units";
import { lambdaErrors, scope } from "../core/support";

/** The words in which CloudWatch tells units, as far as these namespaces use them. */
const UNITS = [
  "Bytes",
  "Bytes/Second",
  "Count",
  "Count/Second",
  "Microseconds",
  "Milliseconds",
  "None",
  "Percent",
  "Seconds",
];

/** Metrics and dimensions of each namespace. */
const NAMESPACES: Readonly<Record<string, readonly [number, ...string[]]>> = {
  "AWS/ApplicationELB": [67, "AvailabilityZone", "LoadBalancer", "TargetGroup"],
  "AWS/Lambda": [44, "EventSourceMappingUUID", "ExecutedVersion", "FunctionName", "Resource"],
  "AWS/NetworkELB": [42, "AvailabilityZone", "LoadBalancer", "TargetGroup"],
  "AWS/RDS": [
    161,
    "DBClusterIdentifier",
    "DBInstanceIdentifier",
    "DatabaseClass",
    "DbInstanceIdentifier",
    "EndpointName",
    "EngineName",
    "ProxyName",
    "Role",
    "SourceRegion",
    "Target",
    "TargetGroup",
    "TargetRole",
    "VolumeName",
  ],
};

function factsOf(namespace: string) {
  return Object.entries(cloudWatchMetrics).filter(([name]) => name.startsWith(`${namespace} `));
}

describe.each(Object.entries(NAMESPACES))("the catalogue of %s", (namespace, [metrics, ...dimensions]) => {
  const facts = factsOf(namespace);

  it("has what its page lists, with dimensions and units that CloudWatch has", () => {
    expect(facts).toHaveLength(metrics);
    expect([...new Set(facts.flatMap(([, { labels }]) => labels))].toSorted()).toEqual(dimensions);
    expect(facts.filter(([, { unit }]) => !UNITS.includes(unit)).map(([name]) => name)).toEqual([]);
    expect(facts.filter(([, { labels }]) => new Set(labels).size !== labels.length).map(([name]) => name)).toEqual([]);
  });

  it("says which page that is", () => {
    expect(facts.filter(([, { source }]) => !source.startsWith("https://docs.aws.amazon.com/"))).toEqual([]);
  });
});

/** What the checks say of one metric in one unit. */
async function found(metric: CloudWatchMetric, unit: Unit): Promise<string[]> {
  const of = scope();
  const signal = { ...lambdaErrors, unit, judgement: { unjudged: "A test." }, query: cloudWatch(metric) };
  const definition = dashboard({
    uid: "one",
    title: "One",
    description: "One panel.",
    folder: "Tests",
    tags: [],
    file: "test",
    from: "now-1h",
    sources: of.sources,
    variables: estateVariables(of, ["cloudwatch_region"]),
    rows: [row("Row", [timeSeries(signal)])],
  });
  const dataSourceUids = Object.values(of.sources).map(({ uid }) => uid);
  return (await lintDashboards([definition], { catalogue, dataSourceUids })).map(({ message }) => message);
}

function asked(name: string, ...dimensions: readonly string[]): CloudWatchMetric {
  const [namespace = "", metric = ""] = name.split(" ");
  const values = Object.fromEntries(dimensions.map((dimension) => [dimension, "*"]));
  return { namespace, metric, statistic: "Average", dimensions: values };
}

describe("the checks, by the catalogue of managed services", () => {
  it.each<readonly [string, CloudWatchMetric, Unit, string]>([
    [
      "a name of another namespace",
      asked("AWS/NetworkELB RequestCount", "LoadBalancer"),
      "short",
      'metric "AWS/NetworkELB RequestCount" is not in the catalogue',
    ],
    [
      "a dimension of another case",
      asked("AWS/RDS CPUUtilization", "DbClusterIdentifier"),
      "percent",
      'metric AWS/RDS CPUUtilization has no dimension "DbClusterIdentifier"',
    ],
    [
      "an instance's metric of a cluster's dimensions",
      asked("AWS/RDS VolumeBytesUsed", "DBInstanceIdentifier"),
      "bytes",
      'metric AWS/RDS VolumeBytesUsed has no dimension "DBInstanceIdentifier"',
    ],
    [
      "a dimension of what is told of the region only",
      asked("AWS/Lambda ClaimedAccountConcurrency", "FunctionName"),
      "short",
      'metric AWS/Lambda ClaimedAccountConcurrency has no dimension "FunctionName"',
    ],
    [
      "seconds as milliseconds",
      asked("AWS/ApplicationELB TargetResponseTime", "LoadBalancer"),
      "ms",
      'unit "ms" does not fit seconds, which the query measures',
    ],
  ])("refuse %s", async (_, metric, unit, message) => {
    expect(await found(metric, unit)).toEqual([message]);
  });

  it.each<readonly [CloudWatchMetric, Unit]>([
    [asked("AWS/RDS EBSIOBalance%", "DBInstanceIdentifier"), "percent"],
    [asked("AWS/RDS DatabaseConnections", "ProxyName", "TargetGroup", "Target"), "short"],
    [asked("AWS/Lambda ProvisionedConcurrencyUtilization", "FunctionName", "Resource"), "percentunit"],
    [asked("AWS/NetworkELB PeakPacketsPerSecond", "LoadBalancer", "AvailabilityZone"), "pps"],
  ])("take %o in %s", async (metric, unit) => {
    expect(await found(metric, unit)).toEqual([]);
  });
});
