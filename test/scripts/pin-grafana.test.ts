import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { Sandbox, type Outcome } from "./support";

const SCRIPT = "scripts/pin-grafana.mjs";
const ADDRESS = "registry.terraform.io/grafana/grafana";
const TYPES = ["grafana_cloud_stack", "grafana_dashboard", "grafana_data_source", "grafana_folder"];
const USAGE =
  "usage: npm run grafana:pin -- --schema <file.json or file.json.gz> --version <x.y or x.y.z> [--date <YYYY-MM-DD>]\n";

const aws = { version: "6.34.0", constraint: ">= 6.25.0, < 7.0.0", file: "schemas/aws.json.gz" };

function schema(types: readonly string[] = TYPES, address = ADDRESS): object {
  const resources = Object.fromEntries(types.map((type) => [type, { version: 0, block: {} }]));
  const provider = { provider: { version: 0, block: {} }, resource_schemas: resources, unread: { big: "part" } };
  return { format_version: "1.0", provider_schemas: { [address]: provider, "example.com/x/other": {} } };
}

function sandbox(): Sandbox {
  const box = new Sandbox();
  box.write("schemas/grafana-4.45.schema.json.gz", "old");
  box.write("schemas/pins.json", {
    aws,
    grafana: {
      version: "4.45",
      constraint: "~> 4.45",
      source: "grafana/grafana",
      file: "schemas/grafana-4.45.schema.json.gz",
    },
  });
  return box;
}

function pin(box: Sandbox, content: string | Buffer | object, ...args: readonly string[]): Outcome {
  return box.run(SCRIPT, ["--schema", box.write("new.json", content), ...args]);
}

describe("pinning another Grafana provider", () => {
  it("stores the schema, updates the one pin and generates the bindings", () => {
    const box = sandbox();
    const outcome = pin(box, schema(), "--version", "4.46.1", "--date", "2026-10-01");
    expect(outcome).toEqual({
      status: 0,
      stdout: "Pinned grafana/grafana ~> 4.46 in schemas/pins.json.\n",
      stderr: "bindings generated\n",
    });
    expect(JSON.parse(box.read("schemas/pins.json"))).toEqual({
      aws,
      grafana: {
        version: "4.46.1",
        constraint: "~> 4.46",
        source: "grafana/grafana",
        file: "schemas/grafana-4.46.1.schema.json.gz",
        date: "2026-10-01",
        origin: "terraform providers schema -json of grafana/grafana 4.46.1",
      },
    });
    expect(existsSync(join(box.root, "schemas/grafana-4.45.schema.json.gz"))).toBe(false);
  });

  it("keeps the one provider and the parts that are read", () => {
    const box = sandbox();
    pin(box, schema(), "--version", "4.46");
    const stored = gunzipSync(readFileSync(join(box.root, "schemas/grafana-4.46.schema.json.gz"))).toString();
    const { provider_schemas: providers } = JSON.parse(stored) as { provider_schemas: Record<string, object> };
    expect(Object.keys(providers)).toEqual([ADDRESS]);
    expect(Object.keys(providers[ADDRESS] ?? {})).toEqual(["provider", "resource_schemas"]);
  });

  it("takes a compressed schema, and stores the same bytes for it", () => {
    const [plain, compressed] = [sandbox(), sandbox()];
    pin(plain, schema(), "--version", "4.46");
    expect(pin(compressed, gzipSync(JSON.stringify(schema())), "--version", "4.46").status).toBe(0);
    const file = "schemas/grafana-4.46.schema.json.gz";
    expect(readFileSync(join(compressed.root, file))).toEqual(readFileSync(join(plain.root, file)));
  });

  it.each([
    {
      fault: "another provider's schema",
      content: schema(TYPES, "registry.terraform.io/hashicorp/aws"),
      args: ["--version", "4.46"],
      says: `holds no schema of ${ADDRESS}; providers in it: registry.terraform.io/hashicorp/aws, example.com/x/other\n`,
    },
    {
      fault: "a schema cut short",
      content: schema(["grafana_folder", "grafana_dashboard"]),
      args: ["--version", "4.46"],
      says: `the schema of ${ADDRESS} lacks grafana_cloud_stack, grafana_data_source\n`,
    },
    {
      fault: "no JSON",
      content: "Error: no",
      args: ["--version", "4.46"],
      says: `expected the output of "terraform providers schema -json"\n`,
    },
    { fault: "no version", content: schema(), args: [], says: USAGE },
    {
      fault: "a vague version",
      content: schema(),
      args: ["--version", "latest"],
      says: `--version: must be x.y or x.y.z, got "latest"\n${USAGE}`,
    },
    {
      fault: "a vague date",
      content: schema(),
      args: ["--version", "4.46", "--date", "May"],
      says: `--date: must be YYYY-MM-DD, got "May"\n${USAGE}`,
    },
  ])("refuses $fault and changes nothing", ({ content, args, says }) => {
    const box = sandbox();
    const before = box.read("schemas/pins.json");
    const outcome = pin(box, content, ...args);
    expect(outcome.status).toBe(1);
    expect(outcome.stderr.endsWith(says), outcome.stderr).toBe(true);
    expect(box.read("schemas/pins.json")).toBe(before);
    expect(existsSync(join(box.root, "schemas/grafana-4.45.schema.json.gz"))).toBe(true);
  });
});
