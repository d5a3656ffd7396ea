import type { Rule } from "../rule";
import type { StatementView } from "../stack-view";

export const noWildcardAction: Rule = {
  id: "no-wildcard-action",
  title: "No statement allows every action, or every action of a service",
  check: ({ statements }) =>
    statements
      .filter((statement) => statement.effect === "Allow" && !administersKey(statement))
      .flatMap((statement) =>
        [
          ...statement.actions.filter((action) => /^(\*|[a-z0-9-]+:\**)$/i.test(action)),
          ...(statement.notAction ? ["NotAction"] : []),
        ].map((value) => ({
          where: statement.resource.where,
          message: `statement ${statement.sid} allows more than it can need`,
          value,
          fix: "List the actions that are used.",
        })),
      ),
};

/** A key that its account cannot administer is lost; the rule `key-policy` judges who may. */
function administersKey({ resource, actions, principals }: StatementView): boolean {
  const isKey = resource.type === "aws_kms_key" || resource.type === "aws_kms_key_policy";
  const isRoot = (principals["AWS"] ?? []).every((arn) => arn.endsWith(":root"));
  return isKey && isRoot && actions.every((action) => action === "kms:*");
}
