import { OncallIntegration } from "@cdktf/provider-grafana/lib/oncall-integration";
import { GrafanaProvider } from "@cdktf/provider-grafana/lib/provider";
import { TerraformOutput } from "cdktf";
import { describe, expect, it } from "vitest";
import { checkPolicies, type SynthesisedJson } from "../../../../constructs/core/policy";
import { sensitive, UNMARKED_SECRETS } from "../../../../constructs/core/sensitive";
import { loadSchemas } from "../../../../schemas/load";
import { synth } from "../../../support/synth";
import { said, stackWith } from "./seeds";

const LINK = "grafana_oncall_integration.alerts.link";

describe("masked-secret: a secret that its schema does not mark is wrapped wherever it is used", () => {
  const check = (stack: SynthesisedJson) => said("masked-secret", stack);
  const found = (where: string, reference: string) =>
    `${where} uses a secret that its provider does not mark as one, so that plans would print it (got ${reference})`;

  it.each([
    ["an argument", `\${${LINK}}`],
    ["text around it", `see \${${LINK}} for more`],
    ["a function of it", `\${jsonencode({"url" = ${LINK}})}`],
    ["what is unwrapped again", `\${nonsensitive(${LINK})}`],
    ["another that is wrapped", `\${sensitive(var.x)}\${${LINK}}`],
  ])("refuses it in %s", (_, endpoint) => {
    expect(check(stackWith({ "aws_sns_topic_subscription.x": { endpoint } }))).toEqual([found("s/x", LINK)]);
  });

  it("refuses each such attribute, and the whole resource with it", () => {
    for (const [type, attributes] of Object.entries(UNMARKED_SECRETS)) {
      for (const reference of [`${type}.x`, ...attributes.map((attribute) => `${type}.x.${attribute}`)]) {
        expect(check({ output: { shown: { value: `\${${reference}}` } } })).toEqual([found("output.shown", reference)]);
      }
    }
  });

  it("looks into providers, data sources, outputs and local values", () => {
    const value = `\${${LINK}}`;
    expect(
      check({
        provider: { grafana: [{ alias: "stack", auth: value }] },
        data: { grafana_folder: { f: { title: value } } },
        output: { shown: { value } },
        locals: { kept: { deep: [value] } },
      }),
    ).toEqual(
      ["data.grafana_folder.f", "provider grafana.stack", "output.shown", "local.kept"].map((where) =>
        found(where, LINK),
      ),
    );
  });

  it("takes it wrapped, and what is not secret", () => {
    expect(
      check(
        stackWith({
          "aws_sns_topic_subscription.x": {
            endpoint: `\${sensitive(${LINK})}`,
            name: "${grafana_oncall_integration.alerts.id}",
            depends_on: ["grafana_oncall_integration.alerts"],
          },
        }),
      ),
    ).toEqual([]);
  });

  it("takes what the helper makes", () => {
    const stack = synth((scope) => {
      const provider = new GrafanaProvider(scope, "grafana", { alias: "stack" });
      const alerts = new OncallIntegration(scope, "alerts", {
        provider,
        name: "alerts",
        type: "webhook",
        defaultRoute: {},
      });
      return new TerraformOutput(scope, "link", { value: sensitive(alerts.link), sensitive: true });
    });
    expect(stack["output"]).toEqual({ link: { sensitive: true, value: `\${sensitive(${LINK})}` } });
    expect(checkPolicies(stack, [])).toEqual([]);
  });

  it("lists what the pinned schema has and does not mark", () => {
    const { resource_schemas: schemas } = loadSchemas().provider_schemas["registry.terraform.io/grafana/grafana"] ?? {};
    for (const [type, attributes] of Object.entries(UNMARKED_SECRETS)) {
      for (const name of attributes) {
        const attribute = schemas?.[type]?.block.attributes?.[name];
        expect([type, name, attribute?.computed, attribute?.sensitive]).toEqual([type, name, true, undefined]);
      }
    }
  });
});

describe("stack-realm: every access policy of Grafana Cloud is for one stack, with scopes that exist", () => {
  const check = (realm: object, scopes: readonly string[]) =>
    said("stack-realm", stackWith({ "grafana_cloud_access_policy.p": { realm: [realm], scopes } }));

  it("takes a policy of the stack", () => {
    expect(check({ type: "stack", identifier: "1" }, ["metrics:write", "stacks:read"])).toEqual([]);
  });

  it("refuses the organisation, and a scope that is misspelt or administers the organisation", () => {
    expect(check({ type: "org", identifier: "acme" }, ["metric:write", "orgs:delete"])).toEqual([
      "s/p is an access policy that reaches more than the stack (got org)",
      "s/p has a scope that Grafana Cloud does not know for a stack (got metric:write)",
      "s/p has a scope that Grafana Cloud does not know for a stack (got orgs:delete)",
    ]);
  });
});
