import { describe, expect, it } from "vitest";
import { answeringKinds, ifAnswerable, isAnswerable } from "../../../dashboards/core/answerable";
import { dataSourceSet } from "../../../dashboards/core/data-sources";
import { logGroupParts, serviceLogGroup, serviceLogGroups } from "../../../dashboards/core/log-groups";
import { logLines, nodeGraph, table, timeSeries, traceList } from "../../../dashboards/core/panels";
import {
  chosen,
  cloudWatchLogs,
  documents,
  insights,
  jaeger,
  logs,
  loki,
  overRange,
  type Query,
  xray,
} from "../../../dashboards/core/query";
import { queryText } from "../../../dashboards/core/query/query";
import { errorLines, errors, map, panelOf, requests, slowTraces } from "./support";

const sources = dataSourceSet({
  platform: "amazon-managed",
  kinds: ["cloudwatch", "elasticsearch", "xray"],
  cloudWatchAccounts: ["monitoring"],
});

describe("Logs Insights", () => {
  const lines = insights()
    .command('parse @log "*:*" as account, group')
    .where({ account: chosen("account"), level: "ERROR", group: { matches: "/shop/.*" }, host: { not: "a" } })
    .containsChosen("search");

  it("filters by what variables hold, by values and by words that people type", () => {
    expect(queryText(cloudWatchLogs(["/shop"], lines), "dashboard")).toBe(
      [
        'parse @log "*:*" as account, group',
        "filter account like /^(?:${account:regex})$/",
        'filter level = "ERROR"',
        String.raw`filter group like /^(?:\/shop\/.*)$/`,
        'filter host != "a"',
        "filter @message like /(?i).*${search:regex}/",
      ].join(" | "),
    );
  });

  it("leaves out of alerts what people choose and type", () => {
    expect(queryText(cloudWatchLogs(["/shop"], lines.where({ zone: { matchesNot: "x" } })), "alert")).toBe(
      [
        'parse @log "*:*" as account, group',
        'filter level = "ERROR"',
        String.raw`filter group like /^(?:\/shop\/.*)$/`,
        'filter host != "a"',
        "filter zone not like /^(?:x)$/",
      ].join(" | "),
    );
  });

  it("keeps lines that lack the field, where it is told to", () => {
    const known = insights().whereIfPresent({ "resource.cloud.region": chosen("region"), level: { not: "DEBUG" } });
    expect(queryText(cloudWatchLogs(["/shop"], known), "dashboard")).toBe(
      [
        "filter not ispresent(resource.cloud.region) or resource.cloud.region like /^(?:${region:regex})$/",
        'filter not ispresent(level) or level != "DEBUG"',
      ].join(" | "),
    );
  });

  it("refuses a variable in a command, by which one could get into an alert", () => {
    expect(() => insights().command("filter @message like /$search/")).toThrow(
      '"filter @message like /$search/" holds a "$". Filter by a variable with true or chosen() instead.',
    );
  });

  it("asks log groups by name where Grafana looks for them, and splits what stats groups by", () => {
    const counted = insights().command("stats count(*) as lines by bin(5m), group");
    const query = cloudWatchLogs(["/shop"], counted, { groups: ["group"] });
    expect(panelOf(timeSeries({ ...errorLines, query }), sources).targets).toMatchObject([
      { logGroups: [{ name: "/shop", arn: "/shop" }], statsGroups: ["group"], region: "$cloudwatch_region" },
    ]);
  });
});

describe("documents", () => {
  const query = documents({
    where: { service: true },
    also: "severity_number:[17 TO 24]",
    containing: { field: "body", variable: "search" },
    measure: { documents: 10 },
  });

  it("hold what people type, as text and not as Lucene", () => {
    expect(panelOf(logLines({ ...errorLines, query }), sources).targets).toMatchObject([
      { query: "service.name:/${service:regex}/ AND (severity_number:[17 TO 24]) AND body:*${search:lucene}*" },
    ]);
  });

  it("of alerts are all", () => {
    expect(queryText(query, "alert")).toBe("(severity_number:[17 TO 24])");
  });
});

describe("X-Ray", () => {
  it("is asked for a group, without which its plugin fails", () => {
    expect(panelOf(nodeGraph({ ...map, query: xray("service-map") }), sources).targets).toMatchObject([
      { queryType: "getServiceMap", query: "", region: "default", group: { GroupName: "Default" } },
    ]);
  });
});

describe("Jaeger", () => {
  const { jaeger: source } = dataSourceSet({ platform: "amazon-managed", kinds: ["jaeger"], cloudWatchAccounts: [] });
  const target = (query: Query) => {
    const panel = panelOf(traceList({ ...slowTraces, query }), source === undefined ? {} : { jaeger: source });
    return panel.targets?.map((one) => ({ ...one }));
  };

  it("finds slow traces and failed ones", () => {
    expect(target(jaeger("one", { slowerThan: "1s" }))).toMatchObject([{ service: "$one", minDuration: "1s" }]);
    expect(target(jaeger("one", { failed: true }))).toMatchObject([{ service: "$one", tags: "error=true" }]);
    expect(Object.keys(target(jaeger("one"))?.[0] ?? {})).not.toEqual(expect.arrayContaining(["minDuration", "tags"]));
  });
});

describe("panels for what may not be there", () => {
  const signal = { ...slowTraces, elsewhere: [xray("traces"), jaeger("one")] };

  it("are left out where nothing can answer", () => {
    expect(answeringKinds(signal)).toEqual(["tempo", "xray", "jaeger"]);
    expect(ifAnswerable(sources, signal, traceList).map(({ title }) => title)).toEqual(["Slow traces"]);
    expect(isAnswerable(signal, {})).toBe(false);
    expect(ifAnswerable({}, signal, traceList)).toEqual([]);
  });
});

describe("log groups of services", () => {
  it("are one for each service, and one for everything else, so that there is always one", () => {
    expect(serviceLogGroup("checkout")).toBe("/estate/services/checkout");
    expect(serviceLogGroups(["search", "checkout"])).toEqual([
      "/estate/services/_other",
      "/estate/services/checkout",
      "/estate/services/search",
    ]);
    expect(serviceLogGroups([])).toEqual(["/estate/services/_other"]);
    expect(logGroupParts("account_id", "service")).toBe('parse @log "*:/estate/services/*" as account_id, service');
  });
});

describe("tables", () => {
  it("call the values of Loki as their signal, which it numbers even where there is one", () => {
    const query = loki(logs().count(overRange("1h")).sumBy("service"));
    const panel = panelOf(table({ ...errorLines, query }));
    expect(panel.transformations).toMatchObject([{ options: { renameByName: { "Value #A": "Error lines" } } }]);
  });

  it("list the slowest traces first, whatever the data source calls the duration", () => {
    const sortBy = [
      { displayName: "Duration", desc: true },
      { displayName: "Response Time", desc: true },
    ];
    expect(panelOf(traceList(slowTraces, { slowestFirst: true })).options).toMatchObject({ sortBy });
    expect(panelOf(traceList(slowTraces)).options).not.toHaveProperty("sortBy");
  });

  it("hand over what the row says, since columns have no labels", () => {
    const drillDowns = [{ title: "Service", dashboard: "services", hand: ["service"] }];
    const url = (panel: ReturnType<typeof panelOf>) => panel.fieldConfig?.defaults.links?.[0] as unknown;
    expect(url(panelOf(table({ ...requests, drillDowns }, { also: [errors] })))).toMatchObject({
      url: "/d/services?var-service=${__data.fields.service_name}&${__url_time_range}",
    });
    expect(url(panelOf(timeSeries({ ...requests, drillDowns })))).toMatchObject({
      url: "/d/services?var-service=${__field.labels.service_name}&${__url_time_range}",
    });
  });
});
