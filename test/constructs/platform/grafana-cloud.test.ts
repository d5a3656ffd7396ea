import { describe, expect, it } from "vitest";
import { defineEstate } from "../../../config/define";
import type { EstateConfig } from "../../../config/estate";
import { minimal, minimalExample } from "../../support/fixtures";
import { synthEstate } from "../../support/synth";
import { addresses, resource, resources, type StackJson } from "../../support/template";

/** Addresses of the platform without its tokens, which `cloud-access.test.ts` looks at. */
function platform(stack: StackJson): readonly string[] {
  return addresses(stack).filter((address) => /\.platform_(?!access_|vault_|service-accounts_)/.test(address));
}

const created = synthEstate(
  minimal({ grafana: { owner: "everyone", stack: { create: { slug: "acmeestate", region: "prod-eu-west-2" } } } }),
);
const existing = synthEstate(minimalExample());

describe("a created stack", () => {
  it("is a stack, and a service account with a token that manages what is inside", () => {
    expect(platform(created.estate)).toEqual([
      "grafana_cloud_stack.platform_stack", // never destroyed by a plan
      "grafana_cloud_stack_service_account.platform_service-account", // Admin of the stack
      "grafana_cloud_stack_service_account_token.platform_service-account-token", // logs the second provider in
    ]);
    expect(resource(created.estate, "grafana_cloud_stack.platform_stack")).toEqual({
      provider: "grafana.cloud",
      name: "acmeestate",
      slug: "acmeestate",
      region_slug: "prod-eu-west-2",
      delete_protection: true,
      lifecycle: { prevent_destroy: true },
    });
  });

  it("logs the second provider in with a token that does not rotate: a replaced one would be unknown at plan", () => {
    expect(
      resource(created.estate, "grafana_cloud_stack_service_account_token.platform_service-account-token"),
    ).toEqual({
      provider: "grafana.cloud",
      stack_slug: "${grafana_cloud_stack.platform_stack.slug}",
      service_account_id: "${grafana_cloud_stack_service_account.platform_service-account.id}",
      name: "monitoring-estate",
    });
    expect(resource(created.estate, "grafana_cloud_stack_service_account.platform_service-account")).toMatchObject({
      role: "Admin",
      stack_slug: "${grafana_cloud_stack.platform_stack.slug}",
    });
    expect(created.estate.provider?.["grafana"]).toEqual([
      { alias: "cloud" },
      {
        alias: "stack",
        url: "${grafana_cloud_stack.platform_stack.url}",
        auth: "${grafana_cloud_stack_service_account_token.platform_service-account-token.key}",
      },
    ]);
  });

  it("may be left without delete protection", () => {
    const create = { slug: "smallco", region: "eu", deleteProtection: false };
    const { estate } = synthEstate(minimal({ grafana: { owner: "everyone", stack: { create } } }));
    expect(resource(estate, "grafana_cloud_stack.platform_stack")).toMatchObject({ delete_protection: false });
  });

  it("needs one token, with the scopes to make the stack", () => {
    expect(created.contributions[0]).toMatchObject({
      domain: "platform",
      grafanaScopes: [
        "stacks:read",
        "stacks:write",
        "stacks:delete",
        "stack-service-accounts:write",
        "accesspolicies:read",
        "accesspolicies:write",
        "accesspolicies:delete",
      ],
      prerequisites: [
        {
          id: "grafana-token",
          how: "Set GRAFANA_CLOUD_ACCESS_POLICY_TOKEN to a token of an access policy of the organisation.",
        },
      ],
    });
  });
});

describe("an existing stack", () => {
  it("is left alone: read by its name, and a provider that takes its token from the environment", () => {
    expect(platform(existing.estate)).toEqual([]);
    expect(existing.estate.data).toMatchObject({
      grafana_cloud_stack: { "platform_existing-stack": { provider: "grafana.cloud", slug: "smallco" } },
    });
    expect(existing.estate.provider?.["grafana"]).toEqual([
      { alias: "cloud" },
      { alias: "stack", url: "https://smallco.grafana.net" },
    ]);
  });

  it("needs two tokens, and fewer scopes", () => {
    expect(existing.contributions[0]).toMatchObject({
      grafanaScopes: ["stacks:read", "accesspolicies:read", "accesspolicies:write", "accesspolicies:delete"],
      prerequisites: [{ how: expect.stringContaining("GRAFANA_AUTH") as string }],
    });
  });
});

describe("the plugins", () => {
  it("need their scopes only where there are some", () => {
    const scopes = (config: EstateConfig) => synthEstate(config).contributions.flatMap((part) => part.grafanaScopes);
    const wanted = ["stack-plugins:read", "stack-plugins:write", "stack-plugins:delete"];
    expect(scopes(minimalExample())).toEqual(expect.arrayContaining(wanted));
    const { name, accounts, teams, grafana } = minimalExample();
    const bare = scopes(defineEstate({ name, accounts, teams, grafana }));
    expect(bare.filter((scope) => scope.startsWith("stack-plugins"))).toEqual([]);
  });

  it("are those of the data sources and those that the estate names", () => {
    const { grafana } = minimalExample();
    const { estate } = synthEstate(
      minimal({ grafana: { ...grafana, access: { ...grafana.access, plugins: ["grafana-clock-panel"] } } }),
    );
    const installed = Object.values(resources(estate, "grafana_cloud_plugin_installation"));
    expect(installed.map(({ slug }) => slug)).toContain("grafana-clock-panel");
  });
});

describe("the external ids", () => {
  const trustOf = (config: EstateConfig): string =>
    String(resource(synthEstate(config).estate, "aws_iam_role.cost_grafana-reader")["assume_role_policy"]);

  it("are the data source's and the stack's, known at plan for an existing stack", () => {
    expect(trustOf(minimalExample())).toContain('"sts:ExternalId":["123456-estate-athena-cost","123456"]');
  });

  it("are compared by hand, as long as nobody has looked", () => {
    const { stack, owner } = minimalExample().grafana;
    const told = minimal({ grafana: { owner, stack, externalId: "987654" } });
    const steps = (config: EstateConfig) =>
      synthEstate(config).contributions.flatMap(({ manualSteps }) => manualSteps.map(({ id }) => id));
    expect(trustOf(told)).toContain('"sts:ExternalId":["123456-estate-athena-cost","987654"]');
    expect(steps(minimalExample())).toContain("grafana-external-id");
    expect(steps(told)).not.toContain("grafana-external-id");
  });
});

describe.each([
  ["a created stack", created.estate],
  ["an existing stack", existing.estate],
])("what would break the first plan, with %s", (_, stack) => {
  it("is absent: no data source inside of the stack, whose address and token may be unknown", () => {
    const read = Object.values(stack.data ?? {}).flatMap((byName) => Object.values(byName));
    expect(read.filter(({ provider }) => provider === "grafana.stack")).toEqual([]);
  });

  it("is absent: no oncall_url, which a service account's token is refused at", () => {
    expect(JSON.stringify(stack.provider)).not.toContain("oncall");
  });

  it("is absent: no provider that logs in with a rotating token", () => {
    expect(JSON.stringify(stack.provider)).not.toContain("rotating");
  });

  it("is absent: no token in the JSON but by reference", () => {
    const auths = (stack.provider?.["grafana"] ?? []).flatMap(({ auth, cloud_access_policy_token: token }) => [
      auth,
      token,
    ]);
    const literals = auths.filter((value) => typeof value !== "string" || !/^\$\{[\w.-]+\}$/.test(value));
    expect(literals.filter((value) => value !== undefined)).toEqual([]);
  });
});
