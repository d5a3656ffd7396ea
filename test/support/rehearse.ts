/** Plans of small modules, offline: what does Terraform itself make of them? */
import { findTerraform, openRehearsal, type PlanReport, type Rehearsal } from "../../rehearsal";

type Module = Readonly<Record<string, unknown>>;

/** Opens a rehearsal of a synthesised stack, hands it to `use` and closes it. */
export async function rehearsing<T>(
  json: Module,
  use: (rehearsal: Rehearsal) => Promise<T>,
  place: { readonly statePath?: string; readonly now?: Date } = {},
): Promise<T> {
  const rehearsal = await openRehearsal({
    module: { "cdk.tf.json": JSON.stringify(json) },
    terraform: await findTerraform(process.env),
    processEnv: process.env,
    ...place,
  });
  try {
    return await use(rehearsal);
  } finally {
    await rehearsal.close();
  }
}

/** The plan of a stack against an empty state. */
export async function planOf(json: Module): Promise<PlanReport> {
  return rehearsing(json, (rehearsal) => rehearsal.plan());
}

/** Planned values by address. */
export function plannedValues({ json }: PlanReport): Readonly<Record<string, unknown>> {
  return Object.fromEntries((json.resource_changes ?? []).map(({ address, change }) => [address, change.after]));
}
