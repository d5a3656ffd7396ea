/** What the AWS provider works out itself while planning, for every resource alike: `region` and `tags_all`. */
import type { BlockSchema } from "../schema/schema-types";
import { isObject, isUnknown, UNKNOWN, type ObjectValue, type Value } from "./dynamic-value";
import type { Home } from "./home";

/** Adds to a planned AWS resource what the provider derives from its own configuration. */
export function planAwsResource(
  block: BlockSchema,
  planned: ObjectValue,
  config: ObjectValue,
  home: Home,
): ObjectValue {
  const derived: Record<string, Value> = {};
  const attributes = block.attributes ?? {};
  if (isDerived(attributes["region"]) && (config["region"] ?? null) === null) derived["region"] = home.region;
  if (isDerived(attributes["tags_all"]) && attributes["tags"] !== undefined && (config["tags_all"] ?? null) === null) {
    derived["tags_all"] = allTags(config["tags"] ?? null, home);
  }
  return { ...planned, ...derived };
}

/** An import id may end in `@REGION`, which is then the region of the resource and no part of its id. */
export function splitImportId(id: string): { readonly id: string; readonly region?: string } {
  const [, plain, region] = /^(.+)@([a-z]{2}(?:-[a-z]+)+-\d+)$/.exec(id) ?? [];
  return plain === undefined || region === undefined ? { id } : { id: plain, region };
}

function isDerived(attribute: { readonly computed?: boolean } | undefined): boolean {
  return attribute?.computed === true;
}

/** The resource's own tags win over the provider's. */
function allTags(tags: Value, home: Home): Value {
  if (isUnknown(tags)) return UNKNOWN;
  return { ...home.defaultTags, ...(isObject(tags) ? tags : {}) };
}
