/** Template variables: data sources, and lists to filter by. Lists from the estate ask no query, so opening costs nothing. */
import {
  CustomVariableBuilder,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  TextBoxVariableBuilder,
  type VariableModel,
  VariableRefresh,
  VariableSort,
} from "@grafana/grafana-foundation-sdk/dashboard";
import type { CostDashboardInput } from "../cost-input";
import type { LakeInput } from "../lake-input";
import { type DataSourceBinding, type DataSourceSet, referenceTo } from "./data-sources";
import { type ContractLabel, labelOf } from "./labels";
import type { PromExpr } from "./query/promql";

/** One value of a list, with the text that people see. */
export interface Choice {
  readonly text: string;
  readonly value: string;
}

/** A list of which several values, or All, can be chosen. */
export interface ListVariable {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  readonly choices: readonly Choice[];
  /** What All stands for, as it is put into queries. @default - what `chosen()` of SQL reads as no filter */
  readonly all?: string;
}

/** What dashboards of an estate can be filtered by, and the data sources there are. */
export interface EstateScope {
  readonly sources: DataSourceSet;
  readonly accounts: readonly { readonly name: string; readonly id: string }[];
  readonly regions: readonly string[];
  readonly environments: readonly string[];
  readonly services: readonly string[];
  /** The Security Lake, if Athena can be asked about it. @default - none */
  readonly securityLake?: LakeInput;
  /** Where the bill stands, if Athena can be asked about it. @default - CloudWatch's estimate of it is asked */
  readonly billing?: CostDashboardInput;
}

/** Variable with the region that CloudWatch is asked in; it cannot be asked in several at once. */
export const CLOUDWATCH_REGION = "cloudwatch_region";

/** What All stands for in PromQL, LogQL and TraceQL: also series that lack the label. */
export const ANYTHING = ".*";

/** What All stands for in SQL. */
export const SQL_ALL = "'*'";

/** The data source as a variable that defaults to the estate's fixed UID, so that a copy can point elsewhere. */
export function dataSourceVariable({ uid, type, variable, label }: DataSourceBinding): VariableModel {
  return new DatasourceVariableBuilder(variable)
    .label(label)
    .type(type)
    .current({ text: uid, value: uid })
    .allowCustomValue(false)
    .build();
}

/**
 * A list with All as default. All is put into queries as it stands, so that values which are not in the list count as
 * well.
 */
export function listVariable({ name, label, description, choices, all = SQL_ALL }: ListVariable): VariableModel {
  return new CustomVariableBuilder(name)
    .label(label)
    .description(description)
    .values(choices.map(({ text, value }) => `${escapeChoice(text)} : ${escapeChoice(value)}`).join(", "))
    .multi(true)
    .includeAll(true)
    .allValue(all)
    .allowCustomValue(false)
    .current({ text: ["All"], value: ["$__all"] })
    .build();
}

/**
 * The variables of the label contract asked for, filled from the estate, and the region of CloudWatch. Dashboards that ask
 * in SQL only say so by `SQL_ALL`.
 */
export function estateVariables(
  scope: EstateScope,
  names: readonly (ContractLabel | typeof CLOUDWATCH_REGION)[],
  all: typeof ANYTHING | typeof SQL_ALL = ANYTHING,
): VariableModel[] {
  return names.map((name) => {
    if (name === CLOUDWATCH_REGION) return cloudWatchRegion(scope.regions);
    return listVariable({ name, ...contractTexts[name], choices: contractChoices(scope, name), all });
  });
}

/** Values of a label as Prometheus has them in the time range: for what the estate cannot know, such as instances. */
export interface LabelVariable {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  /** Series whose label is read; filters by other variables narrow the list. */
  readonly of: PromExpr;
  /** Word for the label. */
  readonly values: string;
  readonly sources: DataSourceSet;
}

export function labelVariable({ name, label, description, of, values, sources }: LabelVariable): VariableModel {
  const source = sources.prometheus;
  if (source === undefined) throw new Error(`Variable "${name}" reads labels of Prometheus, which is not there.`);
  return new QueryVariableBuilder(name)
    .label(label)
    .description(description)
    .datasource({ type: source.type, uid: referenceTo(source) })
    .query(`label_values(${of.text("dashboard")}, ${labelOf(values)})`)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    .allValue(ANYTHING)
    .current({ text: ["All"], value: ["$__all"] })
    .build();
}

/** A text that people type, such as words to look for in logs. */
export function textVariable(name: string, label: string, description: string): VariableModel {
  return new TextBoxVariableBuilder(name).label(label).description(description).defaultValue("").build();
}

/** A list of which exactly one value is chosen, the first to begin with. */
export function singleVariable({ name, label, description, choices }: Omit<ListVariable, "all">): VariableModel {
  const [first] = choices;
  if (first === undefined) throw new Error(`Variable "${name}" has nothing to choose from.`);
  return new CustomVariableBuilder(name)
    .label(label)
    .description(description)
    .values(choices.map(({ text, value }) => `${escapeChoice(text)} : ${escapeChoice(value)}`).join(", "))
    .multi(false)
    .includeAll(false)
    .allowCustomValue(false)
    .current({ text: first.text, value: first.value })
    .build();
}

function cloudWatchRegion(regions: readonly string[]): VariableModel {
  return singleVariable({
    name: CLOUDWATCH_REGION,
    label: "CloudWatch region",
    description: "Region that CloudWatch is asked in, one at a time.",
    choices: plain(regions),
  });
}

const contractTexts: Readonly<Record<ContractLabel, { readonly label: string; readonly description: string }>> = {
  account: {
    label: "Account",
    description: "AWS account that it runs in; All includes accounts that are not in the list.",
  },
  region: {
    label: "Region",
    description: "AWS region that it runs in; All includes regions that are not in the list.",
  },
  environment: { label: "Environment", description: "Deployment environment; All includes what has none." },
  service: {
    label: "Service",
    description: "Service by its name in the estate; All includes services that are not in the list.",
  },
};

function contractChoices(scope: EstateScope, name: ContractLabel): readonly Choice[] {
  switch (name) {
    case "account":
      return scope.accounts.map((account) => ({ text: account.name, value: account.id }));
    case "region":
      return plain(scope.regions);
    case "environment":
      return plain(scope.environments);
    case "service":
      return plain(scope.services);
  }
}

function plain(values: readonly string[]): readonly Choice[] {
  return values.map((value) => ({ text: value, value }));
}

/** Grafana splits the list at commas and pairs at ` : `. */
function escapeChoice(text: string): string {
  return text.replaceAll(",", String.raw`\,`);
}
