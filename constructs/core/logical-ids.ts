/**
 * Logical ids are API: renaming one destroys and recreates what it names. So they are derived from the construct path by
 * a scheme with no hash in it, readable in a plan, and independent of everything but the path.
 *
 * `estate/cost/export-bucket/resource` becomes `cost_export-bucket`: the path below the stack, joined by `_`, without a
 * last component `resource`. Two paths that give the same id are reported by the address book, naming both.
 */
import type { IConstruct } from "constructs";

const PRIMARY = "resource";
const FORBIDDEN = /[^A-Za-z0-9-]/g;

/** The logical id of the construct below `stack`. */
export function logicalId(stack: IConstruct, construct: IConstruct): string {
  const scopes = construct.node.scopes;
  const names = scopes.slice(scopes.indexOf(stack) + 1).map((scope) => scope.node.id);
  const last = names.at(-1);
  const kept = names.length > 1 && last === PRIMARY ? names.slice(0, -1) : names;
  const id = kept.map((name) => name.replaceAll(FORBIDDEN, "-")).join("_");
  return /^[A-Za-z_]/.test(id) ? id : `_${id}`;
}
