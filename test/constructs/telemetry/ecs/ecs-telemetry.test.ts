/** Services on ECS in the plan: what is made and why, and what several of them share. */
import { describe, expect, it } from "vitest";
import type { EstateInput } from "../../../../config/estate";
import { ecsPlaces } from "../../../../config/ecs/places";
import { Accounts } from "../../../../constructs/core/accounts";
import { checkPolicies } from "../../../../constructs/core/policy";
import { EcsTelemetry } from "../../../../constructs/telemetry/ecs/ecs-telemetry";
import { minimal } from "../../../support/fixtures";
import { plannedValues, planOf } from "../../../support/rehearse";
import { synth } from "../../../support/synth";
import { addresses, resource, resources, resourceTypes } from "../../../support/template";
import { AT, CHECKOUT, IMAGE, synthEcs, withEcs } from "./estates";
import { ROUTES } from "./support";

const owned = synthEcs(withEcs());
const published = synthEcs(withEcs({ mode: "published" }));

describe("an estate without a service on ECS", () => {
  it("gets nothing", () => {
    expect(addresses(synthEcs(minimal({ services: { checkout: { team: "everyone", accounts: ["main"] } } })))).toEqual(
      [],
    );
  });
});

describe("what is made", () => {
  it("for a service that the estate owns, each with a reason", () => {
    expect(resourceTypes(owned)).toEqual([
      "aws_cloudwatch_log_group", // the sidecars' own lines
      "aws_ecs_cluster", // one for all services of the account and region
      "aws_ecs_service", // keeps the tasks running
      "aws_ecs_task_definition", // the decorated containers
      "aws_iam_role", // starts the task: images, secrets, lines
      "aws_iam_role", // acts for it: reads configurations, sends
      "aws_iam_role_policy",
      "aws_iam_role_policy",
      "aws_kms_alias",
      "aws_kms_key", // configurations and lines
      "aws_s3_bucket", // configurations of the sidecars
      "aws_s3_bucket_lifecycle_configuration",
      "aws_s3_bucket_ownership_controls",
      "aws_s3_bucket_policy",
      "aws_s3_bucket_public_access_block",
      "aws_s3_bucket_server_side_encryption_configuration",
      "aws_s3_bucket_versioning",
      "aws_s3_object", // the collector's
      "aws_s3_object", // the log router's
      "aws_security_group", // closed but for what is named
      "aws_vpc_security_group_egress_rule", // HTTPS
    ]);
  });

  it("for one that it publishes to: no service, no role, no door, but three parameters", () => {
    const types = new Set(resourceTypes(published));
    const gone = [
      "aws_ecs_cluster",
      "aws_ecs_service",
      "aws_ecs_task_definition",
      "aws_iam_role",
      "aws_security_group",
    ];
    expect(gone.filter((type) => types.has(type))).toEqual([]);
    expect(Object.keys(resources(published, "aws_ssm_parameter"))).toEqual([
      `${CHECKOUT}_published_containers`,
      `${CHECKOUT}_published_policies`,
      `${CHECKOUT}_published_task`,
    ]);
    expect(Object.keys(resources(published, "aws_s3_object"))).toEqual([
      `${CHECKOUT}_collector-config`,
      `${CHECKOUT}_router-config`,
    ]);
  });

  it("breaks no policy of the estate", () => {
    const full = withEcs({ maxCount: 3, ingress: [{ cidr: "10.0.0.0/8", port: 8080 }] });
    for (const stack of [owned, published, synthEcs(full)]) expect(checkPolicies(stack)).toEqual([]);
  });
});

describe("log groups", () => {
  const groups = (config: Parameters<typeof synthEcs>[0], given: Parameters<typeof synthEcs>[1] = {}) =>
    Object.values(resources(synthEcs(config, given), "aws_cloudwatch_log_group")).map((group) => [
      group["name"],
      group["retention_in_days"],
      group["kms_key_id"],
    ]);
  const key = `\${aws_kms_key.${AT}_store_key.arn}`;

  it("are those of sidecars, and those of services where lines go there", () => {
    const cloudwatch = { destinations: { logs: ["cloudwatch" as const] }, telemetry: { logs: { retentionDays: 400 } } };
    expect(groups(withEcs())).toEqual([["/estate/sidecars/checkout", 30, key]]);
    expect(groups(withEcs({}, cloudwatch))).toEqual([
      ["/estate/services/checkout", 400, key],
      ["/estate/sidecars/checkout", 400, key],
    ]);
    expect(groups(withEcs({}, cloudwatch), { hasLogGroups: () => true })).toEqual([
      ["/estate/sidecars/checkout", 400, key],
    ]);
    expect(
      groups(withEcs({ containers: { app: { image: IMAGE, logs: "cloudwatch" } } })).map(([name]) => name),
    ).toEqual(["/estate/services/checkout", "/estate/sidecars/checkout"]);
  });
});

describe("several services", () => {
  const network = withEcs().accounts["main"]?.network ?? {};
  const service = (accounts: readonly string[], mode: "service" | "published" = "service") => ({
    team: "everyone",
    accounts: [...accounts],
    ecs: { mode, containers: { app: { image: IMAGE } } },
  });
  const estate: Partial<EstateInput> = {
    accounts: {
      main: { id: "111122223333", region: "eu-west-1", environment: "production", network },
      staging: { id: "444455556666", region: "eu-west-1", environment: "staging", network },
    },
    services: {
      search: service(["main"], "published"),
      checkout: service(["main", "staging"]),
      mail: { team: "everyone", accounts: ["main"] },
    },
  };
  const config = withEcs({}, estate);

  it("are each in every account of theirs, by service and account", () => {
    expect(ecsPlaces(config).map(({ service: name, account, region }) => [name, account, region])).toEqual([
      ["checkout", "main", "eu-west-1"],
      ["checkout", "staging", "eu-west-1"],
      ["search", "main", "eu-west-1"],
    ]);
  });

  it("share store and cluster of an account, and say their own stage", () => {
    const stack = synthEcs(config);
    const types = resourceTypes(stack);
    const count = (type: string) => types.filter((one) => one === type).length;
    expect(["aws_ecs_cluster", "aws_s3_bucket", "aws_ecs_service", "aws_s3_object"].map(count)).toEqual([2, 2, 2, 6]);
    const staging = String(
      resource(stack, "aws_s3_object.ecs_staging_eu-west-1_services_checkout_collector-config")["content"],
    );
    expect(staging).toContain("value: staging");
    expect(resource(stack, "aws_ecs_service.ecs_staging_eu-west-1_services_checkout_owned_service")["provider"]).toBe(
      "aws.staging",
    );
  });

  it("leave nothing to do by hand but to register what is published", () => {
    const seen: { steps: readonly string[]; prerequisites: readonly string[] }[] = [];
    synth((stack) => {
      const { contribution } = new EcsTelemetry(stack, "ecs", {
        config,
        accounts: new Accounts(stack, config),
        routes: () => ROUTES,
      });
      seen.push({
        steps: contribution.manualSteps.map(({ id, how }) => `${id}: ${how}`),
        prerequisites: contribution.prerequisites.map(({ id, title }) => `${id}: ${title}`),
      });
    }, config);
    expect(seen).toEqual([
      {
        steps: [
          "ecs-published-search-main: In eu-west-1, read /smallco/ecs/search/container-definitions, /smallco/ecs/search/task and /smallco/ecs/search/policies with data.aws_ssm_parameter (insecure_value): the first is container_definitions of aws_ecs_task_definition, the second its size and volumes, the third what its two roles must be allowed. Apply it again whenever they change, and right after a change of destination.",
        ],
        prerequisites: ["ecs-egress: Private subnets of main (eu-west-1), staging (eu-west-1) reach HTTPS"],
      },
    ]);
  });
});

describe("the plan", () => {
  it("is one that Terraform makes, with the texts as they are", async () => {
    const values = plannedValues(await planOf(synthEcs(withEcs({ maxCount: 3 }))));
    const { content } = values[`aws_s3_object.${CHECKOUT}_collector-config`] as { readonly content: string };
    expect(content).toContain("endpoint: ${env:METRICS_PROMETHEUS_URL}");
    const { content: router } = values[`aws_s3_object.${CHECKOUT}_router-config`] as { readonly content: string };
    expect(router).toContain("HTTP_Passwd              ${LOGS_TOKEN}");
    expect(Object.keys(values).toSorted()).toEqual(addresses(synthEcs(withEcs({ maxCount: 3 }))));
  });
});
