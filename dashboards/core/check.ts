/**
 * Static checks over finished dashboards, in the shape in which all problems of an estate are told.
 * They read the JSON model, not our own descriptions of it, so that a dashboard made elsewhere is judged the same.
 */
import { pathText, type Problem } from "../../config/problem";
import type { DashboardDefinition } from "./definition";
import { loadGrammars } from "./lint/grammar";
import type { KnownNames, LintContext, LintFinding, Rule } from "./lint/rule";
import { RULES, STRUCTURE_RULES } from "./lint/rules";
import { subjectOf } from "./lint/subject";

export type { KnownNames } from "./lint/rule";
export { dashboardPanels, panelDataSources, resolveDataSource } from "./lint/subject";

/** What is needed besides the dashboards to judge everything. */
export type LintProps = Omit<LintContext, "grammars" | "dashboardUids"> & {
  /** UIDs of dashboards besides those judged, to which links may lead. @default [] */
  readonly otherDashboardUids?: readonly string[];
};

/** Every problem that can be told at once, from names alone; for every synth. */
export function checkDashboards(definitions: readonly DashboardDefinition[], known: KnownNames): Problem[] {
  return [...duplicateUids(definitions), ...apply(STRUCTURE_RULES, definitions, known)];
}

/** Every problem: queries are read by their grammars, metrics looked up in the catalogue. */
export async function lintDashboards(
  definitions: readonly DashboardDefinition[],
  { otherDashboardUids = [], ...props }: LintProps,
): Promise<Problem[]> {
  const grammars = await loadGrammars();
  const dashboardUids = [...definitions.map(({ uid }) => uid), ...otherDashboardUids];
  return [...duplicateUids(definitions), ...apply(RULES, definitions, { ...props, grammars, dashboardUids })];
}

/** What some rules find in some dashboards. */
export function apply<Context>(
  rules: readonly Rule<Context>[],
  definitions: readonly DashboardDefinition[],
  context: Context,
): Problem[] {
  return definitions.flatMap((definition) => {
    const subject = subjectOf(definition);
    return rules.flatMap((rule) => rule.find(subject, context)).map((finding) => problem(definition, finding));
  });
}

function duplicateUids(definitions: readonly DashboardDefinition[]): Problem[] {
  return definitions.flatMap((definition, index) => {
    const first = definitions.findIndex(({ uid }) => uid === definition.uid);
    const earlier = definitions[first];
    if (earlier === undefined || first === index) return [];
    const message = `uid "${definition.uid}" used by ${earlier.file} and ${definition.file}`;
    return [problem(definition, { where: [], message, value: "", fix: "Rename one of them." })];
  });
}

function problem(
  { uid, file }: Pick<DashboardDefinition, "uid" | "file">,
  { where, message, value, fix }: LintFinding,
): Problem {
  return { file, line: 0, column: 0, path: pathText(["dashboards", uid, ...where]), message, value, fix };
}
