/** The format of `terraform providers schema -json`, in Terraform's own names, so that the pinned files are used as they come. */

/** A type as Terraform writes it in JSON: `"string"`, `["list", T]`, `["object", { name: T }, [optional names]]`, ... */
export type SchemaType =
  | "string"
  | "number"
  | "bool"
  | "dynamic"
  | readonly ["list" | "set" | "map", SchemaType]
  | readonly ["tuple", readonly SchemaType[]]
  | readonly ["object", Readonly<Record<string, SchemaType>>, (readonly string[])?];

/** How the copies of a nested block or nested attribute are held together. */
export type NestingMode = "single" | "group" | "list" | "set" | "map";

/** An attribute with attributes of its own (protocol 6 only). */
export interface SchemaNestedAttribute {
  readonly attributes: Readonly<Record<string, SchemaAttribute>>;
  readonly nesting_mode: NestingMode;
}

/** One argument or attribute of a block; exactly one of `type` and `nested_type` is there. */
export interface SchemaAttribute {
  readonly type?: SchemaType;
  readonly nested_type?: SchemaNestedAttribute;
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
  readonly nesting_mode: NestingMode;
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
