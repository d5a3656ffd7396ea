/** Replaces everything unknown in an object by a placeholder of the right type: what "apply" and "read" answer. */
import type {
  AttributeSchema,
  BlockSchema,
  NestedAttributeSchema,
  NestingMode,
  TypeExpression,
} from "../schema/schema-types";
import { isList, isObject, isUnknown, UNKNOWN, type ObjectValue, type Value } from "./dynamic-value";

/** Where a value is missing. */
export interface Gap {
  /** Attribute and block names from the top of the object; positions and keys are left out. */
  readonly path: readonly string[];
  readonly type: Exclude<TypeExpression, readonly unknown[]>;
  /** Whether an argument could have set it. */
  readonly optional: boolean;
  /** Whether the schema calls the value, or the object around it, sensitive. */
  readonly sensitive: boolean;
}

/** Invents a value for a gap of simple type. */
export type Invent = (gap: Gap) => Value;

/** Gives ready values for whole attributes (a list of zones, say); undefined leaves them to `Invent`. */
export type Known = (path: readonly string[], type: TypeExpression) => Value | undefined;

/** How gaps are filled. */
export interface Filling {
  readonly invent: Invent;
  readonly known: Known;
}

/** A copy of the object in which nothing is unknown. */
export function fillObject(
  block: BlockSchema,
  value: ObjectValue,
  filling: Filling,
  path: readonly string[] = [],
): ObjectValue {
  const filled: Record<string, Value> = {};
  for (const [name, attribute] of Object.entries(block.attributes ?? {})) {
    filled[name] = fillAttribute(attribute, value[name] ?? null, filling, [...path, name]);
  }
  for (const [name, nested] of Object.entries(block.block_types ?? {})) {
    filled[name] = fillNested(nested.nesting_mode, nested.block, value[name] ?? null, filling, [...path, name]);
  }
  return filled;
}

function fillAttribute(attribute: AttributeSchema, value: Value, filling: Filling, path: readonly string[]): Value {
  const nested = attribute.nested_type;
  if (nested !== undefined) {
    if (isUnknown(value)) return inventNested(nested, attribute, filling, path);
    return fillNested(nested.nesting_mode, nested, value, filling, path);
  }
  const type = attribute.type ?? "dynamic";
  if (isUnknown(value)) return inventTyped(type, attribute, filling, path);
  return fillTyped(type, value, attribute, filling, path);
}

function fillNested(
  mode: NestingMode,
  block: BlockSchema,
  value: Value,
  filling: Filling,
  path: readonly string[],
): Value {
  if (isUnknown(value)) return mode === "list" || mode === "set" ? [] : null;
  const fill = (item: Value) => (isObject(item) ? fillObject(block, item, filling, path) : item);
  if (isList(value)) return value.map(fill);
  if (mode !== "map" || !isObject(value)) return fill(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item)]));
}

/** A known collection may hold unknown parts: `tags = { owner = other.id }`. */
function fillTyped(
  type: TypeExpression,
  value: Value,
  attribute: AttributeSchema,
  filling: Filling,
  path: readonly string[],
): Value {
  if (isUnknown(value)) return inventTyped(type, attribute, filling, path);
  if (typeof type === "string") return value;
  const [kind, inner] = type;
  if (isList(value) && (kind === "list" || kind === "set")) {
    return value.map((item) => fillTyped(inner as TypeExpression, item, attribute, filling, path));
  }
  if (isList(value) && kind === "tuple") {
    return value.map((item, at) => fillTyped(inner[at] ?? "dynamic", item, attribute, filling, path));
  }
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const part = kind === "object" ? (inner[key] ?? "dynamic") : kind === "map" ? inner : "dynamic";
      return [key, fillTyped(part, item, attribute, filling, kind === "object" ? [...path, key] : path)];
    }),
  );
}

/** Collections that an argument could have filled stay empty; those only the provider fills get one element. */
function inventTyped(
  type: TypeExpression,
  attribute: AttributeSchema,
  filling: Filling,
  path: readonly string[],
): Value {
  const known = filling.known(path, type);
  if (known !== undefined) return known;
  const optional = attribute.optional === true;
  if (typeof type === "string") {
    return filling.invent({ path, type, optional, sensitive: attribute.sensitive === true });
  }
  switch (type[0]) {
    case "list":
    case "set":
      return optional ? [] : [inventTyped(type[1], attribute, filling, path)];
    case "map":
      return {};
    case "object":
      return Object.fromEntries(
        Object.entries(type[1]).map(([key, part]) => [key, inventTyped(part, attribute, filling, [...path, key])]),
      );
    case "tuple":
      return type[1].map((part) => inventTyped(part, attribute, filling, path));
  }
}

function inventNested(
  nested: NestedAttributeSchema,
  attribute: AttributeSchema,
  filling: Filling,
  path: readonly string[],
): Value {
  if (nested.nesting_mode === "map") return {};
  if (attribute.optional === true && nested.nesting_mode !== "single") return [];
  const item = Object.fromEntries(
    Object.entries(nested.attributes).map(([name, inner]) => {
      if (inner.write_only === true || inner.computed !== true) return [name, null];
      return [name, fillAttribute(inner, UNKNOWN, filling, [...path, name])];
    }),
  );
  return nested.nesting_mode === "single" || nested.nesting_mode === "group" ? item : [item];
}
