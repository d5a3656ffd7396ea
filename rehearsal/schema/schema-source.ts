/**
 * Reads provider schemas, but only the types a module uses: the AWS schema is 14.7 MB, of which an estate needs a few
 * per cent, and both parsing it here and sending it to Terraform cost more than the plan itself.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { ProviderSchema, UsedTypes, VersionedSchema } from "./schema-types";

/** One provider whose schema can be served. */
export interface SchemaSource {
  /** Address as in `required_providers`, without the host, e.g. `hashicorp/aws`. */
  readonly address: string;
  /** The schema, reduced to the given types. Types the provider does not have are left out. */
  pick(types: UsedTypes): ProviderSchema;
}

/** A schema given as an object: for tests and for providers that have no pinned file. */
export function inlineSchema(address: string, schema: ProviderSchema): SchemaSource {
  const keep = (all: Readonly<Record<string, VersionedSchema>>, names: ReadonlySet<string>) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => names.has(name)));
  return {
    address,
    pick: (types) => ({
      provider: schema.provider,
      resource_schemas: keep(schema.resource_schemas, types.resources),
      data_source_schemas: keep(schema.data_source_schemas, types.dataSources),
    }),
  };
}

/** All `*.schema.json.gz` files of a folder, one provider each, in the order of their names. */
export function pinnedSchemas(folder: string): readonly SchemaSource[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".schema.json.gz"))
    .toSorted()
    .map((file) => pinnedSchema(join(folder, file)));
}

const PROVIDER_KEY = /^\{"format_version":"[\d.]+","provider_schemas":\{"(?:[^"/]+)\/([^"/]+\/[^"/]+)":/;

/** Reads pieces out of one compressed schema file, as Terraform writes it: compact, one provider. */
function pinnedSchema(file: string): SchemaSource {
  const text = gunzipSync(readFileSync(file));
  const address = PROVIDER_KEY.exec(text.toString("utf8", 0, 300))?.[1];
  if (address === undefined) {
    throw new Error(`${file}: not the compact output of "terraform providers schema -json" for one provider`);
  }
  return {
    address,
    pick: (types) => ({
      provider: readValue(text, text.indexOf('"provider":{"version":') + '"provider":'.length),
      resource_schemas: readSection(text, '"resource_schemas":{', types.resources),
      data_source_schemas: readSection(text, '"data_source_schemas":{', types.dataSources),
    }),
  };
}

function readSection(text: Buffer, key: string, names: ReadonlySet<string>): Record<string, VersionedSchema> {
  const start = text.indexOf(key);
  const found: Record<string, VersionedSchema> = {};
  if (start < 0) return found;
  // Sections follow one another, so the first hit after this section's start may lie in a later one.
  const nextSection = text.indexOf('"data_source_schemas":{', start + key.length);
  const end = key === '"resource_schemas":{' && nextSection > 0 ? nextSection : text.length;
  for (const name of [...names].toSorted()) {
    const entry = `"${name}":{"version":`;
    const at = text.indexOf(entry, start);
    if (at >= 0 && at < end) found[name] = readValue(text, at + name.length + 3);
  }
  return found;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/** Parses the JSON object that starts at `start`, finding its end by counting braces outside strings. */
function readValue(text: Buffer, start: number): VersionedSchema {
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at += 1) {
    const byte = text[at];
    if (inString) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (byte === OPEN) depth += 1;
    else if (byte === CLOSE && --depth === 0)
      return JSON.parse(text.toString("utf8", start, at + 1)) as VersionedSchema;
  }
  throw new Error("the schema file ends inside an object");
}
