/** A policy that is computed by Terraform cannot be judged before apply: every other rule would pass it unseen. */
import type { Rule } from "../rule";
import type { ResourceView } from "../stack-view";

export const readablePolicy: Rule = {
  id: "readable-policy",
  title: "Every policy document is written out, not computed",
  check: ({ resources }) =>
    resources.flatMap((resource) =>
      policyTexts(resource)
        .filter((text) => !isDocument(text))
        .map((text) => ({
          where: resource.where,
          message: "has a policy that cannot be read before apply",
          value: text.slice(0, 60),
          fix: "Write it with `policyDocument`; references inside of its strings are fine.",
        })),
    ),
};

function policyTexts({ type, attributes }: ResourceView): readonly string[] {
  if (!type.startsWith("aws_")) return [];
  return Object.entries(attributes).flatMap(([name, value]) =>
    /(^|_)policy$/.test(name) && typeof value === "string" && /^\s*[${]/.test(value) ? [value] : [],
  );
}

function isDocument(text: string): boolean {
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}
