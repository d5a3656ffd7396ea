/** A plan in numbers: by domain, by account and by type, with what is replaced or destroyed and why. */
import type { ManualStep } from "../constructs/core/contribution";
import type { PlanReport, ResourceChange } from "../rehearsal";
import type { ResourceJson, SynthesisedStack } from "./synthesise";

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
  readonly import: number;
  readonly manualSteps: readonly ManualStep[];
  /** The binary plan, for `terraform apply`; a rehearsed one can be shown, not applied. */
  readonly planFile: string;
}

/** One row of a table for people. */
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

export interface PlanViewInput {
  readonly live: boolean;
  readonly stack: SynthesisedStack;
  readonly report: PlanReport;
  readonly manualSteps: readonly ManualStep[];
  readonly planFile: string;
  /** Account keys of the estate. */
  readonly accounts: readonly string[];
}

export function planView({ live, stack, report, manualSteps, planFile, accounts }: PlanViewInput): PlanView {
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
      manualSteps,
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

/** The domain is the first construct below the stack; what only the state knows has none. */
function domainOf(constructPath: string | undefined): string {
  return constructPath?.split("/")[1] ?? "no longer described";
}

/** Which account, or which side of Grafana, a resource's provider stands for. */
function accountOf(stack: SynthesisedStack, { type, name }: ResourceChange, accounts: readonly string[]): string {
  const resource: ResourceJson | undefined = stack.json.resource?.[type]?.[name];
  const [provider, alias = ""] = resource?.provider?.split(".") ?? ["no longer described"];
  if (provider !== "aws") return alias === "" ? (provider ?? "") : `${provider ?? ""} ${alias}`;
  return accounts.find((key) => alias === key) ?? accounts.find((key) => alias.startsWith(`${key}-`)) ?? alias;
}

function losses(
  changes: readonly ResourceChange[],
  report: PlanReport,
  paths: ReadonlyMap<string, string>,
): readonly Loss[] {
  const replaced = new Map(report.replaced.map(({ address, because }) => [address, because]));
  return changes
    .filter(({ change }) => change.actions.includes("delete"))
    .map(({ address }) => {
      const because = replaced.get(address);
      const why =
        because === undefined
          ? "destroyed: the estate no longer describes it"
          : `replaced: ${because.join(", ")} changes`;
      return { address, constructPath: paths.get(address) ?? "", why };
    });
}
