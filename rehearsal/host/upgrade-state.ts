/** Takes over what an earlier run stored: the same version as it is, an older one by name, a newer one not at all. */
import type { AttributeSchema, BlockSchema, NestingMode, VersionedSchema } from "../schema/schema-types";
import { errorDiagnostic } from "./diagnostic";
import { isList, isObject, readDynamic, type ObjectValue, type Value } from "./dynamic-value";

/** The request on the wire. */
export interface UpgradeRequest {
  readonly type_name: string;
  readonly version?: number;
  readonly raw_state?: { readonly json?: Uint8Array };
}

/** Answers `UpgradeResourceState`. */
export function upgradeState(schema: VersionedSchema | undefined, request: UpgradeRequest): object {
  const version = request.version ?? 0;
  if (schema === undefined) throw new Error(`no schema is served for ${request.type_name}`);
  if (version > schema.version) {
    const detail =
      `The state holds ${request.type_name} in schema version ${version}; the pinned provider schema knows up to ` +
      `${schema.version}. Pin the provider version that wrote the state, or rehearse without it.`;
    return { diagnostics: [errorDiagnostic("State is newer than the provider schema", detail)] };
  }
  const json = request.raw_state?.json;
  if (json === undefined) throw new Error(`the state of ${request.type_name} is in a form older than Terraform 0.12`);
  if (version === schema.version) return { upgraded_state: { json } };
  const state = readDynamic({ json });
  const upgraded = isObject(state) ? conform(schema.block, state) : null;
  // Untouched where nothing is to do: reading numbers of more than 53 bits here would round them.
  if (JSON.stringify(upgraded) === JSON.stringify(state)) return { upgraded_state: { json } };
  // JSON again, not msgpack: values of dynamic type are written differently there.
  return { upgraded_state: { json: Buffer.from(JSON.stringify(upgraded)) } };
}

/** Keeps what the schema still has by the same name, in the order of the state. */
function conform(block: BlockSchema, state: ObjectValue): ObjectValue {
  const attributes = Object.entries(block.attributes ?? {}).map(([name, attribute]): [string, Value] => [
    name,
    conformAttribute(attribute, state[name] ?? null),
  ]);
  const blocks = Object.entries(block.block_types ?? {}).map(([name, nested]): [string, Value] => [
    name,
    conformNested(nested.nesting_mode, nested.block, state[name] ?? null),
  ]);
  const kept = new Map([...attributes, ...blocks]);
  const order = new Set([...Object.keys(state).filter((name) => kept.has(name)), ...kept.keys()]);
  return Object.fromEntries([...order].map((name) => [name, kept.get(name) ?? null]));
}

function conformAttribute(attribute: AttributeSchema, state: Value): Value {
  const nested = attribute.nested_type;
  return nested === undefined || state === null ? state : conformNested(nested.nesting_mode, nested, state);
}

function conformNested(mode: NestingMode, block: BlockSchema, state: Value): Value {
  const item = (value: Value) => (isObject(value) ? conform(block, value) : value);
  if (isList(state)) return state.map(item);
  if (state === null) return mode === "list" || mode === "set" ? [] : mode === "map" ? {} : null;
  if (mode !== "map" || !isObject(state)) return item(state);
  return Object.fromEntries(Object.entries(state).map(([key, value]) => [key, item(value)]));
}
