/** The chosen platform must be described; the other one may be, so that a switch is one value. */
import type { EstateDraft } from "../draft";
import type { Finding } from "../problem";

/** The section that each platform reads, and what is missing without it. */
const SECTIONS = {
  "grafana-cloud": { key: "stack", fix: 'add "stack" with create or existing' },
  "amazon-managed": { key: "amazonManaged", fix: 'add "amazonManaged" with account and access' },
} as const;

export function platformIsDescribed({ grafana }: EstateDraft): readonly Finding[] {
  if (grafana?.platform === undefined) return [];
  const { key, fix } = SECTIONS[grafana.platform];
  if (key in grafana) return [];
  const message = `is missing; platform ${grafana.platform} needs it`;
  return [{ path: ["grafana", key], message, value: "", fix }];
}

/** Amazon Managed Grafana gives a group one role: the last one that is written would win. */
export function groupsHaveOneRole({ grafana }: EstateDraft): readonly Finding[] {
  const access = grafana?.amazonManaged?.access;
  const first = new Map<string, string>();
  return (["admins", "editors", "viewers"] as const).flatMap((role) =>
    (access?.[role] ?? []).flatMap((group, index): Finding[] => {
      if (group === undefined) return [];
      const other = first.get(group);
      if (other === undefined) first.set(group, role);
      if (other === undefined) return [];
      const message = other === role ? "stands in the list already" : `stands in ${other} already`;
      return [{ path: ["grafana", "amazonManaged", "access", role, index], message, fix: "remove it" }];
    }),
  );
}
