/** The log router of a role: the same policy as on ECS, over the journal and files of a host. */
import { describe, expect, it } from "vitest";
import { bundlesOf } from "../../../../constructs/telemetry/fleet/fleet-role";
import { hostRouterConfig, routerBundle } from "../../../../constructs/telemetry/fleet/host-router";
import { estateWith, fileIn, FULL, host, SMALL } from "./support";

const full = estateWith(FULL);

describe("the log router of a role", () => {
  const web = hostRouterConfig(host("web"));

  it("reads the journal and files, and joins lines where it reads them", () => {
    expect(web.inputs.map((properties) => Object.fromEntries(properties))).toEqual([
      { Name: "systemd", Tag: "journal-firelens-host", DB: "/var/lib/fluent-bit/journal.db", Read_From_Tail: "On" },
      {
        Name: "tail",
        Tag: "access-firelens-host",
        Path: "/var/log/nginx/access.log",
        Key: "log",
        DB: "/var/lib/fluent-bit/access.db",
        Skip_Long_Lines: "On",
        Rotate_Wait: "30",
      },
      {
        Name: "tail",
        Tag: "app-firelens-host",
        Path: "/var/log/app/*.log",
        Key: "log",
        DB: "/var/lib/fluent-bit/app.db",
        Skip_Long_Lines: "On",
        Rotate_Wait: "30",
        "multiline.parser": "java",
      },
    ]);
    expect(web.filters.flatMap(({ properties }) => properties).filter(([key]) => key.startsWith("multiline"))).toEqual(
      [],
    );
  });

  it("joins lines by a way of the config's own, which comes with a file of parsers", () => {
    const logFiles = { app: { path: "/var/log/app.log", multiline: "dated" } };
    const fleet = { ...FULL, roles: { web: { logFiles } } };
    const logs = { multiline: { dated: { start: "^\\d{4}-" } } };
    const bundle = routerBundle(host("web", estateWith(fleet, { telemetry: { fleet, logs } })));
    expect(fileIn(bundle, "/etc/estate/router/parsers.conf")).toContain("estate-dated");
    expect(fileIn(bundle, "/etc/estate/router/main.conf")).toContain("multiline.parser estate-dated");
    expect(fileIn(bundle, "/etc/estate/router/start")).toContain(
      "argument --parser\nargument /etc/estate/router/parsers.conf\n",
    );
  });

  it("says of a line which instance wrote it, and nothing of tasks", () => {
    const records = web.filters.flatMap(({ properties }) => properties.filter(([key]) => key === "Record"));
    expect(records.map(([, value]) => value)).toEqual([
      "service.name checkout",
      "deployment.environment.name shared",
      "cloud.account.id 111122223333",
      "cloud.region eu-west-1",
      "service.namespace smallco",
      "cloud.provider aws",
      "cloud.platform aws_ec2",
      "host.id ${HOST_ID}",
    ]);
    expect(fileIn(routerBundle(host("web")), "/etc/estate/router/start")).toContain("instance HOST_ID\n");
  });

  it("keeps instance and unit beside the line in Loki", () => {
    const loki = Object.fromEntries(web.outputs[0]?.properties ?? []);
    expect(String(loki["Structured_Metadata"]).split(", ").slice(-2)).toEqual([
      "host_id=$host.id",
      "unit=$systemd.unit",
    ]);
  });

  it("leaves nothing in a line of Loki but the line: every field that it adds is removed", () => {
    const loki = Object.fromEntries(web.outputs[0]?.properties ?? []);
    const removed = String(loki["Remove_Keys"]).split(", ");
    const added = web.filters.flatMap(({ properties }) =>
      properties.flatMap(([key, value]) => {
        const [first = "", second = ""] = value.split(" ");
        return key === "Record" || key === "Set" ? [first] : key === "Rename" ? [second] : [];
      }),
    );
    const line = ["body", "log"];
    expect(added.filter((field) => !line.includes(field) && !removed.includes(`$${field}`))).toEqual([]);
    expect(removed).not.toContain("$body");
  });

  it("drops and blackens as the policy says, which is the same as on ECS", () => {
    const config = estateWith(FULL, {
      telemetry: {
        fleet: FULL,
        logs: {
          drop: [
            { pattern: "GET /health", container: "access" },
            { pattern: "noise", service: "checkout" },
          ],
        },
      },
    });
    const { filters } = hostRouterConfig(host("web", config));
    const grep = filters.filter(({ properties }) =>
      properties.some(([key, value]) => key === "Name" && value === "grep"),
    );
    expect(grep.map(({ properties }) => properties.slice(1))).toEqual([
      [
        ["Match", "access-firelens-*"],
        ["Exclude", "$body GET /health"],
      ],
      [
        ["Match", "*-firelens-*"],
        ["Exclude", "$body noise"],
      ],
    ]);
  });

  it("is not there where a role ships no lines", () => {
    expect(routerBundle(host("database"))).toBeUndefined();
    expect(bundlesOf(host("app", estateWith(SMALL))).map(({ component }) => component)).toEqual(["collector"]);
  });
});

describe("every destination of logs", () => {
  it.each(["opensearch", "elasticsearch", "cloudwatch", "loki-otlp"] as const)("is a router that holds: %s", (name) => {
    const given = { url: "https://logs.example.com:9200" };
    const stores = name === "opensearch" || name === "elasticsearch" ? { [name]: given } : {};
    const { owner, stack } = full.grafana;
    const config = estateWith(FULL, {
      destinations: { logs: [name], ...stores },
      grafana: { owner, ...(stack === undefined ? {} : { stack }), dataSources: stores },
    });
    expect(hostRouterConfig(host("web", config)).outputs).toHaveLength(1);
  });
});
