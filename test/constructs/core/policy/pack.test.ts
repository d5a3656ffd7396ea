/** The pack as a whole: which rules there are, that every stack keeps them, and that each bites on a real stack. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkPolicies, EXCEPTIONS, RULES, staleExceptions, viewOf } from "../../../../constructs/core/policy";
import { UNTAGGABLE } from "../../../../constructs/core/policy/rules/tagged";
import { loadSchemas } from "../../../../schemas/load";
import { amazonManagedExample, minimal, minimalExample, showcase, withCost } from "../../../support/fixtures";
import { stacksOf, synthEstate } from "../../../support/synth";
import { changed, type StackJson } from "../../../support/template";

const ESTATES = {
  "estate.yaml": showcase,
  "examples/amazon-managed.yaml": amazonManagedExample,
  "examples/minimal.yaml": minimalExample,
  "an existing bucket": () => withCost({ bucket: { existing: "their-bucket" } }),
  "crawled exports": () => withCost({ exports: { cur2: { catalogue: "crawler" }, focus: { catalogue: "crawler" } } }),
  "a created Grafana stack": () =>
    minimal({ grafana: { owner: "everyone", stack: { create: { slug: "smallco", region: "eu" } } } }),
};

function everyStack(): readonly StackJson[] {
  return Object.values(ESTATES).flatMap((config) => [...stacksOf(synthEstate(config()))]);
}

describe("the pack", () => {
  it("is these rules", () => {
    expect(RULES.map(({ id }) => id)).toEqual([
      "bucket-companions",
      "customer-key",
      "explicit-provider",
      "key-policy",
      "masked-secret",
      "no-public-principal",
      "no-wildcard-action",
      "no-wildcard-pass-role",
      "plannable-provider",
      "prevent-destroy",
      "readable-policy",
      "role-names-differ",
      "service-principal-conditions",
      "stack-realm",
      "tagged",
    ]);
  });

  it("is what the README lists", () => {
    const readme = readFileSync(new URL("../../../../constructs/core/policy/README.md", import.meta.url), "utf8");
    const rows = readme
      .split("\n")
      .flatMap((line) => /^\| `([a-z-]+)` +\| (.+?) +\|$/.exec(line)?.slice(1, 3).join(": ") ?? []);
    expect(rows).toEqual(RULES.map(({ id, title }) => `${id}: ${title}`));
  });

  it.each(Object.entries(ESTATES))("is kept by %s", (_, config) => {
    expect(stacksOf(synthEstate(config())).flatMap((stack) => checkPolicies(stack))).toEqual([]);
  });

  it("takes less than 50 ms for a stack, which every synthesis pays", () => {
    const { estate } = synthEstate(showcase());
    const times = Array.from({ length: 5 }, () => {
      const started = performance.now();
      checkPolicies(estate);
      return performance.now() - started;
    });
    expect(Math.min(...times)).toBeLessThan(50); // the best of five: other tests run at the same time
  });
});

describe("exceptions", () => {
  it("each excuse something that is there, for a reason", () => {
    expect(staleExceptions(everyStack())).toEqual([]);
    expect(EXCEPTIONS.filter(({ because }) => because.length < 20)).toEqual([]);
  });

  it("are stale when their place or their rule is gone", () => {
    const gone = [
      { rule: "prevent-destroy", where: "estate/cost/no-longer", because: "seeded" },
      { rule: "no-such-rule", where: "estate/cost/athena/results/resource", because: "seeded" },
    ];
    expect(staleExceptions(everyStack(), [...EXCEPTIONS, ...gone])).toEqual(gone);
  });

  it("excuse one rule in one place only", () => {
    const { estate } = synthEstate(minimalExample());
    expect(checkPolicies(estate, []).map(({ path, message }) => `${path} ${message}`)).toEqual([
      "estate/cost/athena/results/resource is aws_s3_bucket, which holds what cannot be made again, without " +
        "prevent_destroy [prevent-destroy]",
    ]);
  });
});

/** One control taken out of the real stack, and the one rule that must notice. */
const SEEDED: readonly (readonly [rule: string, address: string, change: Record<string, unknown> | undefined])[] = [
  ["bucket-companions", "aws_s3_bucket_versioning.cost_exports_bucket_versioning", undefined],
  [
    "bucket-companions",
    "aws_s3_bucket_public_access_block.cost_exports_bucket_public-access",
    { block_public_acls: false },
  ],
  ["customer-key", "aws_athena_workgroup.cost_athena_workgroup", { configuration: {} }],
  ["customer-key", "aws_glue_crawler.cost_catalogue_crawler_legacy", { security_configuration: null }],
  ["explicit-provider", "aws_iam_role.cost_grafana-reader", { provider: undefined }],
  ["explicit-provider", "grafana_dashboard.grafana_dashboards_cost-overview", { provider: undefined }],
  ["prevent-destroy", "aws_s3_bucket.cost_exports_bucket", { lifecycle: undefined }],
  ["prevent-destroy", "grafana_cloud_stack.platform_stack", { lifecycle: { prevent_destroy: false } }],
  [
    "customer-key",
    "aws_secretsmanager_secret.platform_vault_production_metrics",
    { kms_key_id: "alias/aws/secretsmanager" },
  ],
  [
    "masked-secret",
    "aws_secretsmanager_secret_version.platform_vault_production_metrics_version",
    { secret_string: "${grafana_oncall_integration.alerts.link}" },
  ],
  [
    "stack-realm",
    "grafana_cloud_access_policy.platform_access_read_policy",
    { realm: [{ type: "org", identifier: "acme" }] },
  ],
  ["role-names-differ", "aws_iam_role.readers_x-ray_role", { name: "acme-grafana-cloudwatch-production" }],
  ["tagged", "aws_budgets_budget.cost_budgets_organisation", { tags: undefined }],
  ["readable-policy", "aws_iam_role_policy.cost_grafana-reader_policy", { policy: "${jsonencode({})}" }],
];

describe("a control taken out of estate.yaml", () => {
  const { estate } = synthEstate(showcase());

  it.each(SEEDED)("is noticed by %s at %s", (rule, address, change) => {
    const problems = checkPolicies(changed(estate, address, change));
    expect(problems.map(({ message }) => /\[(.+)\]$/.exec(message)?.[1])).toEqual([rule]);
  });

  it("is noticed in every policy document: conditions, principals, actions", () => {
    for (const { resource, sid, principals } of viewOf(estate).statements.filter(
      ({ principals: who }) => who["Service"],
    )) {
      const argument = resource.type === "aws_iam_role" ? "assume_role_policy" : "policy";
      const text = String(resource.attributes[argument]).replaceAll('"Condition"', '"Ignored"');
      const found = checkPolicies(changed(estate, resource.address, { [argument]: text }));
      const about = found.filter(({ message }) => message.includes(`statement ${sid} lets a service in`));
      expect(
        about.map(({ value }) => value),
        `${resource.address} ${sid}`,
      ).toEqual(principals["Service"]);
    }
  });
});

describe("UNTAGGABLE", () => {
  it("agrees with the pinned schema, and covers what the stacks use", () => {
    const schemas = loadSchemas().provider_schemas["registry.terraform.io/hashicorp/aws"]?.resource_schemas ?? {};
    const takesTags = (type: string): boolean | undefined => {
      const schema = schemas[type];
      return schema === undefined ? undefined : schema.block.attributes?.["tags"] !== undefined;
    };
    expect([...UNTAGGABLE].filter((type) => takesTags(type) !== false)).toEqual([]);
    const used = new Set(everyStack().flatMap(({ resource }) => Object.keys(resource ?? {})));
    const aws = [...used].filter((type) => type.startsWith("aws_"));
    expect(aws.filter((type) => takesTags(type) === false && !UNTAGGABLE.has(type))).toEqual([]);
  });
});
