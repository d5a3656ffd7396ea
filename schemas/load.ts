/** The pinned provider schemas, in the format of `terraform providers schema -json`, and how to read them. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import type { ProviderSchema } from "./types";

export type { ProviderSchema, Schema, SchemaAttribute, SchemaBlock, SchemaNestedBlock, SchemaType } from "./types";

/** Schemas by provider address, such as `registry.terraform.io/hashicorp/aws`. */
export interface ProviderSchemas {
  readonly provider_schemas: Readonly<Record<string, ProviderSchema>>;
}

const loaded = new Map<string, ProviderSchemas>();

/**
 * Reads every `*.schema.json.gz` of a folder into one document; the second call returns the first one's object.
 * Takes about half a second for the pinned schemas (15 MB of JSON).
 *
 * @param folder where the files are
 * @default - the folder of this module, which is not the right one inside a bundle
 */
export function loadSchemas(folder = dirname(fileURLToPath(import.meta.url))): ProviderSchemas {
  const known = loaded.get(folder);
  if (known !== undefined) return known;
  const files = readdirSync(folder).filter((file) => file.endsWith(".schema.json.gz"));
  const providers = files.toSorted().flatMap((file) => Object.entries(read(join(folder, file))));
  const schemas: ProviderSchemas = { provider_schemas: Object.fromEntries(providers) };
  loaded.set(folder, schemas);
  return schemas;
}

function read(path: string): ProviderSchemas["provider_schemas"] {
  const document = JSON.parse(gunzipSync(readFileSync(path)).toString("utf8")) as ProviderSchemas;
  return document.provider_schemas;
}
