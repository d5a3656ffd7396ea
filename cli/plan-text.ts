/** A plan for people: what there is by domain and account, what is lost and why, what is left to do by hand. */
import type { PlanView, SummaryRow } from "./plan-summary";
import type { Colours } from "./streams";

/** Spaces between columns. */
const GAP = "   ";

const COLUMNS = ["resources", "add", "change", "destroy"] as const;

/** Lines for standard output; the last one is Terraform's own. */
export function planText(view: PlanView, heading: string, colours: Colours): string {
  const width = Math.max(...[...view.domains, ...view.accounts].map(({ name }) => name.length), "Account".length);
  return [
    colours.dim(heading),
    "",
    ...table("Domain", view.domains, width, colours),
    "",
    ...table("Account", view.accounts, width, colours),
    ...losses(view, colours),
    ...prerequisites(view, colours),
    ...manualSteps(view, colours),
    "",
    `Secrets in the state after apply: ${String(view.summary.secretsInState)}`,
    view.lastLine,
  ].join("\n");
}

function table(title: string, rows: readonly SummaryRow[], width: number, colours: Colours): readonly string[] {
  const head = colours.bold([title.padEnd(width), ...COLUMNS].join(GAP));
  return [head, ...rows.map((row) => [row.name.padEnd(width), ...numbers(row, colours)].join(GAP))];
}

function numbers(row: SummaryRow, { green, yellow, red }: Colours): readonly string[] {
  const paint = { resources: String, add: green, change: yellow, destroy: red };
  return COLUMNS.map((column) => {
    const text = String(row[column]).padStart(column.length);
    return row[column] === 0 ? text : paint[column](text);
  });
}

function losses(view: PlanView, { bold, red }: Colours): readonly string[] {
  if (view.losses.length === 0) return [];
  const lines = view.losses.map(
    ({ address, constructPath, why }) =>
      `  ${red(address)}${constructPath === "" ? "" : ` (${constructPath})`}: ${why}`,
  );
  return ["", bold("Replaced or destroyed"), ...lines];
}

function prerequisites({ summary }: PlanView, { bold }: Colours): readonly string[] {
  const { grafanaScopes: scopes } = summary;
  const lines = summary.prerequisites.flatMap(({ title, how }) => [`  ${title}`, `      ${how}`]);
  const scopeLines =
    scopes.length === 0 ? [] : [`  Scopes of GRAFANA_CLOUD_ACCESS_POLICY_TOKEN`, `      ${scopes.join(", ")}`];
  return lines.length + scopeLines.length === 0 ? [] : ["", bold("Needed"), ...lines, ...scopeLines];
}

function manualSteps({ summary }: PlanView, { bold, yellow, dim }: Colours): readonly string[] {
  if (summary.manualSteps.length === 0) return [];
  const lines = summary.manualSteps.flatMap(({ when, title, why, how }) => [
    `  ${yellow(when)}: ${title}`,
    `      ${how}`,
    dim(`      Why by hand: ${why}`),
  ]);
  return ["", bold("Manual steps"), ...lines];
}
