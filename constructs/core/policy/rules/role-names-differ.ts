/**
 * Roles of two accounts may share a name in AWS. Trivy joins policies to roles by name and reads the first alone, so that
 * a policy of the second would pass unseen (test/engines/trivy.test.ts); people who read CloudTrail are misled the same way.
 */
import type { Rule } from "../rule";

export const roleNamesDiffer: Rule = {
  id: "role-names-differ",
  title: "No two roles have the same name, not even in different accounts",
  check: ({ resources }) => {
    const roles = resources.filter(({ type }) => type === "aws_iam_role");
    return roles.flatMap(({ where, attributes: { name } }, index) => {
      const first = roles.findIndex(({ attributes }) => attributes["name"] === name);
      const other = roles[first];
      if (typeof name !== "string" || other === undefined || first === index) return [];
      return [
        {
          where,
          message: `has the name of the role ${other.where}`,
          value: name,
          fix: "Add the key of the account, or what the role is for, to the name.",
        },
      ];
    });
  },
};
