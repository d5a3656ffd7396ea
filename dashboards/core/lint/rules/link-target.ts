import type { LintRule } from "../rule";

export const linkTarget: LintRule = {
  id: "link-target",
  wants: "Links lead to dashboards that there are.",
  find({ panels }, { dashboardUids }) {
    return panels.flatMap(({ name, panel }) => {
      const uids = [...JSON.stringify(panel).matchAll(/"\/d\/([\w-]+)/g)].flatMap(([, uid]) => uid ?? []);
      return [...new Set(uids)]
        .filter((uid) => !dashboardUids.includes(uid))
        .map((uid) => ({
          where: [name],
          message: `link leads to dashboard "${uid}", which does not exist`,
          value: `"${uid}"`,
          fix: `Link to one of ${dashboardUids.join(", ")}.`,
        }));
    });
  },
};
