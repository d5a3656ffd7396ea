/**
 * The part of `terraform providers schema -json` that a rehearsal reads.
 * Field names are Terraform's own, so that the pinned files are used as they come.
 */

/** A type expression as Terraform writes it, e.g. `"string"` or `["list", ["object", { name: "string" }]]`. */
export type TypeExpression =
  | "string"
  | "number"
  | "bool"
  | "dynamic"
  | readonly ["list" | "set" | "map", TypeExpression]
  | readonly ["object", Readonly<Record<string, TypeExpression>>]
  | readonly ["tuple", readonly TypeExpression[]];

/** How the copies of a nested block or nested attribute are held together. */
export type NestingMode = "single" | "group" | "list" | "set" | "map";

/** An attribute with attributes of its own (protocol 6 only). */
export interface NestedAttributeSchema {
  readonly attributes: Readonly<Record<string, AttributeSchema>>;
  readonly nesting_mode: NestingMode;
}

/** One argument or exported attribute. Exactly one of `type` and `nested_type` is given. */
export interface AttributeSchema {
  readonly type?: TypeExpression;
  readonly nested_type?: NestedAttributeSchema;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  readonly sensitive?: boolean;
  readonly deprecated?: boolean;
  readonly write_only?: boolean;
}

/** A block type inside a block. */
export interface NestedBlockSchema {
  readonly nesting_mode: NestingMode;
  readonly block: BlockSchema;
  readonly min_items?: number;
  readonly max_items?: number;
}

/** The body of a resource, data source, provider or nested block. */
export interface BlockSchema {
  readonly attributes?: Readonly<Record<string, AttributeSchema>>;
  readonly block_types?: Readonly<Record<string, NestedBlockSchema>>;
}

/** A body with the version of the state it is stored as. */
export interface VersionedSchema {
  readonly version: number;
  readonly block: BlockSchema;
}

/** What one provider offers, reduced to the types a module uses. */
export interface ProviderSchema {
  readonly provider: VersionedSchema;
  readonly resource_schemas: Readonly<Record<string, VersionedSchema>>;
  readonly data_source_schemas: Readonly<Record<string, VersionedSchema>>;
}

/** The resource and data source types a module names. */
export interface UsedTypes {
  readonly resources: ReadonlySet<string>;
  readonly dataSources: ReadonlySet<string>;
}
