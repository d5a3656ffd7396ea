/** `estate demo switch`: what a change of destination changes, step by step, and what it leaves alone. */
import type { EstateConfig } from "../../config/estate";
import type { CommonFlags } from "../main";
import { createProgress } from "../progress";
import type { CommandContext } from "../run-command";
import { type StackDiff, stackDiff } from "../stack-diff";
import { coloursFor } from "../streams";
import type { Synthesis } from "../synthesise";
import { isMissing, type Move, type MissingMove, telemetryMoves } from "../telemetry-moves";

/** One step of a move: what Terraform would do, of how much. */
export interface SwitchStep extends StackDiff {
  readonly title: string;
  /** Resources and data sources that stay as they are. */
  readonly unchanged: number;
}

export interface SwitchReport {
  readonly move: string;
  /** What the estate lacks for it. @default - it could be made */
  readonly missing?: string;
  readonly steps: readonly SwitchStep[];
}

export async function demoSwitch(flags: CommonFlags, { config }: CommandContext): Promise<void> {
  const { synthesise } = await import("../synthesise");
  const progress = createProgress(process.env);
  const reports: SwitchReport[] = [];
  for (const move of telemetryMoves(config)) {
    reports.push(await progress.step(move.title, () => reportOf(move, config, synthesise)));
  }
  const { bold, green, red, yellow } = coloursFor(process.stdout, process.env);
  const text =
    flags.json === true
      ? JSON.stringify({ moves: reports }, null, 2)
      : reports.map((report) => lines(report, { bold, green, red, yellow }).join("\n")).join("\n\n");
  process.stdout.write(`${text}\n`);
}

/** Every step of a move against the one before it. Each is synthesised with all its gates, so that none leads nowhere. */
export function reportOf(
  move: Move | MissingMove,
  config: EstateConfig,
  synthesise: (config: EstateConfig) => Synthesis,
): SwitchReport {
  if (isMissing(move)) return { move: move.title, missing: move.missing, steps: [] };
  const stacks = move.steps.map(({ title, destinations }) => {
    const stack = synthesise({ ...config, destinations }).stacks.find(({ name }) => name === "estate");
    if (stack === undefined) throw new Error("no stack called estate was synthesised");
    return { title, stack };
  });
  const steps = stacks.slice(1).map(({ title, stack }, index): SwitchStep => {
    const diff = stackDiff(stacks[index]?.stack.json ?? {}, stack.json);
    return { title, ...diff, unchanged: stack.addresses.length - diff.added.length - diff.changed.length };
  });
  return { move: move.title, steps };
}

type Paint = Readonly<Record<"bold" | "green" | "red" | "yellow", (text: string) => string>>;

function lines({ move, missing, steps }: SwitchReport, { bold, green, red, yellow }: Paint): readonly string[] {
  if (missing !== undefined) return [bold(move), `  needs ${missing}`];
  return [
    bold(move),
    ...steps.flatMap(({ title, added, removed, changed, unchanged }) => [
      `  ${title}: ${String(unchanged)} resources stay as they are`,
      ...added.map((address) => `    ${green("+")} ${address}`),
      ...changed.map(({ address, args }) => `    ${yellow("~")} ${address}  ${args.join(", ")}`),
      ...removed.map((address) => `    ${red("-")} ${address}`),
    ]),
  ];
}
