/**
 * Writes the golden list of addresses anew. Refuses to drop an address without a move in `constructs/core/moved.ts`,
 * since that is a resource destroyed; `--removed` says that this is meant.
 */
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { synthesise } from "../cli/synthesise";
import { loadEstate } from "../config/load";
import { MOVES } from "../constructs/core/moved";
import {
  GOLDEN_ESTATES,
  GOLDEN_FILE,
  goldenDifference,
  goldenLines,
  goldenMessages,
  readGolden,
  type GoldenStack,
} from "./lib/golden-addresses";

const current = goldenLines(GOLDEN_ESTATES.flatMap(stacksOf));
const { vanished } = goldenDifference(readGolden(), current, MOVES);
if (vanished.length > 0 && !process.argv.includes("--removed")) {
  process.stderr.write(`${goldenMessages({ vanished, outdated: [] }).join("\n")}\n`);
  process.exit(1);
}
writeFileSync(GOLDEN_FILE, `${current.join("\n")}\n`);
process.stdout.write(`${String(current.length)} addresses written to ${GOLDEN_FILE}\n`);

function stacksOf(estate: string): readonly GoldenStack[] {
  const synthesis = synthesise(loadEstate(fileURLToPath(new URL(`../${estate}`, import.meta.url))));
  return synthesis.stacks.map(({ name, addresses }) => ({
    estate,
    stack: name,
    addresses: addresses.map(({ address }) => address),
  }));
}
