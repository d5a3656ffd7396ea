/** Values for the parameters of a document. What does not match as a whole is refused, never repaired. */
import type { Runbook, RunbookParameter } from "../../config/runbook";

export type Values = Readonly<Record<string, readonly string[]>>;

export type Parameters =
  | { readonly ok: true; readonly values: Values; /** Value of the tag that targets carry. */ readonly target?: string }
  | { readonly ok: false; readonly reason: string };

/** Characters that a tag's value may have here: no wildcard, no list. */
const TARGET = /^[A-Za-z0-9_.:/=+@-]{1,256}$/;

/** Reads parameters and target from labels. Names the first that is missing or does not match, without its value. */
export function readParameters(runbook: Runbook, labels: Readonly<Record<string, string>>): Parameters {
  const values: Record<string, readonly string[]> = {};
  for (const [name, parameter] of Object.entries(runbook.parameters)) {
    const given = parameter.label === undefined ? undefined : labels[parameter.label];
    const value = given ?? (parameter.value === undefined ? undefined : String(parameter.value));
    if (value === undefined) return { ok: false, reason: `parameter ${name} is missing` };
    if (!matches(parameter, value)) return { ok: false, reason: `parameter ${name} is not what the runbook takes` };
    values[name] = [value];
  }
  if (runbook.targets === undefined) return { ok: true, values };
  const target = labels[runbook.targets.label];
  if (target === undefined) return { ok: false, reason: `label ${runbook.targets.label} names no target` };
  if (!TARGET.test(target)) return { ok: false, reason: `label ${runbook.targets.label} is no value of a tag` };
  return { ok: true, values, target };
}

function matches(parameter: RunbookParameter, value: string): boolean {
  switch (parameter.kind) {
    case "text":
      return new RegExp(`^(?:${parameter.pattern})$`, "u").test(value);
    case "number":
      return /^-?\d{1,9}$/.test(value) && Number(value) >= parameter.min && Number(value) <= parameter.max;
    case "choice":
      return parameter.choices.includes(value);
  }
}
