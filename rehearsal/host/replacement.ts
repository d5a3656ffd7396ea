/**
 * Which changes force a new resource. Provider schemas do not carry it, so it is a committed table:
 * type -> argument paths (dots step into blocks, positions left out), with the vendor's source and the date it was read.
 * `config_json#uid` means: the field `uid` of the JSON document in `config_json`.
 */
import table from "../data/requires-replace.json";
import { isEqual, isList, isObject, type ObjectValue, type Value } from "./dynamic-value";

/** One step of an attribute path on the wire. */
export interface PathStep {
  readonly attribute_name?: string;
  readonly element_key_int?: number;
}

/** A path on the wire. */
export interface AttributePath {
  readonly steps: readonly PathStep[];
}

/** What the table says of one type. */
export interface ReplacementRule {
  /** File in the vendor's repository that says so, under the `sources` entry of the same provider. */
  readonly source: string;
  readonly arguments: readonly string[];
}

const TYPES: Readonly<Record<string, ReplacementRule>> = table.types;
/** Rules for all types whose names begin alike. */
const FAMILIES: readonly (readonly [prefix: string, ReplacementRule])[] = Object.entries(table.families);

/** The arguments of a type that cannot change in place. Empty where the table does not know the type. */
export function replacingArguments(type: string): readonly string[] {
  return TYPES[type]?.arguments ?? [];
}

/** The paths in which the plan differs from the prior state and which force a replacement. */
export function replacedPaths(type: string, prior: ObjectValue, planned: ObjectValue): readonly AttributePath[] {
  const paths = replacingArguments(type).flatMap((path) => {
    const [name = "", field] = path.split("#");
    if (field === undefined) return differences(name.split("."), prior, planned, []);
    const isSame = isEqual(documentField(prior[name], field), documentField(planned[name], field));
    return isSame ? [] : [{ steps: [{ attribute_name: name }] }];
  });
  const familyPaths = FAMILIES.filter(([prefix]) => type.startsWith(prefix))
    .flatMap(([, rule]) => rule.arguments)
    // Null: written before the provider knew the argument.
    .filter((name) => (prior[name] ?? null) !== null && !isEqual(prior[name] ?? null, planned[name] ?? null))
    .map((name) => ({ steps: [{ attribute_name: name }] }));
  return [...new Map([...paths, ...familyPaths].map((path) => [JSON.stringify(path), path])).values()];
}

/** A field of a JSON document; null where there is no such document yet. */
function documentField(text: Value | undefined, field: string): Value {
  if (typeof text !== "string" || !text.startsWith("{")) return null;
  const document = JSON.parse(text) as ObjectValue;
  return document[field] ?? null;
}

function differences(
  path: readonly string[],
  prior: Value,
  planned: Value,
  steps: readonly PathStep[],
): readonly AttributePath[] {
  const [name, ...rest] = path;
  if (name === undefined) return isEqual(prior, planned) ? [] : [{ steps }];
  const here = [...steps, { attribute_name: name }];
  const before = isObject(prior) ? (prior[name] ?? null) : null;
  const after = isObject(planned) ? (planned[name] ?? null) : null;
  if (rest.length === 0) return isEqual(before, after) ? [] : [{ steps: here }];
  if (!isList(before) && !isList(after)) return differences(rest, before, after, here);
  const was = isList(before) ? before : [];
  const willBe = isList(after) ? after : [];
  // A changed number of blocks, or a set, has no position to point at: the whole block type is named.
  const isSame = isEqual(project(rest, was), project(rest, willBe));
  if (isSame) return [];
  if (was.length !== willBe.length || was.length !== 1) return [{ steps: here }];
  return differences(rest, was[0] ?? null, willBe[0] ?? null, [...here, { element_key_int: 0 }]);
}

/** Reduces a list of objects to what lies at the path. */
function project(path: readonly string[], value: Value): Value {
  if (isList(value)) return value.map((item) => project(path, item));
  const [name, ...rest] = path;
  return name === undefined || !isObject(value) ? value : project(rest, value[name] ?? null);
}
