import type { Rule } from "../rule";

export const noPublicPrincipal: Rule = {
  id: "no-public-principal",
  title: "No statement allows everybody",
  check: ({ statements }) =>
    statements
      .filter(
        ({ effect, principals, notPrincipal }) =>
          effect === "Allow" && (notPrincipal || Object.values(principals).some((who) => who.includes("*"))),
      )
      .map(({ resource, sid, notPrincipal }) => ({
        where: resource.where,
        message: `statement ${sid} allows everybody`,
        value: notPrincipal ? "NotPrincipal" : "*",
        fix: "Name the account, role or service; a condition can be met by strangers too.",
      })),
};
