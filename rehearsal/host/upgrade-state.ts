/** Takes over what an earlier run stored: the same version as it is, an older one by name, a newer one not at all. */
import type { AttributeSchema, BlockSchema, NestingMode, VersionedSchema } from "../schema/schema-types";
import { errorDiagnostic } from "./diagnostic";
import { isList, isObject, readDynamic, writeDynamic, type ObjectValue, type Value } from "./dynamic-value";

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
  return { upgraded_state: writeDynamic(isObject(state) ? conform(schema.block, state) : null) };
}

/** Keeps what the schema still has by the same name. */
function conform(block: BlockSchema, state: ObjectValue): ObjectValue {
  const attributes = Object.entries(block.attributes ?? {}).map(([name, attribute]): [string, Value] => [
    name,
    conformAttribute(attribute, state[name] ?? null),
  ]);
  const blocks = Object.entries(block.block_types ?? {}).map(([name, nested]): [string, Value] => [
    name,
    conformNested(nested.nesting_mode, nested.block, state[name] ?? null),
  ]);
  return Object.fromEntries([...attributes, ...blocks]);
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
