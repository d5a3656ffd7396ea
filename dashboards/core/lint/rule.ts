/** What a rule is: an id, what it wants, and what it finds in one dashboard. */
import type { MetricCatalogue } from "../catalogue";
import type { Grammars, SyntaxNode } from "./grammar";
import { parse } from "./grammar";
import type { LintSubject, TargetSubject } from "./subject";

/** What a dashboard may refer to. */
export interface KnownNames {
  readonly dataSourceUids: readonly string[];
}

export interface LintContext extends KnownNames {
  readonly catalogue: MetricCatalogue;
  readonly grammars: Grammars;
  /** UIDs of all dashboards that links may lead to. */
  readonly dashboardUids: readonly string[];
}

export interface LintFinding {
  /** Panel or variable; empty for the dashboard as a whole. */
  readonly where: readonly string[];
  readonly message: string;
  /** What was found, quoted where it is text. */
  readonly value: string;
  readonly fix: string;
}

export interface Rule<Context> {
  /** Kebab-case. The first 17 are called as in Grafana's dashboard-linter. */
  readonly id: string;
  /** What it wants, in one sentence. */
  readonly wants: string;
  readonly find: (subject: LintSubject, context: Context) => readonly LintFinding[];
}

/** Needs nothing but the dashboard and names: cheap enough for every synth. */
export type StructureRule = Rule<KnownNames>;

export type LintRule = Rule<LintContext>;

/** A query with its tree. */
export interface ParsedTarget extends TargetSubject {
  readonly language: "promql" | "logql" | "traceql";
  readonly text: string;
  readonly tree: SyntaxNode;
}

/** Trees of dashboards under judgement: a dozen rules read the same ones. */
const read = new WeakMap<LintSubject, readonly ParsedTarget[]>();

/** The queries of a dashboard in languages with a grammar, read once. */
export function parsedTargets(
  subject: LintSubject,
  { grammars }: Pick<LintContext, "grammars">,
): readonly ParsedTarget[] {
  const known = read.get(subject);
  if (known !== undefined) return known;
  const targets = subject.targets.flatMap((target) => {
    if (target.query === undefined) return [];
    const { language, text } = target.query;
    return [{ ...target, language, text, tree: parse(grammars, language, text) }];
  });
  read.set(subject, targets);
  return targets;
}

/** A finding at a panel's query. */
export function atTarget(
  { panel }: Pick<TargetSubject, "panel">,
  message: string,
  value: string,
  fix: string,
): LintFinding {
  return { where: [panel.name], message, value: value === "" ? "" : JSON.stringify(value), fix };
}
