/** Replaces everything unknown in an object by a placeholder of the right type: what "apply" and "read" answer. */
import type {
  AttributeSchema,
  BlockSchema,
  NestedAttributeSchema,
  NestingMode,
  TypeExpression,
} from "../schema/schema-types";
import { isList, isObject, isUnknown, UNKNOWN, type ObjectValue, type Value } from "./dynamic-value";

/** A value of simple type that is missing. */
export interface Gap {
  /** Attribute and block names from the top of the object; positions and keys are left out. */
  readonly path: readonly string[];
  readonly type: Exclude<TypeExpression, readonly unknown[]>;
  /** Whether an argument could have set it. */
  readonly optional: boolean;
  /** Whether the schema calls it sensitive. */
  readonly sensitive: boolean;
  /** The object around it, which tells the elements of a set apart. */
  readonly siblings: ObjectValue;
}

/** How gaps are filled. */
export interface Filling {
  /** Invents a value of simple type. */
  invent(gap: Gap): Value;
  /** Gives ready values for whole attributes (a list of zones, say); undefined leaves them to `invent`. */
  known(path: readonly string[], type: TypeExpression): Value | undefined;
}

/** A copy of the object in which nothing is unknown. */
export function fillObject(block: BlockSchema, value: ObjectValue, filling: Filling): ObjectValue {
  return fillBody(block, value, filling, []);
}

function fillBody(block: BlockSchema, value: ObjectValue, filling: Filling, path: readonly string[]): ObjectValue {
  const filled: Record<string, Value> = {};
  for (const [name, attribute] of Object.entries(block.attributes ?? {})) {
    const filler = new AttributeFiller(attribute, filling, value);
    filled[name] = filler.fill(value[name] ?? null, [...path, name]);
  }
  for (const [name, nested] of Object.entries(block.block_types ?? {})) {
    filled[name] = fillNested(nested.nesting_mode, nested.block, value[name] ?? null, filling, [...path, name]);
  }
  return filled;
}

function fillNested(
  mode: NestingMode,
  block: BlockSchema,
  value: Value,
  filling: Filling,
  path: readonly string[],
): Value {
  if (isUnknown(value)) return mode === "list" || mode === "set" ? [] : null;
  const fill = (item: Value) => (isObject(item) ? fillBody(block, item, filling, path) : item);
  if (isList(value)) return value.map(fill);
  if (mode !== "map" || !isObject(value)) return fill(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item)]));
}

/** Fills one attribute of one object. */
class AttributeFiller {
  constructor(
    private readonly attribute: AttributeSchema,
    private readonly filling: Filling,
    private readonly siblings: ObjectValue,
  ) {}

  fill(value: Value, path: readonly string[]): Value {
    const nested = this.attribute.nested_type;
    if (nested === undefined) return this.fillTyped(this.attribute.type ?? "dynamic", value, path);
    if (isUnknown(value)) return this.inventNested(nested, path);
    return fillNested(nested.nesting_mode, nested, value, this.filling, path);
  }

  /** A known collection may hold unknown parts: `tags = { owner = other.id }`. */
  private fillTyped(type: TypeExpression, value: Value, path: readonly string[]): Value {
    if (isUnknown(value)) return this.inventTyped(type, path);
    if (typeof type === "string") return value;
    if (isList(value)) return value.map((item, at) => this.fillTyped(elementType(type, at), item, path));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => {
        const inner = type[0] === "object" ? [...path, key] : path;
        return [key, this.fillTyped(memberType(type, key), item, inner)];
      }),
    );
  }

  /** Collections that an argument could have filled stay empty; those only the provider fills get one element. */
  private inventTyped(type: TypeExpression, path: readonly string[]): Value {
    const known = this.filling.known(path, type);
    if (known !== undefined) return known;
    const { optional = false, sensitive = false } = this.attribute;
    if (typeof type === "string") {
      return this.filling.invent({ path, type, optional, sensitive, siblings: this.siblings });
    }
    switch (type[0]) {
      case "list":
      case "set":
        return optional ? [] : [this.inventTyped(type[1], path)];
      case "map":
        return {};
      case "object":
        return Object.fromEntries(
          Object.entries(type[1]).map(([key, part]) => [key, this.inventTyped(part, [...path, key])]),
        );
      case "tuple":
        return type[1].map((part) => this.inventTyped(part, path));
    }
  }

  private inventNested(nested: NestedAttributeSchema, path: readonly string[]): Value {
    if (nested.nesting_mode === "map") return {};
    const isSingle = nested.nesting_mode === "single" || nested.nesting_mode === "group";
    if (this.attribute.optional === true && !isSingle) return [];
    const gaps = Object.entries(nested.attributes).map(
      ([name, { computed, write_only: isWriteOnly }]): [string, Value] => [
        name,
        computed === true && isWriteOnly !== true ? UNKNOWN : null,
      ],
    );
    const item = fillBody(nested, Object.fromEntries(gaps), this.filling, path);
    return isSingle ? item : [item];
  }
}

function elementType(type: Exclude<TypeExpression, string>, at: number): TypeExpression {
  if (type[0] === "list" || type[0] === "set") return type[1];
  return type[0] === "tuple" ? (type[1][at] ?? "dynamic") : "dynamic";
}

function memberType(type: Exclude<TypeExpression, string>, key: string): TypeExpression {
  if (type[0] === "map") return type[1];
  return type[0] === "object" ? (type[1][key] ?? "dynamic") : "dynamic";
}
