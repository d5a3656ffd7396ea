/** What a plan would change of resources that were just created. */
import { isDeepStrictEqual } from "node:util";
import type { PlanReport, ResourceChange } from "../../../rehearsal";

/** One line per resource that a plan would touch, `address: actions: arguments`, of the given addresses only. */
export function drift(plan: PlanReport, addresses: readonly string[]): readonly string[] {
  return (plan.json.resource_changes ?? [])
    .filter(({ address, change }) => addresses.includes(address) && change.actions.join() !== "no-op")
    .map((resource) => `${resource.address}: ${resource.change.actions.join()}: ${changed(resource).join()}`)
    .toSorted();
}

function changed({ change }: ResourceChange): readonly string[] {
  const before = asRecord(change.before);
  const after = asRecord(change.after);
  return Object.keys({ ...before, ...after }).filter((name) => !isDeepStrictEqual(before[name], after[name]));
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
