/** How many secrets a state holds after a plan is applied: Terraform keeps every attribute of a resource, secret or not. */
import { UNMARKED_SECRETS } from "../constructs/core/sensitive";
import type { PlanReport, ResourceChange } from "../rehearsal";

/** Counts attributes, at any depth, that their schema or the estate calls secret and that have a value. */
export function secretsInState({ json }: PlanReport): number {
  return (json.resource_changes ?? [])
    .filter(({ change }) => change.actions.join() !== "delete" && change.actions.join() !== "forget")
    .map((resource) => marked(resource) + unmarked(resource))
    .reduce((sum, secrets) => sum + secrets, 0);
}

function marked({ change }: ResourceChange): number {
  return count(change.after_sensitive, change.after, change.after_unknown);
}

/** Each is there, or will be once the resource is. */
function unmarked({ mode, type }: ResourceChange): number {
  return mode === "managed" ? (UNMARKED_SECRETS[type]?.length ?? 0) : 0;
}

/** `mark` has the shape of the value, with true where a secret is; an argument that is left out is no secret. */
function count(mark: unknown, value: unknown, unknown: unknown): number {
  if (mark === true) return unknown === true || (value !== null && value !== undefined) ? 1 : 0;
  if (typeof mark !== "object" || mark === null) return 0;
  return Object.entries(mark).reduce(
    (sum, [key, inner]) => sum + count(inner, child(value, key), unknown === true ? true : child(unknown, key)),
    0,
  );
}

function child(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}
