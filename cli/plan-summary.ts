/** A plan in numbers: by domain, by account and by type, with what is replaced or destroyed and why. */
import type { Contribution, ManualStep, Prerequisite } from "../constructs/core/contribution";
import type { PlanReport, ResourceChange } from "../rehearsal";
import { secretsInState } from "./secrets-in-state";
import type { SynthesisedStack } from "./synthesise";

export interface Counts {
  readonly add: number;
  readonly change: number;
  readonly destroy: number;
}

/** The document of `estate plan --json`. */
export interface PlanSummary extends Counts {
  /** True when real providers made the plan. */
  readonly live: boolean;
  /** Stacks that were planned. */
  readonly stacks: readonly string[];
  /** Managed resources in the plan. */
  readonly resources: number;
  /** Managed resources by domain. */
  readonly byDomain: Readonly<Record<string, number>>;
  /** Managed resources by Terraform type. */
  readonly byType: Readonly<Record<string, number>>;
  /** Resources that exist and come under the estate. */
  readonly import: number;
  /** Secret values that the state holds once the plan is applied. */
  readonly secretsInState: number;
  readonly prerequisites: readonly Prerequisite[];
  /** Scopes that the token in GRAFANA_CLOUD_ACCESS_POLICY_TOKEN needs, sorted; none where no such token is used. */
  readonly grafanaScopes: readonly string[];
  /** In the order in which they are done. */
  readonly manualSteps: readonly ManualStep[];
  /**
   * The binary plan: `tfplan` below `--out` as that was given, so relative to the working directory if it was.
   * `terraform apply` takes one that was made live; a rehearsed one can be shown, not applied.
   */
  readonly planFile: string;
}

/** One row of a table for people. A replaced resource counts as added and as destroyed. */
export interface SummaryRow extends Counts {
  readonly name: string;
  readonly resources: number;
}

/** Something that the plan takes away. */
export interface Loss {
  readonly address: string;
  readonly constructPath: string;
  readonly why: string;
}

export interface PlanView {
  readonly summary: PlanSummary;
  readonly domains: readonly SummaryRow[];
  readonly accounts: readonly SummaryRow[];
  readonly losses: readonly Loss[];
  /** Terraform's own last line. */
  readonly lastLine: string;
}

/** Account key -> the account's 12 digits. */
type AccountIds = Readonly<Record<string, { readonly id: string }>>;

export interface PlanViewInput {
  readonly live: boolean;
  readonly stack: SynthesisedStack;
  readonly report: PlanReport;
  readonly contributions: readonly Contribution[];
  readonly planFile: string;
  /** Accounts of the estate by key. */
  readonly accounts: AccountIds;
}

/** The order in which manual steps are done. */
const WHEN = ["before apply", "after apply"];

export function planView({ live, stack, report, contributions, planFile, accounts }: PlanViewInput): PlanView {
  const changes = (report.json.resource_changes ?? []).filter(({ mode }) => mode === "managed");
  const paths = new Map(stack.addresses.map(({ address, constructPath }) => [address, constructPath]));
  const domains = rows(changes, ({ address }) => domainOf(paths.get(address)));
  return {
    summary: {
      live,
      stacks: [stack.name],
      resources: changes.length,
      byDomain: counted(domains),
      byType: counted(rows(changes, ({ type }) => type)),
      add: report.add,
      change: report.change,
      destroy: report.destroy,
      import: report.import,
      secretsInState: secretsInState(report),
      prerequisites: contributions.flatMap((part) => part.prerequisites),
      grafanaScopes: [...new Set(contributions.flatMap((part) => part.grafanaScopes))].toSorted(),
      manualSteps: contributions
        .flatMap((part) => part.manualSteps)
        .toSorted((a, b) => WHEN.indexOf(a.when) - WHEN.indexOf(b.when)),
      planFile,
    },
    domains,
    accounts: rows(changes, (change) => accountOf(stack, change, accounts)),
    losses: losses(changes, report, paths),
    lastLine: report.lastLine,
  };
}

function rows(changes: readonly ResourceChange[], nameOf: (change: ResourceChange) => string): readonly SummaryRow[] {
  const names = [...new Set(changes.map(nameOf))].toSorted();
  return names.map((name) => {
    const mine = changes.filter((change) => nameOf(change) === name);
    const count = (action: "create" | "update" | "delete") =>
      mine.filter(({ change }) => change.actions.includes(action)).length;
    return { name, resources: mine.length, add: count("create"), change: count("update"), destroy: count("delete") };
  });
}

function counted(table: readonly SummaryRow[]): Readonly<Record<string, number>> {
  return Object.fromEntries(table.map(({ name, resources }) => [name, resources]));
}

/** What stands only in the state, and is destroyed for it, has no construct and so neither domain nor account. */
const NOT_DESCRIBED = "no longer described";

/** The domain is the first construct below the stack. */
function domainOf(constructPath: string | undefined): string {
  return constructPath?.split("/")[1] ?? NOT_DESCRIBED;
}

/** Which account, or which side of Grafana, a resource's provider stands for. */
function accountOf({ json }: SynthesisedStack, { type, name }: ResourceChange, accounts: AccountIds): string {
  const reference = json.resource?.[type]?.[name]?.provider;
  if (reference === undefined) return NOT_DESCRIBED;
  const [provider = "", alias] = reference.split(".");
  const allowed = json.provider?.[provider]?.find((entry) => entry.alias === alias)?.allowed_account_ids ?? [];
  const account = Object.entries(accounts).find(([, { id }]) => allowed.includes(id));
  return account?.[0] ?? [provider, alias].filter(Boolean).join(" ");
}

/** Terraform's reasons for a deletion that are not a change of arguments, in words. */
const REASONS: Readonly<Record<string, string>> = {
  delete_because_no_resource_config: "destroyed: the estate no longer describes it",
  delete_because_wrong_repetition: "destroyed: the estate describes fewer of them",
  delete_because_count_index: "destroyed: the estate describes fewer of them",
  delete_because_each_key: "destroyed: the estate describes fewer of them",
  replace_because_tainted: "replaced: an earlier apply left it half-made",
  replace_by_request: "replaced: asked for on the command line",
  replace_by_triggers: "replaced: what it is tied to is replaced",
};

function losses(
  changes: readonly ResourceChange[],
  report: PlanReport,
  paths: ReadonlyMap<string, string>,
): readonly Loss[] {
  const replaced = new Map(report.replaced.map(({ address, because }) => [address, because]));
  return changes
    .filter(({ change }) => change.actions.includes("delete"))
    .map(({ address, action_reason: reason = "" }) => {
      const because = replaced.get(address) ?? [];
      const fallback = because.length > 0 ? `replaced: ${because.join(", ")} changes` : "destroyed";
      return { address, constructPath: paths.get(address) ?? "", why: REASONS[reason] ?? fallback };
    });
}
