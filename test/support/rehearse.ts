/** Plans of small modules, offline: what does Terraform itself make of them? */
import { findTerraform, openRehearsal, type PlanReport, type Rehearsal } from "../../rehearsal";

type Module = Readonly<Record<string, unknown>>;

interface Place {
  readonly statePath?: string;
  readonly now?: Date;
  /** Plan the texts of dashboards as they are. @default false */
  readonly whole?: boolean;
}

/**
 * A stack with short texts for its dashboards, but for some. They are most of a stack, Terraform reads each many times over,
 * and what a test of other things learns from them is nothing; test/cli/plan.test.ts plans them as they are.
 */
export function lean<M extends Module>(json: M, keep: readonly string[] = []): M {
  const { grafana_dashboard: dashboards, ...others } = (json["resource"] ?? {}) as Readonly<Record<string, Module>>;
  if (dashboards === undefined) return json;
  const short = Object.entries(dashboards).map(([name, dashboard]) =>
    keep.some((uid) => name.endsWith(`_${uid}`))
      ? [name, dashboard]
      : [name, { ...(dashboard as Module), config_json: "{}" }],
  );
  return { ...json, resource: { ...others, grafana_dashboard: Object.fromEntries(short) as Module } };
}

/** Opens a rehearsal of a synthesised stack, hands it to `use` and closes it. */
export async function rehearsing<T>(
  json: Module,
  use: (rehearsal: Rehearsal) => Promise<T>,
  { whole = false, ...place }: Place = {},
): Promise<T> {
  const rehearsal = await openRehearsal({
    module: { "cdk.tf.json": JSON.stringify(whole ? json : lean(json)) },
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
export async function planOf(json: Module, place: Place = {}): Promise<PlanReport> {
  return rehearsing(json, (rehearsal) => rehearsal.plan(), place);
}

/** Planned values by address. */
export function plannedValues({ json }: PlanReport): Readonly<Record<string, unknown>> {
  return Object.fromEntries((json.resource_changes ?? []).map(({ address, change }) => [address, change.after]));
}
