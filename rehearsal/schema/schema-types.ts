/** The schemas of a provider as a rehearsal serves them: the pinned format, reduced to the types that a module uses. */
import type { Schema } from "../../schemas/types";

export type {
  NestingMode,
  Schema as VersionedSchema,
  SchemaAttribute as AttributeSchema,
  SchemaBlock as BlockSchema,
  SchemaNestedAttribute as NestedAttributeSchema,
  SchemaNestedBlock as NestedBlockSchema,
  SchemaType as TypeExpression,
} from "../../schemas/types";

/** What one provider offers, reduced to the types a module uses. */
export interface ProviderSchema {
  readonly provider: Schema;
  readonly resource_schemas: Readonly<Record<string, Schema>>;
  readonly data_source_schemas: Readonly<Record<string, Schema>>;
}

/** The resource and data source types a module names. */
export interface UsedTypes {
  readonly resources: ReadonlySet<string>;
  readonly dataSources: ReadonlySet<string>;
}
