/** Turns schemas as `terraform providers schema -json` prints them into messages of the plugin protocol. */
import type {
  AttributeSchema,
  BlockSchema,
  NestingMode,
  ProviderSchema,
  VersionedSchema,
} from "../schema/schema-types";

const NESTING: Readonly<Record<NestingMode, number>> = { single: 1, list: 2, set: 3, map: 4, group: 5 };
/** Nested attributes number their modes without "group". */
const ATTRIBUTE_NESTING: Readonly<Record<NestingMode, number>> = { single: 1, list: 2, set: 3, map: 4, group: 1 };

/** The answer to `GetProviderSchema`. */
export function schemaResponse(schema: ProviderSchema) {
  return {
    provider: versioned(schema.provider),
    resource_schemas: mapValues(schema.resource_schemas, versioned),
    data_source_schemas: mapValues(schema.data_source_schemas, versioned),
  };
}

function versioned(schema: VersionedSchema): object {
  return { version: schema.version, block: blockMessage(schema.block) };
}

function blockMessage(block: BlockSchema): object {
  return {
    attributes: attributeMessages(block.attributes ?? {}),
    block_types: Object.entries(block.block_types ?? {}).map(([name, nested]) => ({
      type_name: name,
      block: blockMessage(nested.block),
      nesting: NESTING[nested.nesting_mode],
      min_items: nested.min_items ?? 0,
      max_items: nested.max_items ?? 0,
    })),
  };
}

function attributeMessages(attributes: Readonly<Record<string, AttributeSchema>>): readonly object[] {
  return Object.entries(attributes).map(([name, attribute]) => {
    const { type, nested_type: nested, ...flags } = attribute;
    const flagged = {
      name,
      required: flags.required === true,
      optional: flags.optional === true,
      computed: flags.computed === true,
      sensitive: flags.sensitive === true,
      deprecated: flags.deprecated === true,
      write_only: flags.write_only === true,
    };
    if (nested === undefined) return { ...flagged, type: Buffer.from(JSON.stringify(type)) };
    const nesting = ATTRIBUTE_NESTING[nested.nesting_mode];
    return { ...flagged, nested_type: { attributes: attributeMessages(nested.attributes), nesting } };
  });
}

function mapValues<T>(
  all: Readonly<Record<string, T>>,
  change: (value: T) => object,
): Readonly<Record<string, object>> {
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, change(value)]));
}
