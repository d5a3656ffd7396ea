/** The whole estimate of an estate: dashboards and `keep` decide, and everything assumed is handed on. */
import { describe, expect, it } from "vitest";
import type { EstateInput } from "../../../../config/estate";
import { estateSeries } from "../../../../constructs/telemetry/allow-list/estate-series";
import { familyOf } from "../../../../constructs/telemetry/allow-list/scraped-endpoint";
import { estateDashboards } from "../../../../dashboards";
import { estateScope } from "../../../../constructs/core/estate-scope";
import { minimal } from "../../../support/fixtures";

const estate = (allowList: NonNullable<EstateInput["telemetry"]>["allowList"] = {}) =>
  minimal({ services: { checkout: { team: "everyone", accounts: ["main"] } }, telemetry: { allowList } });

/** 1 task with 10 routes and nothing but HTTP: 10 x 3 statuses x 17, and 2 methods x 3 servers x 3 statuses x 17. */
const HTTP = { tasks: 1, routes: 10, instrumentation: ["http" as const] };
const SERVER = 510;
const CLIENT = 306;

describe("the series of an estate", () => {
  it("are all dropped where nobody looks", () => {
    const { total } = estateSeries(estate({ usage: HTTP }), { dashboards: [] });
    expect(total).toMatchObject({ kept: 0, dropped: SERVER + CLIENT, keptUsd: 0, droppedUsd: 5.3 });
  });

  it("are kept by name, in either spelling, and by the beginning of names", () => {
    const keptBy = (...keep: string[]) => estateSeries(estate({ usage: HTTP, keep }), { dashboards: [] }).total.kept;
    expect(keptBy("http.server.request.duration")).toBe(SERVER);
    expect(keptBy("http_client_request_duration_seconds")).toBe(CLIENT);
    expect(keptBy("http.server.*", "http.client.*")).toBe(SERVER + CLIENT);
  });

  it("are kept where a dashboard asks for them", () => {
    const config = estate({ usage: HTTP });
    const dashboards = estateDashboards(estateScope(config)).filter(({ uid }) => uid === "services");
    const { total, sources } = estateSeries(config, { dashboards });
    expect(Number(total.kept)).toBeGreaterThanOrEqual(SERVER);
    expect(sources[0]?.families).toEqual([{ name: "http", kept: total.kept, dropped: total.dropped }]);
  });

  it("hold optional metrics only where they are said to be sent: 2 series of requests on the way and more", () => {
    const usage = { ...HTTP, optionalMetrics: true };
    const { total } = estateSeries(estate({ usage }), { dashboards: [] });
    const open = 2 + 2 * 3 + 2 * 3;
    expect(total.dropped).toBe(3 * (SERVER + CLIENT) + open);
  });

  it("come with what is assumed, what is paid and what is not counted", () => {
    const config = estate({ usage: HTTP, prices: { thousandSeries: 1 } });
    const series = estateSeries(config, { dashboards: [] });
    expect(series.assumptions).toEqual(config.telemetry.allowList.usage);
    expect(series.prices.map(({ of, plan }) => `${of}: ${plan}`)).toEqual([
      "metrics: telemetry.allowList.prices",
      "logs: Grafana Cloud Pro, 30 days kept",
      "traces: Grafana Cloud Pro, 30 days kept",
    ]);
    expect(series.uncounted).toHaveLength(3);
  });

  it("count tasks of ECS as the receiver tells of them: each metric of a task once, each of a container per container", () => {
    const facts = Object.values(familyOf("ecs-containers").facts);
    const ofContainers = facts.filter(({ labels }) => labels.includes("container_name")).length;
    const config = minimal({
      accounts: {
        main: {
          id: "111122223333",
          region: "eu-west-1",
          network: {
            "eu-west-1": {
              existing: { vpcId: "vpc-0123456789abcdef0", privateSubnetIds: ["subnet-0123456789abcdef0"] },
            },
          },
        },
      },
      services: {
        checkout: {
          team: "everyone",
          accounts: ["main"],
          ecs: { desiredCount: 2, containers: { app: { image: "registry.example.com/app:1.4.2" } } },
        },
      },
    });
    const [source] = estateSeries(config, { dashboards: [] }).sources;
    const counted = source?.families.find(({ name }) => name === "ecs-containers");
    expect(counted?.dropped).toBe(2 * (facts.length - ofContainers + 3 * ofContainers));
  });
});
