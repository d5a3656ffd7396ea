/** The policy pack: rules over the JSON of a synthesised stack. */
import type { Problem } from "../../../config/problem";
import { EXCEPTIONS } from "./exceptions";
import type { Exception, Violation } from "./rule";
import { RULES } from "./rules";
import { viewOf, type SynthesisedJson } from "./stack-view";

export { EXCEPTIONS } from "./exceptions";
export type { Exception, Rule, Violation } from "./rule";
export { RULES } from "./rules";
export { viewOf, type StackView, type SynthesisedJson } from "./stack-view";

/** A violation with the rule that found it. */
interface Finding extends Violation {
  readonly rule: string;
}

/** Everything in a synthesised stack that breaks a rule and is not excused. */
export function checkPolicies(
  json: SynthesisedJson,
  exceptions: readonly Exception[] = EXCEPTIONS,
): readonly Problem[] {
  return findings(json)
    .filter((finding) => !exceptions.some((exception) => excuses(exception, finding)))
    .map(({ rule, where, message, value, fix }) => ({
      file: "",
      line: 0,
      column: 0,
      path: where,
      message: `${message} [${rule}]`,
      value,
      fix,
    }));
}

/** Exceptions that excuse nothing in any of these stacks: the reason for them is gone, and so should they be. */
export function staleExceptions(
  stacks: readonly SynthesisedJson[],
  exceptions: readonly Exception[] = EXCEPTIONS,
): readonly Exception[] {
  const found = stacks.flatMap(findings);
  return exceptions.filter((exception) => !found.some((finding) => excuses(exception, finding)));
}

function findings(json: SynthesisedJson): readonly Finding[] {
  const stack = viewOf(json);
  return RULES.flatMap((rule) => rule.check(stack).map((violation) => ({ ...violation, rule: rule.id })));
}

function excuses(exception: Exception, { rule, where }: Finding): boolean {
  return exception.rule === rule && exception.where === where;
}
