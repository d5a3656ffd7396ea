/** What stays of metrics and their labels. The engine tests run the same patterns in a real collector. */
import { describe, expect, it } from "vitest";
import { collectorConfig } from "../../../../constructs/telemetry/collector/build";
import { allowListFilter, withoutLabels } from "../../../../constructs/telemetry/collector/processors";
import { input } from "./support";

function keeps(allowList: readonly string[], name: string): boolean {
  const condition = JSON.stringify(allowListFilter(input({ allowList })));
  const pattern = /not IsMatch\(metric\.name, \\"(.*)\\"\)/.exec(condition)?.[1] ?? "";
  return new RegExp(pattern.replace("$$", "$")).test(name);
}

describe("the allow-list", () => {
  it("is one condition over whole names, sorted and without repeats", () => {
    expect(allowListFilter(input({ allowList: ["up", "a.b", "up"] }))).toEqual({
      "filter/allow_list": {
        error_mode: "ignore",
        metric_conditions: ['not IsMatch(metric.name, "^(a[.]b|up)$$")'],
      },
    });
  });

  it.each<readonly [name: string, kept: boolean]>([
    ["http.server.request.duration", true],
    ["up", true],
    ["http.server.request.duration.seconds", false],
    ["my.http.server.request.duration", false],
    ["http_server_request_duration", false],
    ["http_server_request_duration_seconds", true],
    ["shop.orders", true],
    ["shop.", true],
    ["shopping", false],
    ["my.shop.orders", false],
    ["setup", false],
    ["", false],
  ])("of %s says %s", (name, kept) => {
    expect(keeps(["http.server.request.duration", "up", "shop.*"], name)).toBe(kept);
  });

  it("means a metric by either name that the catalogue has of it", () => {
    const either = ["http_server_request_duration_seconds", "http.server.request.duration"];
    for (const name of either) expect(either.map((other) => keeps([name], other))).toEqual([true, true]);
    expect(keeps(["shop.orders"], "shop_orders")).toBe(false);
  });

  it("of nothing keeps nothing", () => {
    expect([keeps([], "up"), keeps([], "a")]).toEqual([false, false]);
  });

  it("refuses what is no name, since it would end the condition", () => {
    expect(() => collectorConfig(input({ allowList: ['up") or true'] }))).toThrow(
      'the allow-list holds "up\\") or true", which is no name of a metric',
    );
    expect(() => collectorConfig(input({ allowList: ["*up"] }))).toThrow('the allow-list holds "*up"');
  });
});

describe("attributes that become labels", () => {
  const [action] = (withoutLabels()["resource/slim"]?.["attributes"] ?? []) as readonly { readonly pattern: string }[];
  const removed = new RegExp(action?.pattern ?? "^$");

  it.each([
    "service.name",
    "service.namespace",
    "service.version",
    "service.instance.id",
    "deployment.environment.name",
    "cloud.account.id",
    "cloud.region",
    "cloud.availability_zone",
    "aws.ecs.cluster.name",
    "aws.ecs.service.name",
    "aws.ecs.task.family",
    "aws.ecs.task.revision",
    "aws.ecs.task.id",
    "aws.ecs.launchtype",
    "container.name",
    "container.image.tag",
    "host.id",
    "host.name",
  ])("are those that dashboards ask for: %s", (attribute) => {
    expect(removed.test(attribute)).toBe(false);
  });

  it.each([
    "aws.ecs.task.arn",
    "aws.ecs.task.pull_started_at",
    "aws.ecs.task.known_status",
    "aws.ecs.task.version",
    "aws.ecs.task.launch_type",
    "aws.ecs.cluster.arn",
    "aws.ecs.docker.name",
    "aws.ecs.container.image.id",
    "aws.log.group.names",
    "cloud.platform",
    "container.id",
    "container.image.name",
    "process.pid",
    "process.command_args",
    "telemetry.sdk.version",
    "server.port",
    "url.scheme",
    "host.image.id",
    "os.description",
  ])("are none that change with each start or say the same once more: %s", (attribute) => {
    expect(removed.test(attribute)).toBe(true);
  });
});
