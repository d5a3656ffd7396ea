/**
 * The golden list of addresses: what the sample estates' resources are called in Terraform. An address that vanishes is a
 * resource that Terraform destroys, so it may go only by a recorded move or on purpose.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Move } from "../../constructs/core/moved";

/** The estates whose addresses are kept, relative to the root of the repository. */
export const GOLDEN_ESTATES = ["estate.yaml", "examples/amazon-managed.yaml", "examples/minimal.yaml"] as const;

export const GOLDEN_FILE = fileURLToPath(new URL("../../test/stacks/addresses.golden.txt", import.meta.url));

/** One stack of one estate. */
export interface GoldenStack {
  /** File of the estate. */
  readonly estate: string;
  readonly stack: string;
  readonly addresses: readonly string[];
}

/** What differs from the golden list. */
export interface GoldenDifference {
  /** Lines that vanished without a move: each destroys a resource. */
  readonly vanished: readonly string[];
  /** Lines that the golden list does not have, or still has although their address moved. */
  readonly outdated: readonly string[];
}

/** One line per resource: `estate.yaml estate aws_kms_key.cost_exports_key`. What is only read cannot be destroyed. */
export function goldenLines(stacks: readonly GoldenStack[]): readonly string[] {
  return stacks
    .flatMap(({ estate, stack, addresses }) =>
      addresses.filter((address) => !address.startsWith("data.")).map((address) => `${estate} ${stack} ${address}`),
    )
    .toSorted();
}

export function readGolden(): readonly string[] {
  return readFileSync(GOLDEN_FILE, "utf8")
    .split("\n")
    .filter((line) => line !== "");
}

/** Compares the golden list with what is synthesised now. */
export function goldenDifference(
  golden: readonly string[],
  current: readonly string[],
  moves: Readonly<Record<string, readonly Move[]>>,
): GoldenDifference {
  const now = new Set(current);
  const before = new Set(golden);
  const gone = golden.filter((line) => !now.has(line));
  const isMoved = (line: string): boolean => {
    const [estate = "", stack = "", address = ""] = line.split(" ");
    return (moves[stack] ?? []).some(({ from, to }) => from === address && now.has(`${estate} ${stack} ${to}`));
  };
  return {
    vanished: gone.filter((line) => !isMoved(line)),
    outdated: [...current.filter((line) => !before.has(line)), ...gone.filter(isMoved)],
  };
}

/** What to do about a difference, one message per line. */
export function goldenMessages({ vanished, outdated }: GoldenDifference): readonly string[] {
  return [
    ...vanished.map(
      (line) =>
        `${line} has vanished: Terraform would destroy it. If it was renamed, add { from, to } to MOVES in ` +
        `constructs/core/moved.ts and run \`npm run addresses\`; if it is meant to go, run \`npm run addresses -- --removed\`.`,
    ),
    ...outdated.map((line) => `${line} differs from the golden list: run \`npm run addresses\` and review the diff.`),
  ];
}
