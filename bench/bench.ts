/**
 * `npm run bench`: what synth and rehearsal cost, as ratios, so that the figures hold on any machine.
 *
 * Contenders take turns, so that a busy machine slows all of them alike; the median of the rounds counts. Ends with 1 when
 * a bound is missed. `--rounds N` (default 5) sets how often each one runs; the template runs a third as often.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { layOut, type Contender } from "./contenders";
import { median, timeOnce } from "./measure";
import { rehearse } from "./rehearsal-cost";

/** A ratio that must hold. */
interface Bound {
  readonly title: string;
  readonly ratio: number;
  readonly atMost?: number;
  readonly atLeast?: number;
}

const SIZES = [100, 2000] as const;

const { values } = parseArgs({ options: { rounds: { type: "string", default: "5" } } });
const rounds = Number(values.rounds);
const folder = mkdtempSync(join(tmpdir(), "estate-bench-"));
try {
  const synth = await raceSynth();
  const plan = await raceRehearsal();
  const missed = [...synth, ...plan].filter((bound) => !holds(bound));
  if (missed.length > 0) {
    say(`\n${String(missed.length)} bound(s) missed.`);
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Races the contenders, prints their medians and the ratios between them. */
async function raceSynth(): Promise<readonly Bound[]> {
  const contenders = await layOut(folder);
  const times = new Map<Contender["name"], number[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const contender of contenders) {
      if (contender.name === "template" && round % 3 !== 1) continue;
      const seconds = timeOnce(contender, folder, process.env);
      // The first round fills the file cache and tsx's own.
      if (round > 0) times.get(contender.name)?.push(seconds);
    }
    process.stderr.write(`round ${String(round)} of ${String(rounds)}\n`);
  }
  const of = (name: Contender["name"]): number => median(times.get(name) ?? []);
  say("Synth, median seconds:");
  for (const { name, title } of contenders) say(`  ${of(name).toFixed(2).padStart(6)}  ${title}`);
  return print([
    { title: "bundled / floor by node", ratio: of("bundled") / of("floorNode"), atMost: 1.5 },
    { title: "tsx / floor by tsx", ratio: of("tsx") / of("floorTsx"), atMost: 3 },
    { title: "template / bundled", ratio: of("template") / of("bundled"), atLeast: 10 },
  ]);
}

/** Rehearses a small and a large module; a resource must not cost more in the large one. */
async function raceRehearsal(): Promise<readonly Bound[]> {
  const perResource: number[] = [];
  say("\nRehearsal, median milliseconds per resource:");
  for (const size of SIZES) {
    const runs: number[] = [];
    for (let round = 0; round < Math.min(rounds, 3); round += 1) runs.push(await rehearse(size, process.env));
    const each = (median(runs) * 1000) / size;
    perResource.push(each);
    say(`  ${each.toFixed(2).padStart(6)}  ${String(size)} resources, ${median(runs).toFixed(2)} s`);
  }
  const [small = NaN, large = NaN] = perResource;
  return print([{ title: "2,000 / 100 resources, each", ratio: large / small, atMost: 1 }]);
}

function print(bounds: readonly Bound[]): readonly Bound[] {
  say("Ratios:");
  for (const bound of bounds) {
    const limit = bound.atMost === undefined ? `>= ${String(bound.atLeast)}` : `<= ${String(bound.atMost)}`;
    const verdict = holds(bound) ? "ok" : "MISSED";
    say(`  ${bound.ratio.toFixed(2).padStart(6)}  ${bound.title} (${limit}) ${verdict}`);
  }
  return bounds;
}

function holds({ ratio, atMost = Infinity, atLeast = -Infinity }: Bound): boolean {
  return ratio <= atMost && ratio >= atLeast;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
