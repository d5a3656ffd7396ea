/**
 * Login by SAML, in two phases. Before the identity provider has an application, a plan tells what to enter there; once its
 * metadata is in the estate, Grafana is told of it. Grafana signs nothing: that would take a private key in the state.
 */
import type { GrafanaProvider } from "@cdktf/provider-grafana/lib/provider";
import { SsoSettings } from "@cdktf/provider-grafana/lib/sso-settings";
import { Construct } from "constructs";
import type { GrafanaConfig } from "../../config/sections/grafana";
import type { SsoConfig } from "../../config/sections/grafana-sso";
import type { ManualStep } from "../core/contribution";
import { literal } from "../core/escape";

/** IAM Identity Center names people by their mail address. */
const NAME_ID_FORMAT = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";

export interface SingleSignOnProps {
  readonly grafana: GrafanaConfig;
  readonly sso: SsoConfig;
  readonly provider: GrafanaProvider;
}

export class SingleSignOn extends Construct {
  readonly manualSteps: readonly ManualStep[];

  constructor(scope: Construct, id: string, { grafana, sso, provider }: SingleSignOnProps) {
    super(scope, id);
    const url = stackUrl(grafana);
    const metadata = metadataOf(sso);
    this.manualSteps = [metadata === undefined ? applicationStep(url, sso) : loginStep(url)];
    if (metadata === undefined) return;
    new SsoSettings(this, "saml", {
      provider,
      providerName: "saml",
      samlSettings: {
        ...metadata,
        ...attributes(sso),
        ...roles(sso),
        enabled: true,
        name: literal(sso.name),
        entityId: entityId(url),
        nameIdFormat: NAME_ID_FORMAT,
        allowSignUp: true,
        allowIdpInitiated: sso.idpInitiated,
        autoLogin: sso.autoLogin,
        singleLogout: sso.singleLogout,
      },
    });
  }
}

function stackUrl({ stack }: GrafanaConfig): string {
  const url = stack?.existing?.url ?? `https://${stack?.create?.slug ?? ""}.grafana.net`;
  return url.replace(/\/+$/, "");
}

function entityId(url: string): string {
  return `${url}/saml/metadata`;
}

/** As the provider takes it: an address, or base64. */
function metadataOf({ metadata }: SsoConfig) {
  if (metadata?.url !== undefined) return { idpMetadataUrl: literal(metadata.url) };
  if (metadata?.xml !== undefined) return { idpMetadata: Buffer.from(metadata.xml, "utf8").toString("base64") };
  return metadata?.base64 === undefined ? undefined : { idpMetadata: metadata.base64.replaceAll(/\s/g, "") };
}

function attributes({ attributes: { login, email, name, groups } }: SsoConfig) {
  return {
    assertionAttributeLogin: login,
    assertionAttributeEmail: email,
    assertionAttributeName: name,
    assertionAttributeGroups: groups,
  };
}

/** Where no group has a role, roles are given in Grafana and a login leaves them alone. */
function roles({ attributes: { groups }, admins, editors, viewers }: SsoConfig) {
  const lists = { roleValuesAdmin: admins, roleValuesEditor: editors, roleValuesViewer: viewers };
  const given = Object.entries(lists).filter(([, list]) => list.length > 0);
  if (given.length === 0) return { skipOrgRoleSync: true };
  const values = Object.fromEntries(given.map(([key, list]) => [key, literal(list.join(","))]));
  return { skipOrgRoleSync: false, assertionAttributeRole: groups, ...values };
}

function applicationStep(url: string, { attributes: names }: SsoConfig): ManualStep {
  const map = [
    "Subject = ${user:email} (emailAddress)",
    `${names.login} = \${user:subject}`,
    `${names.email} = \${user:email}`,
    `${names.name} = \${user:name}`,
    `${names.groups} = \${user:groups} (all others: unspecified)`,
  ];
  return {
    id: "saml-application",
    when: "before apply",
    title: "Make a SAML application for Grafana in IAM Identity Center",
    why: "No API of AWS makes one, so neither can Terraform. Until then, people log in with Grafana.com.",
    how:
      "Applications, Add application, customer managed, SAML 2.0. " +
      `ACS URL: ${url}/saml/acs. Audience: ${entityId(url)}. Start URL: ${url}/login/saml. ` +
      `Attribute mappings: ${map.join("; ")}. Assign the groups. ` +
      "Then download the IAM Identity Center SAML metadata file, and put it into grafana.sso.metadata.",
  };
}

function loginStep(url: string): ManualStep {
  return {
    id: "saml-login",
    when: "after apply",
    title: "Log in by SAML once, in a second browser",
    why: "Only a login shows that the application and the metadata fit; the session in the first browser is the way back.",
    how: `Open ${url}/login/saml. In the application: ACS URL ${url}/saml/acs, audience ${entityId(url)}, the groups assigned.`,
  };
}
