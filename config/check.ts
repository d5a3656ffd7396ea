/** Everything that is checked of an estate, however it was written. */
import { crossChecks } from "./checks";
import type { EstateDraft } from "./draft";
import { estateSchema, type EstateConfig } from "./estate";
import type { Locate } from "./place";
import { EstateError, HIDDEN, pathText, type Finding, type Problem } from "./problem";
import { readEstate } from "./read";
import { findSecrets, hider, secretIn, type Hide } from "./secrets";
import { shownValue } from "./shown-value";

/** An estate as data, and how to find its nodes in the source. */
export interface EstateSource {
  /** File named in problems; empty when there is none. */
  readonly file: string;
  readonly input: unknown;
  readonly locate: Locate;
  /** Problems known already, from reading the source. */
  readonly problems: readonly Problem[];
}

/** The checked estate with its defaults filled in; throws an `EstateError` that holds every problem. */
export function checkEstate(source: EstateSource): EstateConfig {
  const { input } = source;
  const secrets = findSecrets(input);
  const reading = readEstate(estateSchema, input);
  const crossed = crossChecks.flatMap((check) => check((reading.draft ?? {}) as EstateDraft));
  const findings = [...secrets.findings, ...reading.findings, ...crossed.filter(unless(reading.findings))];
  const problems = inOrder(source, findings, hider(secrets.texts));
  if (problems.length > 0) throw new EstateError(problems);
  return estateSchema.parse(input);
}

/** A cross check has nothing to add about a node that the schema refuses. */
function unless(refused: readonly Finding[]): (finding: Finding) => boolean {
  return ({ path }) => !refused.some((other) => pathText(other.path) === pathText(path));
}

function inOrder(source: EstateSource, findings: readonly Finding[], hide: Hide): readonly Problem[] {
  const known = source.problems.map((problem) => ({ problem, line: problem.line, column: problem.column, order: -1 }));
  const found = findings.map((finding) => {
    const { line, column, order } = source.locate(finding.path, finding.atKey ?? false);
    return { problem: problemOf(source, finding, { line, column }, hide), line, column, order };
  });
  return [...known, ...found]
    .toSorted((a, b) => a.line - b.line || a.column - b.column || a.order - b.order)
    .map(({ problem }) => problem);
}

function problemOf(
  { file, input }: EstateSource,
  finding: Finding,
  { line, column }: { line: number; column: number },
  hide: Hide,
): Problem {
  const path = hide(pathText(finding.path), HIDDEN);
  if (finding.value === HIDDEN)
    return { file, line, column, path, message: finding.message, value: HIDDEN, fix: finding.fix };
  return {
    file,
    line,
    column,
    path,
    message: hide(finding.message, "is not accepted here"),
    value: hide(finding.value ?? shown(valueAt(input, finding.path)), HIDDEN),
    fix: hide(finding.fix, "replace the secret"),
  };
}

/** A secret is hidden as a whole, before it is shortened. */
function shown(value: unknown): string {
  return typeof value === "string" && secretIn(value) !== undefined ? HIDDEN : shownValue(value);
}

function valueAt(input: unknown, path: readonly (string | number)[]): unknown {
  let node: unknown = input;
  for (const part of path) {
    if (typeof node !== "object" || node === null || !Object.hasOwn(node, part)) return undefined;
    node = Object.entries(node).find(([key]) => key === String(part))?.[1];
  }
  return node;
}
