/** A plan for people: what there is by domain and account, what is lost and why, what is left to do by hand. */
import pc from "picocolors";
import type { PlanView, SummaryRow } from "./plan-summary";

const WIDTHS = { name: 24, number: 10 };

/** Lines for standard output; the last one is Terraform's own. */
export function planText(view: PlanView, heading: string): string {
  return [
    heading,
    "",
    ...table("Domain", view.domains),
    "",
    ...table("Account", view.accounts),
    ...losses(view),
    ...manualSteps(view),
    "",
    view.lastLine,
  ].join("\n");
}

function table(title: string, rows: readonly SummaryRow[]): readonly string[] {
  const head = [title.padEnd(WIDTHS.name), ...["resources", "add", "change", "destroy"].map(cell)].join("");
  return [pc.bold(head), ...rows.map(row)];
}

function row({ name, resources, add, change, destroy }: SummaryRow): string {
  const lost = cell(String(destroy));
  const numbers = [resources, add, change].map((count) => cell(String(count)));
  return [name.padEnd(WIDTHS.name), ...numbers, destroy > 0 ? pc.red(lost) : lost].join("");
}

function cell(text: string): string {
  return text.padStart(WIDTHS.number);
}

function losses(view: PlanView): readonly string[] {
  if (view.losses.length === 0) return [];
  const lines = view.losses.map(
    ({ address, constructPath, why }) =>
      `  ${pc.red(address)}${constructPath === "" ? "" : ` (${constructPath})`}: ${why}`,
  );
  return ["", pc.bold("Replaced or destroyed"), ...lines];
}

function manualSteps({ summary }: PlanView): readonly string[] {
  if (summary.manualSteps.length === 0) return [];
  const lines = summary.manualSteps.flatMap(({ when, title, why, how }) => [
    `  ${pc.yellow(when)}: ${title}`,
    `      ${how}`,
    pc.dim(`      Why by hand: ${why}`),
  ]);
  return ["", pc.bold("Manual steps"), ...lines];
}
