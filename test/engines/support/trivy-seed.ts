/** A seeded fault: one control taken away from a module that is in order, and what Trivy must then say. */
import type { Json, JsonObject } from "../../../rendition";
import { isList, isObject } from "../../../rendition/expression";

/** Takes one control away, or sets it to something wrong. */
export interface Seed {
  /** The check that must fail. */
  readonly check: string;
  /** The resource that it must name. */
  readonly resource: string;
  /** The resource that the control protects, where that is another one.
   * @default - the same */
  readonly guards?: string;
  /** Keys from the root of the module to the control. */
  readonly path: readonly (string | number)[];
  /** What to put there.
   * @default - the control is removed */
  readonly value?: Json;
}

/** A module that is in order, with the faults that can be seeded into it. */
export interface SeededModule {
  readonly name: string;
  readonly document: JsonObject;
  readonly seeds: readonly Seed[];
}

/** Names the fault that seeds have in common, so that one copy of a module holds it at every resource of a type. */
export function faultName({ check, path, value }: Seed): string {
  const [, type, , ...control] = path;
  const what = control.length === 0 ? "missing" : `${control.join(".")}${value === undefined ? " missing" : " wrong"}`;
  return `${check} ${String(type)} ${what}`;
}

/** A copy of the module with the fault in it. */
export function seeded(document: JsonObject, { path, value }: Pick<Seed, "path" | "value">): JsonObject {
  const changed = replaced(document, path, value, path.join("."));
  if (!isObject(changed)) throw new Error(`nothing is left of the module without ${path.join(".")}`);
  return changed;
}

/** The value with something else at `path`; undefined takes it away. A block may be an object or a list of one. */
function replaced(place: Json, path: Seed["path"], value: Json | undefined, whole: string): Json | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (isList(place)) {
    const index = typeof key === "number" ? key : 0;
    const inner = typeof key === "number" ? rest : path;
    return place.flatMap((item, at) => (at === index ? (replaced(item, inner, value, whole) ?? []) : [item]));
  }
  if (!isObject(place) || !(key in place)) throw new Error(`no control at ${whole}`);
  return { ...place, [key]: replaced(place[key] ?? null, rest, value, whole) };
}
