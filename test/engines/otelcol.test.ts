/**
 * A real OpenTelemetry Collector of what the pinned sidecar image is made of reads every config that the estate can make,
 * and runs them: what dashboards ask for arrives, and nothing else. What the engine lacks is named as not run.
 */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, describe, expect, it } from "vitest";
import { COMPONENT_KINDS, componentsOf, type ComponentKind, typeOf } from "../../config/collector-components";
import { collectorSchema } from "../../config/sections/telemetry-collector";
import { collectorConfig } from "../../constructs/telemetry/collector/build";
import type { CollectorConfig, Components } from "../../constructs/telemetry/collector/collector-config";
import type { CollectorInput } from "../../constructs/telemetry/collector/collector-input";
import { renderCollector } from "../../constructs/telemetry/collector/render";
import { collectorProblems, problemLine } from "../../constructs/telemetry/collector/validate";
import { DESTINATIONS, type Route } from "../../constructs/telemetry/destinations";
import { configUri } from "../../constructs/telemetry/ecs/config-object";
import { routeContext } from "../constructs/telemetry/destinations/support";
import { builtIn, refusal, refusalOf } from "./support/otelcol";

const ROLES = ["sidecar", "host", "gateway"] as const;
const settings = collectorSchema.parse({ tailSampling: {} });
const ROUTES = DESTINATIONS.map((one) => one.route(routeContext()));

/** Values for every variable that a route names, and for the one that ECS gives. */
const ENV = Object.fromEntries([
  ["ECS_CONTAINER_METADATA_URI_V4", "http://127.0.0.1:9/v4"],
  ...ROUTES.flatMap(({ environment, secrets }) => [...Object.keys(environment), ...Object.keys(secrets)]).map(
    (name) => [name, "https://store.example.com"],
  ),
]) as Readonly<Record<string, string>>;

/** Each destination alone, and each with each other of its signal; the other signals have their first. */
function choices(): (readonly Route[])[] {
  const of = (signal: string) => ROUTES.filter((route) => route.signal === signal);
  return (["metrics", "logs", "traces"] as const).flatMap((signal) => {
    const others = (["metrics", "logs", "traces"] as const)
      .filter((other) => other !== signal)
      .flatMap((other) => of(other).slice(0, 1));
    const singles = of(signal).map((one) => [one]);
    const pairs = of(signal).flatMap((one) =>
      of(signal)
        .filter((other) => other !== one)
        .map((other) => [one, other]),
    );
    return [...singles, ...pairs].map((chosen) => [...chosen, ...others]);
  });
}

function inputs(): CollectorInput[] {
  return ROLES.flatMap((role) =>
    choices().flatMap((routes): CollectorInput[] => {
      const input: CollectorInput = {
        role,
        settings,
        routes,
        attributes: { "service.name": "checkout", "deployment.environment.name": "production" },
        allowList: ["http.server.request.duration", "up"],
        scrape: [{ job: "app", port: 9090 }],
        statsd: true,
      };
      return role === "gateway" ? [input] : [input, { ...input, gateway: { host: "gateway.acme.internal" } }];
    }),
  );
}

/** A config that the engine has every part of. */
function plain(): CollectorConfig {
  const [input] = inputs();
  if (input === undefined) throw new Error("there is no input");
  const routes = ROUTES.filter(({ destination }) => ["grafana-cloud", "tempo"].includes(destination));
  return collectorConfig({ ...input, routes });
}

const built = builtIn();
const notRun = new Map<string, number>();

/** Puts another exporter in place of one that the engine lacks, so that all the rest of the config is read. */
function readable(config: CollectorConfig): CollectorConfig {
  const lacks = (id: string): boolean => !(built["exporters"] ?? []).includes(typeOf(id));
  for (const id of Object.keys(config.exporters).filter(lacks))
    notRun.set(typeOf(id), (notRun.get(typeOf(id)) ?? 0) + 1);
  const stand = (id: string): string => (lacks(id) ? `debug/${id.replace("/", "-")}` : id);
  const exporters: Components = Object.fromEntries(
    Object.entries(config.exporters).map(([id, value]) => (lacks(id) ? [stand(id), {}] : [id, value])),
  );
  const pipelines = Object.entries(config.service.pipelines).map(([id, pipeline]) => [
    id,
    { ...pipeline, exporters: pipeline.exporters.map(stand) },
  ]);
  return {
    ...config,
    exporters,
    service: { ...config.service, pipelines: Object.fromEntries(pipelines) as typeof config.service.pipelines },
  };
}

afterAll(() => {
  for (const [exporter, count] of notRun)
    console.info(
      `not run: exporter ${exporter}, in ${String(count)} configs: no release of it can be had; it was checked by its structure`,
    );
});

describe("the engine", () => {
  it("has nothing that the pinned image lacks, so that what it accepts the image does", () => {
    const kinds: readonly ComponentKind[] = COMPONENT_KINDS;
    const found = kinds.map((kind) => [kind, (built[kind] ?? []).filter((name) => !componentsOf(kind).includes(name))]);
    expect(found).toEqual(kinds.map((kind) => [kind, []]));
    expect(built["exporters"]).toEqual(["debug", "otlp_grpc", "otlp_http", "prometheus_remote_write"]);
  });

  it.each<readonly [what: string, from: string, to: string, told: string]>([
    ["a misspelt key", "check_interval: 1s", "check_intervall: 1s", "has invalid keys: check_intervall"],
    ["an exporter that is not there", "otlp_http/tempo:", "otlphttps/tempo:", 'unknown type: "otlphttps"'],
    ["a pattern that is none", "|up)$$", "|up$$", "missing closing )"],
    ["a condition of another language", "not IsMatch(", "not Matches(", "Matches"],
    [
      "a pipeline to nowhere",
      "- otlp_http/tempo",
      "- otlp_http/temp",
      'references exporter "otlp_http/temp" which is not configured',
    ],
    ["a queue without a size", "queue_size: 268435456", "queue_size: 0", "`queue_size` must be positive"],
  ])("refuses %s, and takes the same config without it", async (_, from, to, told) => {
    const { text } = renderCollector(plain());
    expect(await refusal(text, ENV)).toBe("");
    expect(text).toContain(from);
    const wrong = text.replace(from, () => to);
    expect(await refusal(wrong, ENV)).toContain(told);
  });

  it("sees only when it runs that a queue has no storage, which the check of the structure tells before", async () => {
    const config = plain();
    const extensions = config.service.extensions.filter((id) => id !== "file_storage/queue");
    const without = { ...config, service: { ...config.service, extensions } };
    expect(await refusal(renderCollector(without).text, ENV)).toBe("");
    expect(new Set(collectorProblems([{ name: "sidecar", config: without }]).map(({ kind }) => kind))).toEqual(
      new Set(["undefined"]),
    );
  });
});

describe("every config that the estate makes", () => {
  const configs = new Map(
    inputs().map((input) => {
      const config = collectorConfig(input);
      return [
        renderCollector(config).sha256,
        { name: `${input.role}: ${input.routes.map((route) => route.destination).join(", ")}`, config },
      ];
    }),
  );

  it("is sound by its structure", () => {
    expect(collectorProblems([...configs.values()].slice(0, 1)).map(problemLine)).toEqual([]);
    const problems = [...configs.values()].flatMap((one) => collectorProblems([one])).map(problemLine);
    expect(problems).toEqual([]);
  });

  it("is accepted by the collector", async () => {
    const refused: string[] = [];
    for (const { name, config } of configs.values()) {
      const told = await refusal(renderCollector(readable(config)).text, ENV);
      if (told !== "") refused.push(`${name}: ${told}`);
    }
    console.info(`${String(configs.size)} configs read by the collector`);
    expect(configs.size).toBeGreaterThan(80);
    expect(refused).toEqual([]);
    expect([...notRun.keys()].toSorted()).toEqual(["awsxray", "load_balancing"]);
  });
});

describe("a config in S3", () => {
  it("is read from the address that a task gives, with variables filled in", async () => {
    const { text } = renderCollector(plain());
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(new URL(request.url ?? "", "http://s3").pathname);
      response.end(text);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const object = { bucket: "acme-telemetry", key: "checkout/collector-0a1b.yaml", region: "eu-central-1" };
    const uri = configUri({ ...object, arn: "", bucketArn: "", keyArn: "", sha256: "" });
    const told = await refusalOf(uri, { ...ENV, AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${String(port)}` });
    server.closeAllConnections();
    server.close();
    expect(told).toBe("");
    expect(new Set(asked)).toEqual(new Set(["/acme-telemetry/checkout/collector-0a1b.yaml"]));
  });
});
