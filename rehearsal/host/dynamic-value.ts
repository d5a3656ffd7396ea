/** Values as they travel between Terraform and a provider: msgpack, with an extension type for "unknown". */
import { decode, encode, ExtData } from "@msgpack/msgpack";

/** An object value: every attribute and block type of the schema is a key, null where nothing is set. */
export interface ObjectValue {
  readonly [name: string]: Value;
}

/** Any value. `ExtData` is an unknown one, possibly refined; `bigint` and long numbers keep their precision. */
export type Value = null | boolean | number | bigint | string | Uint8Array | ExtData | readonly Value[] | ObjectValue;

/** The wire form. */
export interface DynamicValue {
  readonly msgpack?: Uint8Array;
  readonly json?: Uint8Array;
}

/** "Known after apply". */
export const UNKNOWN: Value = new ExtData(0, new Uint8Array([0]));

/** Whether the value itself (not something inside it) is known only after apply. */
export function isUnknown(value: Value): value is ExtData {
  return value instanceof ExtData;
}

/** Whether the value has named parts. */
export function isObject(value: Value | undefined): value is ObjectValue {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof ExtData) &&
    !(value instanceof Uint8Array)
  );
}

/** Whether the value is a list, set or tuple. */
export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** Whether nothing in the value is unknown. */
export function isWhollyKnown(value: Value): boolean {
  if (isUnknown(value)) return false;
  if (isList(value)) return value.every(isWhollyKnown);
  return isObject(value) ? Object.values(value).every(isWhollyKnown) : true;
}

/** Whether two values are the same, unknown ones never being so. */
export function isEqual(left: Value, right: Value): boolean {
  if (isUnknown(left) || isUnknown(right)) return false;
  if (isList(left)) {
    return isList(right) && left.length === right.length && left.every((item, at) => isEqual(item, right[at] ?? null));
  }
  if (isObject(left)) {
    if (!isObject(right)) return false;
    const names = new Set([...Object.keys(left), ...Object.keys(right)]);
    return [...names].every((name) => isEqual(left[name] ?? null, right[name] ?? null));
  }
  if (left instanceof Uint8Array) return right instanceof Uint8Array && Buffer.compare(left, right) === 0;
  return left === right || (isNumeric(left) && isNumeric(right) && left.toString() === right.toString());
}

function isNumeric(value: Value): value is number | bigint {
  return typeof value === "number" || typeof value === "bigint";
}

/** Reads the wire form; absent is null. */
export function readDynamic(wire: DynamicValue | undefined): Value {
  if (wire?.msgpack !== undefined && wire.msgpack.length > 0) {
    return decode(wire.msgpack, { useBigInt64: true }) as Value;
  }
  if (wire?.json !== undefined && wire.json.length > 0) return JSON.parse(Buffer.from(wire.json).toString()) as Value;
  return null;
}

/** Writes the wire form. */
export function writeDynamic(value: Value): DynamicValue {
  return { msgpack: encode(value, { useBigInt64: true }) };
}
