/** The pinned provider schemas, in the format of `terraform providers schema -json`, and how to read them. */
import { readFileSync } from "node:fs";
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

/** The pinned files, one per provider. */
export const SCHEMA_FILES = ["aws-6.34.0.schema.json.gz", "grafana-4.45.schema.json.gz"] as const;

const read = new Map<string, ProviderSchemas>();

/**
 * Reads one pinned schema; the second call for the same file returns the first one's object.
 *
 * @param file name of a file in this folder
 */
export function loadSchema(file: (typeof SCHEMA_FILES)[number]): ProviderSchemas {
  const known = read.get(file);
  if (known !== undefined) return known;
  const path = fileURLToPath(new URL(file, import.meta.url));
  const schemas = JSON.parse(gunzipSync(readFileSync(path)).toString("utf8")) as ProviderSchemas;
  read.set(file, schemas);
  return schemas;
}

/** Reads every pinned schema into one document; takes under a second the first time, nothing afterwards. */
export function loadSchemas(): ProviderSchemas {
  return { provider_schemas: Object.assign({}, ...SCHEMA_FILES.map((file) => loadSchema(file).provider_schemas)) };
}
