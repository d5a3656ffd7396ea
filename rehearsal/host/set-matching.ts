/** Finds, for each element of a set in the configuration, the element of the prior state that it describes. */
import type { AttributeSchema, BlockSchema, NestingMode } from "../schema/schema-types";
import { isEqual, isList, isObject, type ObjectValue, type Value } from "./dynamic-value";

/** The prior partner of each configured element, or null where it is new. No prior element is given out twice. */
export function pairWithPrior(
  block: BlockSchema,
  config: readonly Value[],
  prior: readonly Value[],
): readonly (ObjectValue | null)[] {
  const free = new Set(prior.filter(isObject));
  return config.map((item) => {
    if (!isObject(item)) return null;
    const partner = [...free].find((candidate) => describes(block, item, candidate));
    if (partner === undefined) return null;
    free.delete(partner);
    return partner;
  });
}

/** Whether the prior object agrees with all that the configuration sets; what is left out and computed is free. */
function describes(block: BlockSchema, config: ObjectValue, prior: ObjectValue): boolean {
  const attributes = Object.entries(block.attributes ?? {}).every(([name, attribute]) =>
    attributeAgrees(attribute, config[name] ?? null, prior[name] ?? null),
  );
  return (
    attributes &&
    Object.entries(block.block_types ?? {}).every(([name, nested]) =>
      nestedAgrees(nested.nesting_mode, nested.block, config[name] ?? null, prior[name] ?? null),
    )
  );
}

function attributeAgrees(attribute: AttributeSchema, config: Value, prior: Value): boolean {
  if (attribute.write_only === true || (config === null && attribute.computed === true)) return true;
  const nested = attribute.nested_type;
  return nested === undefined ? isEqual(config, prior) : nestedAgrees(nested.nesting_mode, nested, config, prior);
}

function nestedAgrees(mode: NestingMode, block: BlockSchema, config: Value, prior: Value): boolean {
  if (isList(config) && isList(prior)) {
    if (config.length !== prior.length) return false;
    if (mode === "set") return pairWithPrior(block, config, prior).every((partner) => partner !== null);
    return config.every((item, at) => itemAgrees(block, item, prior[at] ?? null));
  }
  if (!isObject(config) || !isObject(prior)) return isEqual(config, prior);
  if (mode !== "map") return describes(block, config, prior);
  const keys = new Set([...Object.keys(config), ...Object.keys(prior)]);
  return [...keys].every((key) => itemAgrees(block, config[key] ?? null, prior[key] ?? null));
}

function itemAgrees(block: BlockSchema, config: Value, prior: Value): boolean {
  return isObject(config) && isObject(prior) ? describes(block, config, prior) : isEqual(config, prior);
}
