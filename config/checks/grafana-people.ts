/** Who logs in, with what role, and who edits which dashboards. */
import { entriesOf, type Draft, type EstateDraft } from "../draft";
import { FOLDERS } from "../folders";
import { didYouMean } from "../nearest";
import type { Finding } from "../problem";
import { samlFault, samlText } from "../saml-metadata";
import type { SsoConfig } from "../sections/grafana-sso";

const SSO = ["grafana", "sso"];

export function foldersExist({ grafana }: EstateDraft): readonly Finding[] {
  return Object.keys(grafana?.folders ?? {})
    .filter((title) => !FOLDERS.some((known) => known === title))
    .map((title) => ({
      path: ["grafana", "folders", title],
      message: "is no folder of the estate",
      value: JSON.stringify(title),
      fix: didYouMean(title, FOLDERS) ?? `known folders: ${FOLDERS.join(", ")}`,
      atKey: true,
    }));
}

/** Grafana refuses the second team of a name. */
export function teamNamesDiffer({ teams }: EstateDraft): readonly Finding[] {
  const first = new Map<string, string>();
  return entriesOf(teams).flatMap(([key, { name }]): Finding[] => {
    if (name === undefined) return [];
    const folded = name.trim().toLowerCase();
    const owner = first.get(folded);
    if (owner === undefined) first.set(folded, key);
    if (owner === undefined) return [];
    return [{ path: ["teams", key, "name"], message: `is also the name of teams.${owner}`, fix: "rename one" }];
  });
}

export function ssoFits({ grafana }: EstateDraft): readonly Finding[] {
  const sso = grafana?.sso;
  if (sso === undefined) return [];
  if (grafana?.platform === "amazon-managed") return [managedAlready()];
  return [...metadataHolds(sso.metadata), ...groupsHaveOneRole(sso), ...somebodyAdministers(sso)];
}

function managedAlready(): Finding {
  return {
    path: SSO,
    message: "is for Grafana Cloud; on platform amazon-managed, people log in through IAM Identity Center already",
    value: "",
    fix: "remove it, and give roles to groups in grafana.amazonManaged.access",
    atKey: true,
  };
}

/** What can be read here is read here: Grafana would say of it no more than that the login failed. */
function metadataHolds(metadata: NonNullable<Draft<SsoConfig>>["metadata"]): readonly Finding[] {
  const path = [...SSO, "metadata"];
  const { xml, base64, file } = metadata ?? {};
  if (file !== undefined) {
    const message = "is read for an estate in a YAML file only";
    return [{ path: [...path, "file"], message, fix: "give the metadata as xml" }];
  }
  const text = xml ?? (base64 === undefined ? undefined : samlText(base64));
  const fault = text === undefined ? undefined : samlFault(text);
  return fault === undefined ? [] : [{ path: [...path, xml === undefined ? "base64" : "xml"], ...fault }];
}

/** Grafana takes the highest role of a person, so that a group in two lists has one line that says nothing. */
function groupsHaveOneRole(sso: NonNullable<Draft<SsoConfig>>): readonly Finding[] {
  const first = new Map<string, string>();
  return (["admins", "editors", "viewers"] as const).flatMap((role) =>
    (sso[role] ?? []).flatMap((group, index): Finding[] => {
      if (group === undefined) return [];
      const other = first.get(group);
      if (other === undefined) first.set(group, role);
      if (other === undefined) return [];
      const message = other === role ? "stands in the list already" : `stands in ${other} already`;
      return [{ path: [...SSO, role, index], message, fix: "remove it" }];
    }),
  );
}

/** Roles are taken from the login as soon as one group has one; then nobody else is an administrator. */
function somebodyAdministers({ admins, editors, viewers }: NonNullable<Draft<SsoConfig>>): readonly Finding[] {
  const others = (editors ?? []).length + (viewers ?? []).length;
  if (others === 0 || (admins ?? []).length > 0) return [];
  return [
    {
      path: [...SSO, "admins"],
      message: "names nobody, while other groups have roles: every login would lose the role of an administrator",
      value: "",
      fix: "name the group of the administrators",
      atKey: true,
    },
  ];
}
