/** What a plan says: the parts of `terraform show -json` that a rehearsal promises, and the counts. */

/** What is done to one resource. */
export type PlanAction = "no-op" | "create" | "read" | "update" | "delete" | "forget";

/** The change of one resource or output. */
export interface PlannedChange {
  readonly actions: readonly PlanAction[];
  readonly before: unknown;
  readonly after: unknown;
  readonly after_unknown?: unknown;
  readonly before_sensitive?: unknown;
  readonly after_sensitive?: unknown;
  /** Paths that force a replacement: names, and positions in lists. */
  readonly replace_paths?: readonly (readonly (string | number)[])[];
  readonly importing?: { readonly id?: string };
}

/** One resource in a plan. */
export interface ResourceChange {
  readonly address: string;
  readonly previous_address?: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly index?: string | number;
  readonly provider_name: string;
  readonly change: PlannedChange;
  readonly action_reason?: string;
}

/** `terraform show -json` of a plan. */
export interface PlanJson {
  readonly format_version: string;
  readonly terraform_version: string;
  readonly resource_changes?: readonly ResourceChange[];
  readonly output_changes?: Readonly<Record<string, PlannedChange>>;
  readonly planned_values?: unknown;
  readonly prior_state?: unknown;
  readonly configuration?: unknown;
  readonly timestamp?: string;
  /** What a change may hang on; Terraform lists it in an order that differs from run to run, here it is sorted. */
  readonly relevant_attributes?: readonly unknown[];
}

/** Reads `terraform show -json PLAN`; the same plan gives the same value, but for `timestamp`. */
export function parsePlan(text: string): PlanJson {
  const plan = JSON.parse(text) as PlanJson;
  if (plan.relevant_attributes === undefined) return plan;
  const sorted = plan.relevant_attributes.map((entry) => JSON.stringify(entry)).toSorted();
  return { ...plan, relevant_attributes: sorted.map((entry): unknown => JSON.parse(entry)) };
}

/** A resource that is destroyed and made again. */
export interface Replacement {
  readonly address: string;
  /** The arguments that force it, e.g. `bucket` or `rule[0].name`. */
  readonly because: readonly string[];
}

/** The outcome of planning. */
export interface PlanReport {
  readonly json: PlanJson;
  /** Path of the binary plan. */
  readonly planFile: string;
  /** Terraform's own last line. */
  readonly lastLine: string;
  readonly add: number;
  readonly change: number;
  readonly destroy: number;
  readonly import: number;
  readonly replaced: readonly Replacement[];
}

/** Counts a plan the way Terraform's last line does. */
export function planReport(json: PlanJson, planFile: string, lastLine: string): PlanReport {
  const changes = (json.resource_changes ?? []).filter(({ mode }) => mode === "managed");
  const count = (action: PlanAction) => changes.filter(({ change }) => change.actions.includes(action)).length;
  return {
    json,
    planFile,
    lastLine,
    add: count("create"),
    change: count("update"),
    destroy: count("delete"),
    import: changes.filter(({ change }) => change.importing !== undefined).length,
    replaced: changes.filter(isReplaced).map(({ address, change }) => ({
      address,
      because: (change.replace_paths ?? []).map(pathText),
    })),
  };
}

function isReplaced({ change }: ResourceChange): boolean {
  return change.actions.includes("create") && change.actions.includes("delete");
}

function pathText(path: readonly (string | number)[]): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`))
    .join("")
    .slice(1);
}
