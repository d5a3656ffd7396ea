/** Facts of CloudWatch: the namespaces that dashboards really ask for, and the page that is made of them. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ASKED_NAMESPACES, discoveryOf, isService, onlyRegionOf } from "../../../config/cloudwatch-namespaces";
import namespaces from "../../../config/facts/cloudwatch-namespaces.json" with { type: "json" };
import services from "../../../config/facts/managed-services.json" with { type: "json" };
import { MANAGED_SERVICES, managedServicesPage } from "../../../config/managed-services";
import { REGIONS } from "../../../config/regions";
import { estateScope } from "../../../constructs/core/estate-scope";
import { additionalStatistics, includeFilters } from "../../../constructs/telemetry/managed/stream-filters";
import { allowList, estateDashboards } from "../../../dashboards";
import { minimalExample, showcase } from "../../support/fixtures";

const { cloudWatch: uses } = allowList(estateDashboards(estateScope(showcase())));

const asked = (of: typeof uses): readonly string[] => [...new Set(of.map(({ namespace }) => namespace))].toSorted();

describe("the namespaces that dashboards ask for", () => {
  it("are those of the facts, which the config check goes by", () => {
    expect(asked(uses)).toEqual(ASKED_NAMESPACES);
  });

  it("are the same in a small estate", () => {
    expect(asked(allowList(estateDashboards(estateScope(minimalExample()))).cloudWatch)).toEqual(ASKED_NAMESPACES);
  });

  it("can all be streamed: few enough names, and no statistic that a stream does not know", () => {
    const filters = includeFilters(uses);
    expect(filters.length + filters.flatMap(({ metricNames }) => metricNames).length).toBeLessThan(500);
    expect(additionalStatistics(uses).flatMap(({ additionalStatistics: more }) => more)).toContain("p95");
  });

  it("can all be scraped: each metric with a statistic, and once however it is written", () => {
    expect(uses.filter(({ statistics }) => statistics.length === 0)).toEqual([]);
    const names = uses.map(({ namespace, metric }) => `${namespace} ${metric}`.toLowerCase());
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

describe("what is known of a namespace", () => {
  it("is told for those that are asked for, and nothing of others", () => {
    expect([isService("AWS/RDS"), isService("AWS/CodeBuild"), isService("AWS/None"), isService("toString")]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(onlyRegionOf("AWS/Billing")).toBe("us-east-1");
    expect([onlyRegionOf("AWS/RDS"), discoveryOf("AWS/RDS"), discoveryOf("AWS/None")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("lets Grafana Cloud call lists only", () => {
    const actions = ASKED_NAMESPACES.flatMap((name) => discoveryOf(name)?.actions ?? []);
    expect(actions).toEqual(["apigateway:GET", "autoscaling:DescribeAutoScalingGroups"]);
    expect(discoveryOf("AWS/ApiGateway")?.resources).toEqual([
      "arn:{partition}:apigateway:{region}::/apis",
      "arn:{partition}:apigateway:{region}::/restapis",
    ]);
  });

  it("has a source, a date and regions that exist", () => {
    for (const { source, date } of [namespaces, services]) {
      expect(source).not.toBe("");
      expect(date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
    expect(namespaces.urls.filter((url) => !url.startsWith("https://"))).toEqual([]);
    const only = ASKED_NAMESPACES.flatMap((name) => onlyRegionOf(name) ?? []);
    expect(only.filter((region) => !REGIONS.includes(region))).toEqual([]);
  });
});

describe("the catalogue of managed services", () => {
  it("has these, each with its page of AWS, its logs and its cost", () => {
    expect(MANAGED_SERVICES.map(({ name, namespaces: own, logs }) => [name, own.join(" "), logs.length])).toEqual([
      ["RDS and Aurora", "AWS/RDS", 3],
      ["Lambda", "AWS/Lambda", 1],
      ["API Gateway", "AWS/ApiGateway", 2],
      ["Application Load Balancer", "AWS/ApplicationELB", 1],
      ["VPC flow logs", "", 2],
      ["CloudFront", "AWS/CloudFront", 2],
    ]);
    for (const { url, cost } of MANAGED_SERVICES) {
      expect(url).toMatch(/^https:\/\/docs\.aws\.amazon\.com\/.+\.html$/);
      expect(cost).toMatch(/\.$/);
    }
  });

  it("says of logs whether they go to a group or to a bucket", () => {
    const places = MANAGED_SERVICES.flatMap(({ logs }) => logs.map(({ goTo, name }) => [goTo, name] as const));
    expect(places.filter(([goTo]) => goTo === "bucket").map(([, name]) => name)).toEqual([
      "{bucket}/{prefix}/AWSLogs/{account}/elasticloadbalancing/{region}/",
      "{bucket}/AWSLogs/{account}/vpcflowlogs/{region}/",
      "{bucket}/{prefix}/",
    ]);
    expect(services.services.flatMap(({ logs }) => logs.map(({ goTo }) => goTo)).toSorted()).toEqual(
      places.map(([goTo]) => goTo).toSorted(),
    );
  });

  it("is up to date in docs/managed-services.md (npm run schema)", () => {
    const page = readFileSync(new URL("../../../docs/managed-services.md", import.meta.url), "utf8");
    expect(page).toBe(managedServicesPage());
  });
});
