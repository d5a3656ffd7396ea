/** Small stacks for the rules: only what a rule looks at. */
import { checkPolicies, type SynthesisedJson } from "../../../../constructs/core/policy";

type Arguments = Readonly<Record<string, unknown>>;

/** A stack with these resources, by address; each stands at the construct path `s/<name>`. */
export function stackWith(resources: Readonly<Record<string, Arguments>>): SynthesisedJson {
  const resource: Record<string, Record<string, Arguments>> = {};
  for (const [address, attributes] of Object.entries(resources)) {
    const [type = "", name = ""] = address.split(".");
    resource[type] = { ...resource[type], [name]: { "//": { metadata: { path: `s/${name}` } }, ...attributes } };
  }
  return { resource };
}

/** What one rule says of these resources, one line each. */
export function said(rule: string, stack: SynthesisedJson): readonly string[] {
  return checkPolicies(stack, [])
    .filter(({ message }) => message.endsWith(` [${rule}]`))
    .map(({ path, message, value }) => {
      const text = message.slice(0, -` [${rule}]`.length);
      return `${path} ${text}${value === "" ? "" : ` (got ${value})`}`;
    });
}

/** A stack with one resource that holds one policy statement. */
export function stackOfStatement(statement: Arguments, type = "aws_s3_bucket_policy"): SynthesisedJson {
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: [{ Sid: "One", Effect: "Allow", ...statement }] });
  return stackWith({ [`${type}.p`]: { policy } });
}
