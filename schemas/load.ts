/** The pinned provider schemas, in the format of `terraform providers schema -json`, and how to read them. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

/** A type as Terraform writes it in JSON: `"string"`, `["list", T]`, `["object", { name: T }, [optional names]]`, ... */
export type SchemaType =
  | string
  | readonly ["list" | "set" | "map", SchemaType]
  | readonly ["tuple", readonly SchemaType[]]
  | readonly ["object", Readonly<Record<string, SchemaType>>, (readonly string[])?];

/** One argument or attribute of a block; exactly one of `type` and `nested_type` is there. */
export interface SchemaAttribute {
  readonly type?: SchemaType;
  readonly nested_type?: {
    readonly attributes: Readonly<Record<string, SchemaAttribute>>;
    readonly nesting_mode: string;
  };
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly deprecated?: boolean;
  /** The value is sent to the provider and never stored in state. */
  readonly write_only?: boolean;
  readonly description?: string;
  readonly description_kind?: string;
}

/** A block nested in another, and how often it may occur. */
export interface SchemaNestedBlock {
  readonly nesting_mode: "single" | "group" | "list" | "set" | "map";
  readonly block: SchemaBlock;
  readonly min_items?: number;
  readonly max_items?: number;
}

/** What a block accepts: arguments by name and nested blocks by name. */
export interface SchemaBlock {
  readonly attributes?: Readonly<Record<string, SchemaAttribute>>;
  readonly block_types?: Readonly<Record<string, SchemaNestedBlock>>;
  readonly description?: string;
  readonly description_kind?: string;
  readonly deprecated?: boolean;
}

/** A resource, data source or provider configuration with the version of its state format. */
export interface Schema {
  readonly version: number;
  readonly block: SchemaBlock;
}

/** Everything that one provider accepts. */
export interface ProviderSchema {
  readonly provider: Schema;
  readonly resource_schemas?: Readonly<Record<string, Schema>>;
  readonly data_source_schemas?: Readonly<Record<string, Schema>>;
  readonly ephemeral_resource_schemas?: Readonly<Record<string, Schema>>;
}

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
