/**
 * What a provider would plan, worked out from the configuration and the prior state alone:
 * an argument that is set comes back unchanged; one that is left out and computed keeps its prior value, or is known
 * after apply when the object is new; everything else is null. Write-only arguments are never part of a plan.
 */
import type { AttributeSchema, BlockSchema, NestingMode } from "../schema/schema-types";
import { isList, isObject, isUnknown, UNKNOWN, type ObjectValue, type Value } from "./dynamic-value";
import { pairWithPrior } from "./set-matching";

/** Plans one object. `prior` is null where the object is new. */
export function planObject(block: BlockSchema, config: ObjectValue, prior: ObjectValue | null): ObjectValue {
  const planned: Record<string, Value> = {};
  for (const [name, attribute] of Object.entries(block.attributes ?? {})) {
    planned[name] = planAttribute(attribute, config[name] ?? null, prior === null ? undefined : (prior[name] ?? null));
  }
  for (const [name, nested] of Object.entries(block.block_types ?? {})) {
    planned[name] = planNested(nested.nesting_mode, nested.block, config[name] ?? null, prior?.[name] ?? null);
  }
  return planned;
}

/** Plans one attribute; `prior` is undefined where the object that holds it is new. */
function planAttribute(attribute: AttributeSchema, config: Value, prior: Value | undefined): Value {
  if (attribute.write_only === true) return null;
  if (config === null) {
    if (attribute.computed !== true) return null;
    return prior === undefined ? UNKNOWN : prior;
  }
  const nested = attribute.nested_type;
  return nested === undefined ? config : planNested(nested.nesting_mode, nested, config, prior ?? null);
}

function planNested(mode: NestingMode, block: BlockSchema, config: Value, prior: Value): Value {
  if (isUnknown(config)) return config;
  switch (mode) {
    case "single":
    case "group":
      return isObject(config) ? planObject(block, config, isObject(prior) ? prior : null) : null;
    case "map":
      return isObject(config) ? planMap(block, config, prior) : config;
    case "list":
      return isList(config)
        ? config.map((item, at) => planItem(block, item, isList(prior) ? prior[at] : null))
        : config;
    case "set":
      return isList(config) ? planSet(block, config, isList(prior) ? prior : []) : config;
  }
}

function planItem(block: BlockSchema, config: Value, prior: Value | undefined): Value {
  return isObject(config) ? planObject(block, config, isObject(prior) ? prior : null) : config;
}

function planMap(block: BlockSchema, config: ObjectValue, prior: Value): ObjectValue {
  const entries = Object.entries(config);
  return Object.fromEntries(
    entries.map(([key, item]) => [key, planItem(block, item, isObject(prior) ? prior[key] : null)]),
  );
}

/** Elements of a set have no position: their prior selves are found by what the configuration says of them. */
function planSet(block: BlockSchema, config: readonly Value[], prior: readonly Value[]): readonly Value[] {
  const partners = pairWithPrior(block, config, prior);
  return config.map((item, at) => planItem(block, item, partners[at]));
}
