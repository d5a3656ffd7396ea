import type { Rule } from "../rule";

/** Actions that hold `iam:PassRole`, written out or by a wildcard. */
const PASSES_ROLES = /^(\*|iam:\*|iam:pass\*|iam:passrole)$/i;
const ANY_ROLE = /^(\*|arn:[^:]*:iam::[^:]*:(\*|role\/?\*))$/;

export const noWildcardPassRole: Rule = {
  id: "no-wildcard-pass-role",
  title: "Only named roles may be passed to a service",
  check: ({ statements }) =>
    statements
      .filter(({ effect, actions }) => effect === "Allow" && actions.some((action) => PASSES_ROLES.test(action)))
      .flatMap(({ resource, sid, resources }) =>
        resources
          .filter((arn) => ANY_ROLE.test(arn))
          .map((value) => ({
            where: resource.where,
            message: `statement ${sid} passes any role, and so lends the rights of every role in the account`,
            value,
            fix: "Name the roles that may be passed, and the service with iam:PassedToService.",
          })),
      ),
};
