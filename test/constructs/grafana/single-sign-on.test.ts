/** Login by SAML: what a person is told first, and what Grafana is told then. */
import { describe, expect, it } from "vitest";
import type { EstateConfig, EstateInput } from "../../../config/estate";
import { minimal, minimalExample, showcase } from "../../support/fixtures";
import { METADATA } from "../../support/saml";
import { synthEstate } from "../../support/synth";
import { resource, resources } from "../../support/template";

const SAML = "grafana_sso_settings.grafana_people_login_saml";
const STACK = { existing: { slug: "smallco", id: "123456", url: "https://grafana.smallco.example/" } };

const withSso = (sso: NonNullable<EstateInput["grafana"]["sso"]>): EstateConfig =>
  minimal({ grafana: { owner: "everyone", plan: "advanced", stack: STACK, sso } });

const settings = (config: EstateConfig) =>
  resource(synthEstate(config).estate, SAML)["saml_settings"] as Readonly<Record<string, unknown>>;

const steps = (config: EstateConfig) => synthEstate(config).contributions.at(-1)?.manualSteps ?? [];

describe("before there is metadata", () => {
  const config = withSso({ admins: ["a-group"] });

  it("nothing is made", () => {
    expect(resources(synthEstate(config).estate, "grafana_sso_settings")).toEqual({});
  });

  it("a person is told all that the application needs", () => {
    const step = steps(config).find(({ id }) => id === "saml-application");
    expect(step?.when).toBe("before apply");
    expect(step?.how).toBe(
      "Applications, Add application, customer managed, SAML 2.0. " +
        "ACS URL: https://grafana.smallco.example/saml/acs. Audience: https://grafana.smallco.example/saml/metadata. " +
        "Start URL: https://grafana.smallco.example/login/saml. " +
        "Attribute mappings: Subject = ${user:email} (emailAddress); login = ${user:subject}; email = ${user:email}; " +
        "name = ${user:name}; groups = ${user:groups} (all others: unspecified). Assign the groups. " +
        "Then download the IAM Identity Center SAML metadata file, and put it into grafana.sso.metadata.",
    );
  });

  it("the names of attributes are those that Grafana will look for", () => {
    const attributes = { login: "uid", groups: "memberOf" };
    const how = steps(withSso({ attributes })).find(({ id }) => id === "saml-application")?.how;
    expect(how).toContain(
      "uid = ${user:subject}; email = ${user:email}; name = ${user:name}; memberOf = ${user:groups}",
    );
    expect(settings(withSso({ attributes, metadata: { xml: METADATA } }))).toMatchObject({
      assertion_attribute_login: "uid",
      assertion_attribute_groups: "memberOf",
    });
  });
});

describe("with metadata", () => {
  it("Grafana is told of it: estate.yaml", () => {
    const { idp_metadata: metadata, ...found } = settings(showcase());
    expect(found).toEqual({
      enabled: true,
      name: "IAM Identity Center",
      entity_id: "https://acmeestate.grafana.net/saml/metadata",
      name_id_format: "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
      assertion_attribute_login: "login",
      assertion_attribute_email: "email",
      assertion_attribute_name: "name",
      assertion_attribute_groups: "groups",
      assertion_attribute_role: "groups",
      role_values_admin: "906717fb02-4c1f2a70-3b2d-4e8a-9c5d-0f1e2d3c4b5a",
      role_values_viewer: "906717fb02-0d9c8b7a-6f5e-4d4c-9b3a-2a1b0c9d8e7f",
      skip_org_role_sync: false,
      allow_sign_up: true,
      allow_idp_initiated: false,
      auto_login: false,
      single_logout: false,
    });
    expect(Buffer.from(String(metadata), "base64").toString()).toBe(showcase().grafana.sso?.metadata?.xml);
    const { provider, provider_name: name } = resource(synthEstate(showcase()).estate, SAML);
    expect([provider, name]).toEqual(["grafana.stack", "saml"]);
  });

  it("comes as an address, as text or in base64, and in one form only", () => {
    const base64 = Buffer.from(METADATA).toString("base64");
    const url = "https://sso.example.com/metadata";
    const given = (config: EstateConfig) => {
      const { idp_metadata, idp_metadata_url, idp_metadata_path } = settings(config);
      return [idp_metadata, idp_metadata_url, idp_metadata_path];
    };
    expect(given(withSso({ metadata: { url } }))).toEqual([undefined, url, undefined]);
    expect(given(withSso({ metadata: { xml: METADATA } }))).toEqual([base64, undefined, undefined]);
    const broken = base64.replaceAll(/(.{76})/g, "$1\n");
    expect(given(withSso({ metadata: { base64: broken } }))).toEqual([base64, undefined, undefined]);
  });

  it("leaves roles to Grafana where no group has one", () => {
    const found = settings(withSso({ metadata: { xml: METADATA } }));
    expect(found["skip_org_role_sync"]).toBe(true);
    expect(Object.keys(found).filter((key) => key.startsWith("role_values"))).toEqual([]);
    expect(found["assertion_attribute_role"]).toBeUndefined();
  });

  it("takes several groups for a role, and what is switched on", () => {
    const sso = { admins: ["a", "b"], editors: ["c"], autoLogin: true, idpInitiated: true, singleLogout: true };
    expect(settings(withSso({ ...sso, metadata: { xml: METADATA } }))).toMatchObject({
      role_values_admin: "a,b",
      role_values_editor: "c",
      auto_login: true,
      allow_idp_initiated: true,
      single_logout: true,
    });
  });

  it("holds no key: Grafana signs nothing", () => {
    const keys = Object.keys(settings(showcase()));
    expect(keys.filter((key) => /private_key|certificate|secret|signature/.test(key))).toEqual([]);
  });

  it("asks for one login that proves it, instead of an application", () => {
    expect(steps(showcase()).map(({ id }) => id)).toContain("saml-login");
    expect(steps(showcase()).map(({ id }) => id)).not.toContain("saml-application");
  });
});

describe("an estate without grafana.sso", () => {
  it("has no settings and no step", () => {
    expect(resources(synthEstate(minimalExample()).estate, "grafana_sso_settings")).toEqual({});
    expect(steps(minimalExample()).filter(({ id }) => id.startsWith("saml"))).toEqual([]);
  });
});
