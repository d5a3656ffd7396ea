/** The fleet in a plan: what is made and why, and how it is rolled out. */
import { describe, expect, it } from "vitest";
import { checkPolicies } from "../../../../constructs/core/policy";
import { danglingReferences } from "../../../../constructs/core/references";
import { addresses, resource, resources, type StackJson } from "../../../support/template";
import { bundleDigest, DIGEST, estateWith, FULL, RPM, SMALL, synthFleet } from "./support";

const { stack, fleet } = synthFleet(estateWith(FULL));

const BUCKET_PARTS = {
  aws_s3_bucket: "",
  aws_s3_bucket_lifecycle_configuration: "_lifecycle",
  aws_s3_bucket_ownership_controls: "_ownership",
  aws_s3_bucket_policy: "_policy",
  aws_s3_bucket_public_access_block: "_public-access",
  aws_s3_bucket_server_side_encryption_configuration: "_encryption",
  aws_s3_bucket_versioning: "_versioning",
};

/** A bucket with all that makes it private. */
const bucket = (name: string): readonly string[] =>
  Object.entries(BUCKET_PARTS).map(([type, part]) => `${type}.fleet_main_${name}${part}`);

/** Every resource of one account, with the reason for it. */
const WANTED: readonly (readonly [reason: string, made: readonly string[]])[] = [
  [
    "bundles, environments, outputs and log lines are encrypted with one key",
    ["aws_kms_key.fleet_main_key", "aws_kms_alias.fleet_main_key_alias"],
  ],
  ["instances read bundles from here", bucket("config")],
  ["Systems Manager writes here what documents did", bucket("output")],
  [
    "what may be done to an instance, one for each component",
    ["collector", "exporters", "router"].map((name) => `aws_ssm_document.fleet_main_document-${name}`),
  ],
  ["what an instance may do", ["aws_iam_policy.fleet_main_policy"]],
  ["for the roles that the config names", ["aws_iam_role_policy_attachment.fleet_main_instance-roles_web-instances"]],
  [
    "what instances of a role have, by component",
    ["web_collector", "web_exporters", "web_router", "database_collector", "database_exporters"].map(
      (name) => `aws_s3_object.fleet_main_roles_${name}_bundle`,
    ),
  ],
  [
    "what the plan does not know: addresses, and where secrets are",
    ["web_collector", "web_router", "database_collector"].map(
      (name) => `aws_ssm_parameter.fleet_main_roles_${name}_environment`,
    ),
  ],
  [
    "bundles on their way: to the first instances, and then to all",
    ["web_collector", "web_exporters", "web_router", "database_collector", "database_exporters"].flatMap((name) => [
      `aws_ssm_association.fleet_main_roles_${name}_association`,
      `aws_ssm_association.fleet_main_roles_${name}_association_canary`,
    ]),
  ],
];

/** Documents run at once, so that what they need is there before. */
const RIGHTS = [
  "aws_iam_policy.fleet_main_policy",
  "aws_iam_role_policy_attachment.fleet_main_instance-roles_web-instances",
];

describe("a fleet with everything", () => {
  it("is made of these resources and no others", () => {
    expect(addresses(stack)).toEqual(WANTED.flatMap(([, made]) => made).toSorted());
  });

  it("keeps to every rule of the policy pack, and refers to nothing that is not there", () => {
    expect(checkPolicies(stack)).toEqual([]);
    expect(danglingReferences(stack)).toEqual([]);
  });

  it("rolls out a few at a time, after the first instances, with its output kept and its compliance told", () => {
    expect(resource(stack, "aws_ssm_association.fleet_main_roles_web_router_association")).toEqual({
      provider: "aws.main",
      region: "eu-west-1",
      name: "${aws_ssm_document.fleet_main_document-router.name}",
      document_version: "${aws_ssm_document.fleet_main_document-router.latest_version}",
      association_name: "smallco-fleet-web-router",
      parameters: {
        Bundle: "${aws_s3_object.fleet_main_roles_web_router_bundle.key}",
        Sha256: bundleDigest(stack, "web_router"),
        Environment:
          "${aws_ssm_parameter.fleet_main_roles_web_router_environment.name}:${aws_ssm_parameter.fleet_main_roles_web_router_environment.version}",
      },
      targets: [{ key: "tag:estate-role", values: ["web"] }],
      max_concurrency: "20%",
      max_errors: "1",
      schedule_expression: "rate(12 hours)",
      compliance_severity: "HIGH",
      sync_compliance: "AUTO",
      output_location: {
        s3_bucket_name: "smallco-fleet-output-111122223333-eu-west-1",
        s3_key_prefix: "web/router",
        s3_region: "eu-west-1",
      },
      depends_on: [...RIGHTS, "aws_ssm_association.fleet_main_roles_web_router_association_canary"],
      tags: { domain: "telemetry" },
    });
  });

  it("makes the association of the first instances anew with each change, which is when the provider waits for it", () => {
    const all = resource(stack, "aws_ssm_association.fleet_main_roles_web_router_association");
    expect(resource(stack, "aws_ssm_association.fleet_main_roles_web_router_association_canary")).toEqual({
      ...all,
      depends_on: RIGHTS,
      association_name: "smallco-fleet-web-router-canary",
      targets: [{ key: "tag:estate-canary", values: ["web"] }],
      wait_for_success_timeout_seconds: 1800,
      lifecycle: {
        replace_triggered_by: [
          "aws_ssm_document.fleet_main_document-router",
          "aws_s3_object.fleet_main_roles_web_router_bundle",
          "aws_ssm_parameter.fleet_main_roles_web_router_environment",
        ],
      },
    });
  });

  it("finds instances of a role by the value of its tag", () => {
    const values = Object.entries(resources(stack, "aws_ssm_association")).map(([name, { targets }]) => [
      name.replace("fleet_main_roles_", ""),
      (targets as readonly { readonly key: string; readonly values: readonly string[] }[]).map(
        (target) => `${target.key}=${target.values.join()}`,
      ),
    ]);
    expect(Object.fromEntries(values)).toMatchObject({
      database_collector_association: ["tag:estate-role=db"],
      database_collector_association_canary: ["tag:estate-canary=db"],
      web_exporters_association: ["tag:estate-role=web"],
    });
  });

  it("names a bundle by its content, and has the new one before the old one goes", () => {
    const { content, ...object } = resource(stack, "aws_s3_object.fleet_main_roles_web_router_bundle");
    expect(content).toContain("Host                     $${LOGS_LOKI_HOST}\n");
    expect(object).toEqual({
      provider: "aws.main",
      region: "eu-west-1",
      bucket: "smallco-fleet-config-111122223333-eu-west-1",
      key: `fleet/web/router-${bundleDigest(stack, "web_router")}.bundle`,
      content_type: "text/plain; charset=utf-8",
      server_side_encryption: "aws:kms",
      kms_key_id: "${aws_kms_key.fleet_main_key.arn}",
      depends_on: ["aws_s3_bucket_policy.fleet_main_config_policy"],
      lifecycle: { create_before_destroy: true },
      tags: { domain: "telemetry" },
    });
  });

  it("tells a collector addresses and where secrets are, and no secret", () => {
    const SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:acme/token-AbCdEf:authorization::v1";
    expect(resource(stack, "aws_ssm_parameter.fleet_main_roles_web_collector_environment")).toEqual({
      provider: "aws.main",
      region: "eu-west-1",
      name: "/estate/smallco/fleet/web/collector",
      description: "Where the collector of web sends to, and where its secrets are",
      type: "SecureString",
      key_id: "${aws_kms_key.fleet_main_key.arn}",
      tier: "Intelligent-Tiering",
      value: [
        "# What the plan did not know: addresses, and where secrets are.",
        "variable AWS_REGION eu-west-1",
        "variable METRICS_GRAFANA_CLOUD_URL https://store.example.com/path",
        "variable TRACES_TEMPO_URL https://store.example.com/path",
        `secret METRICS_GRAFANA_CLOUD_AUTHORIZATION ${SECRET}`,
        `secret TRACES_TEMPO_AUTHORIZATION ${SECRET}`,
        "",
      ].join("\n"),
      tags: { domain: "telemetry" },
    });
  });
});

describe("a small fleet", () => {
  const { stack: small, fleet: made } = synthFleet(estateWith(SMALL));

  it("is a collector, with no first instances and nothing to copy", () => {
    const types = ["aws_ssm_association", "aws_ssm_document", "aws_s3_object", "aws_ssm_parameter"];
    expect(addresses(small).filter((address) => types.some((type) => address.startsWith(`${type}.`)))).toEqual([
      "aws_s3_object.fleet_main_roles_app_collector_bundle",
      "aws_ssm_association.fleet_main_roles_app_collector_association",
      "aws_ssm_document.fleet_main_document-collector",
      "aws_ssm_parameter.fleet_main_roles_app_collector_environment",
    ]);
    expect(resource(small, "aws_ssm_association.fleet_main_roles_app_collector_association")).toMatchObject({
      schedule_expression: "rate(24 hours)",
      max_concurrency: "10%",
      max_errors: "5%",
    });
    expect(made.contribution.prerequisites).toEqual([]);
  });

  it("tells people to attach the policy and to tag instances", () => {
    expect(made.contribution.manualSteps.map(({ id, how }) => [id, how])).toEqual([
      [
        "fleet-policy",
        "In main: attach the policy smallco-fleet to the roles of the instances, which also need AmazonSSMManagedInstanceCore, or Systems Manager's default host management. Associations that ran before have failed: apply them once, or wait for the next time.",
      ],
      [
        "fleet-tags",
        "Give each instance one of the tags estate-role=app. Amazon Linux 2023 with its SSM agent is what was written for; other systems need systemd, dnf, the AWS CLI and python3.",
      ],
    ]);
  });

  describe("with logs in CloudWatch", () => {
    const artefacts = { bucket: "smallco-artefacts", sha256: { [RPM]: DIGEST } };
    const roles = { app: { journal: true }, web: { journal: true, service: "checkout" }, quiet: { service: "search" } };
    const everyone = { team: "everyone", accounts: ["main"] };
    const app = { image: "registry.example.com/app:1.4.2", port: 8080 };
    const config = (onEcs: boolean) =>
      estateWith(
        { accounts: ["main"], artefacts, roles },
        {
          destinations: { logs: ["cloudwatch"] },
          services: {
            checkout: { ...everyone, ...(onEcs ? { ecs: { mode: "published", containers: { app } } } : {}) },
            search: everyone,
          },
        },
      );
    const groups = (json: StackJson) =>
      Object.fromEntries(
        Object.entries(resources(json, "aws_cloudwatch_log_group")).map(([id, { name }]) => [id, name]),
      );

    it("makes a group for each service whose instances ship lines, and one for all others", () => {
      const { stack: logging } = synthFleet(config(false));
      expect(groups(logging)).toEqual({
        "fleet_main_logs_-other": "/estate/services/_other",
        fleet_main_logs_checkout: "/estate/services/checkout",
      });
      expect(resource(logging, "aws_cloudwatch_log_group.fleet_main_logs_checkout")).toEqual({
        provider: "aws.main",
        region: "eu-west-1",
        name: "/estate/services/checkout",
        retention_in_days: 30,
        kms_key_id: "${aws_kms_key.fleet_main_key.arn}",
        tags: { domain: "telemetry" },
      });
    });

    it("makes none that a service on ECS or somebody else makes", () => {
      expect(groups(synthFleet(config(true)).stack)).toEqual({ "fleet_main_logs_-other": "/estate/services/_other" });
      expect(groups(synthFleet(config(false), undefined, () => true).stack)).toEqual({});
    });
  });
});

describe("people's part in a fleet with everything", () => {
  it("is to copy each program, from a page that is told", () => {
    const [artefacts] = fleet.contribution.prerequisites;
    expect(artefacts?.how).toMatch(
      /^Copy these to s3:\/\/smallco-artefacts\/fleet\/: node_exporter-1\.9\.1\.linux-amd64\.tar\.gz \(https:/,
    );
    expect(artefacts?.how.match(/\(https:/g)).toHaveLength(8);
  });

  it("is to tag before, also the first instances, since apply waits for them", () => {
    expect(fleet.contribution.manualSteps.map(({ id, when }) => [id, when])).toEqual([["fleet-tags", "before apply"]]);
    expect(fleet.contribution.manualSteps[0]?.how).toContain(
      "one of the tags estate-role=web, estate-role=db. Give at least one instance of each also estate-canary with the same value",
    );
  });
});
