/**
 * Pins another version of the Grafana provider: stores its schema, updates `schemas/pins.json`, makes the bindings anew.
 *
 *     npm run grafana:pin -- --schema schema.json --version 4.46 [--date 2026-10-01]
 *
 * The schema is what `terraform providers schema -json` prints in a folder that requires that version, as it is or
 * compressed with gzip. The date is the day the version was published; left out, it is today.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync, gzipSync } from "node:zlib";
import { pinsFile, readPins, root } from "./lib/pins.mjs";
import { parseVersion } from "./lib/versions.mjs";

const usage =
  "usage: npm run grafana:pin -- --schema <file.json or file.json.gz> --version <x.y or x.y.z> [--date <YYYY-MM-DD>]";

/** Members of a provider's schema that the bindings and the rehearsal read. */
const kept = ["provider", "resource_schemas", "data_source_schemas", "ephemeral_resource_schemas", "functions"];

/** Types every estate uses; a schema without them is another provider's, or cut short. */
const expected = ["grafana_cloud_stack", "grafana_dashboard", "grafana_data_source", "grafana_folder"];

try {
  pin(readOptions());
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

function readOptions() {
  const options = { schema: { type: "string" }, version: { type: "string" }, date: { type: "string" } };
  const { values } = parseArgs({ options, strict: true });
  const { schema, version, date = new Date().toISOString().slice(0, 10) } = values;
  if (!schema || !version) throw new Error(usage);
  if (!/^\d+\.\d+(\.\d+)?$/.test(version))
    throw new Error(`--version: must be x.y or x.y.z, got "${version}"\n${usage}`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) throw new Error(`--date: must be YYYY-MM-DD, got "${date}"\n${usage}`);
  return { schema, version, date };
}

function pin({ schema, version, date }) {
  const pins = readPins();
  const provider = readProvider(schema, pins.grafana.source);
  const previous = pins.grafana.file;
  const [major, minor] = parseVersion(version);
  pins.grafana = {
    ...pins.grafana,
    version,
    constraint: `~> ${major}.${minor}`,
    file: `schemas/grafana-${version}.schema.json.gz`,
    date,
    origin: `terraform providers schema -json of ${pins.grafana.source} ${version}`,
  };

  const text = JSON.stringify({ format_version: "1.0", provider_schemas: provider });
  writeFileSync(join(root, pins.grafana.file), gzipSync(text, { level: 9 }));
  writeFileSync(join(root, pinsFile), `${JSON.stringify(pins, null, 2)}\n`);
  if (previous !== pins.grafana.file) rmSync(join(root, previous), { force: true });
  process.stdout.write(`Pinned ${pins.grafana.source} ${pins.grafana.constraint} in ${pinsFile}.\n`);

  const generator = join(root, "scripts", "generate-bindings.mjs");
  const { status } = spawnSync(process.execPath, [generator], { stdio: "inherit" });
  if (status !== 0) throw new Error("the bindings could not be generated from the new schema; see above");
}

/** The one provider wanted, out of a schema that may hold several. */
function readProvider(file, source) {
  const address = `registry.terraform.io/${source}`;
  const schema = parseSchema(file);
  const found = schema.provider_schemas?.[address];
  if (!found) {
    const names = Object.keys(schema.provider_schemas ?? {}).join(", ") || "none";
    throw new Error(`${file}: holds no schema of ${address}; providers in it: ${names}`);
  }
  const missing = expected.filter((type) => !found.resource_schemas?.[type]);
  if (missing.length > 0) throw new Error(`${file}: the schema of ${address} lacks ${missing.join(", ")}`);
  return { [address]: Object.fromEntries(kept.filter((key) => found[key]).map((key) => [key, found[key]])) };
}

function parseSchema(file) {
  const bytes = readFileSync(file);
  const text = bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
  try {
    return JSON.parse(text.toString("utf8"));
  } catch (error) {
    throw new Error(
      `${file}: is not JSON (${error.message}); expected the output of "terraform providers schema -json"`,
    );
  }
}
