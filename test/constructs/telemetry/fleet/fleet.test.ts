/** The fleet in a plan: what is made and why, documents and policies to the letter, and what a change of the config changes. */
import { describe, expect, it } from "vitest";
import { checkPolicies } from "../../../../constructs/core/policy";
import { danglingReferences } from "../../../../constructs/core/references";
import { addresses, policy, resource, resources, type StackJson } from "../../../support/template";
import { scriptsOf } from "./instance";
import { DIGEST, estateWith, FULL, PASSWORD, RPM, SMALL, synthFleet } from "./support";

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
      depends_on: ["aws_ssm_association.fleet_main_roles_web_router_association_canary"],
      tags: { domain: "telemetry" },
    });
  });

  it("makes the association of the first instances anew with each change, which is when the provider waits for it", () => {
    const { depends_on, ...all } = resource(stack, "aws_ssm_association.fleet_main_roles_web_router_association");
    expect(depends_on).toBeDefined();
    expect(resource(stack, "aws_ssm_association.fleet_main_roles_web_router_association_canary")).toEqual({
      ...all,
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

/** The digest that an association names. */
function bundleDigest(json: StackJson, name: string): string {
  const { parameters } = resource(json, `aws_ssm_association.fleet_main_roles_${name}_association`);
  return (parameters as { readonly Sha256: string }).Sha256;
}

describe("documents", () => {
  const content = (component: string, json = stack): unknown =>
    JSON.parse(
      String(resource(json, `aws_ssm_document.fleet_main_document-${component}`)["content"]).replaceAll(
        /([$%])\1\{/g,
        "$1{",
      ),
    );
  const LINUX = { StringEquals: ["platformType", "Linux"] };
  const BUNDLE = {
    type: "String",
    description: "Key of the bundle in the bucket of the fleet.",
    allowedPattern: "^fleet/[A-Za-z0-9/-]{1,300}[.]bundle$",
  };
  const SHA256 = { type: "String", description: "Digest of the bundle.", allowedPattern: "^[0-9a-f]{64}$" };
  const ENVIRONMENT = {
    type: "String",
    description: "Parameter with addresses and places of secrets, in one version.",
    allowedPattern: "^/estate/[A-Za-z0-9/_-]{1,300}:[0-9]{1,9}$",
  };
  const step = (name: string) => ({
    action: "aws:runShellScript",
    name,
    precondition: LINUX,
    inputs: { onFailure: "exit", timeoutSeconds: "900", runCommand: expect.any(Array) as unknown },
  });

  it("install AWS's package between two scripts for the collector", () => {
    expect(content("collector")).toEqual({
      schemaVersion: "2.2",
      description: "Installs the OpenTelemetry collector and keeps it as the estate says",
      parameters: { Bundle: BUNDLE, Sha256: SHA256, Environment: ENVIRONMENT },
      mainSteps: [
        step("configure"),
        {
          action: "aws:configurePackage",
          name: "install",
          precondition: LINUX,
          inputs: {
            onFailure: "exit",
            name: "AWSDistroOTel-Collector",
            action: "Install",
            installationType: "Uninstall and reinstall",
            version: "v0.49.0",
            additionalArguments: "{}",
          },
        },
        step("start"),
      ],
    });
  });

  it("do the rest in one script, and take no command from outside", () => {
    expect(content("router")).toEqual({
      schemaVersion: "2.2",
      description: "Installs the log router and keeps it as the estate says",
      parameters: { Bundle: BUNDLE, Sha256: SHA256, Environment: ENVIRONMENT },
      mainSteps: [step("apply")],
    });
    expect(content("exporters")).toEqual({
      schemaVersion: "2.2",
      description: "Installs exporters and keeps them as the estate says",
      parameters: { Bundle: BUNDLE, Sha256: SHA256 },
      mainSteps: [step("apply")],
    });
  });

  it("hold the scripts that were tested, for the places of this account", () => {
    const { mainSteps } = content("exporters") as {
      readonly mainSteps: readonly [{ readonly inputs: { readonly runCommand: readonly string[] } }];
    };
    expect(`${mainSteps[0].inputs.runCommand.join("\n")}\n`).toBe(
      scriptsOf("exporters")[0]?.replace("smallco-fleet-config", "smallco-fleet-config-111122223333-eu-west-1"),
    );
  });

  it("are Systems Manager's to name: none begins with aws or amazon", () => {
    const names = Object.values(resources(stack, "aws_ssm_document")).map(
      ({ name, document_type, document_format }) => [name, document_type, document_format],
    );
    expect(names).toEqual(
      ["collector", "exporters", "router"].map((name) => [`estate-smallco-fleet-${name}`, "Command", "JSON"]),
    );
  });
});

describe("the policy of instances", () => {
  const KEY = "${aws_kms_key.fleet_main_key.arn}";

  it("lets them read what is theirs, write their output, read named secrets and nothing else", () => {
    const { Statement } = policy(stack, "aws_iam_policy.fleet_main_policy") as {
      readonly Statement: readonly { readonly Sid: string }[];
    };
    expect(Statement.slice(0, 8)).toEqual([
      statement("ReadBundles", ["s3:GetObject"], ["arn:aws:s3:::smallco-fleet-config-111122223333-eu-west-1/fleet/*"]),
      statement(
        "ReadEnvironments",
        ["ssm:GetParameter"],
        ["arn:aws:ssm:eu-west-1:111122223333:parameter/estate/smallco/fleet/*"],
      ),
      statement("WriteOutput", ["s3:PutObject"], ["arn:aws:s3:::smallco-fleet-output-111122223333-eu-west-1/*"]),
      statement("UseFleetKey", ["kms:Decrypt", "kms:GenerateDataKey"], [KEY], {
        "kms:ViaService": ["s3.eu-west-1.amazonaws.com", "ssm.eu-west-1.amazonaws.com"],
      }),
      statement("ReadArtefacts", ["s3:GetObject"], ["arn:aws:s3:::smallco-artefacts/fleet/*"]),
      statement("DecryptArtefacts", ["kms:Decrypt"], [String(FULL.artefacts?.kmsKeyArn)], {
        "kms:ViaService": "s3.eu-west-1.amazonaws.com",
      }),
      statement("ReadSecretsOfExporters", ["secretsmanager:GetSecretValue"], [PASSWORD]),
      statement("DecryptSecretsOfExporters", ["kms:Decrypt"], ["arn:aws:kms:eu-west-1:111122223333:key/*"], {
        "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com",
        "kms:EncryptionContext:SecretARN": [PASSWORD],
      }),
    ]);
    expect(Statement.slice(8).map(({ Sid }) => Sid)).toEqual([
      "ReadMetricsGrafanaCloudToken",
      "DecryptMetricsGrafanaCloudToken",
      "ReadLogsLokiToken",
      "DecryptLogsLokiToken",
      "ReadTracesTempoToken",
      "DecryptTracesTempoToken",
    ]);
  });

  it("fits into what IAM takes, 6144 characters, with room for references", () => {
    expect(String(resource(stack, "aws_iam_policy.fleet_main_policy")["policy"]).length).toBeLessThan(4000);
  });

  it("reads nothing of programs or secrets where there are none", () => {
    const small = synthFleet(estateWith(SMALL)).stack;
    const { Statement } = policy(small, "aws_iam_policy.fleet_main_policy") as {
      readonly Statement: readonly { readonly Sid: string }[];
    };
    expect(Statement.map(({ Sid }) => Sid)).toEqual([
      "ReadBundles",
      "ReadEnvironments",
      "WriteOutput",
      "UseFleetKey",
      "ReadMetricsGrafanaCloudToken",
      "DecryptMetricsGrafanaCloudToken",
      "ReadLogsLokiToken",
      "DecryptLogsLokiToken",
      "ReadTracesTempoToken",
      "DecryptTracesTempoToken",
    ]);
  });

  function statement(sid: string, actions: readonly string[], on: readonly string[], equals?: object) {
    const condition = equals === undefined ? {} : { Condition: { StringEquals: equals } };
    return { Sid: sid, Effect: "Allow", Action: actions, Resource: on, ...condition };
  }
});

describe("a change of the config", () => {
  const before = digests(stack);

  it.each([
    [
      "of the collector's memory",
      { telemetry: { fleet: FULL, collector: { hostMemoryMegabytes: 300 } } },
      ["database_collector", "web_collector"],
    ],
    ["of the log policy", { telemetry: { fleet: FULL, logs: { redact: [] } } }, ["web_router"]],
    [
      "of one exporter of one role",
      {
        telemetry: {
          fleet: withWeb({ exporters: { ...FULL.roles["web"]?.exporters, process: { programs: ["nginx"] } } }),
        },
      },
      ["web_exporters"],
    ],
    [
      "of which exporters a role has",
      { telemetry: { fleet: withWeb({ exporters: { node: {} } }) } },
      ["web_collector", "web_exporters"],
    ],
    [
      "of a digest",
      {
        telemetry: {
          fleet: { ...FULL, artefacts: { bucket: "smallco-artefacts", sha256: { [RPM]: "f".repeat(64) } } },
        },
      },
      ["web_router"],
    ],
    ["of the schedule", { telemetry: { fleet: { ...FULL, rollout: { everyHours: 6 } } } }, []],
  ] as const)("%s changes the digests that it is about, and no others", (_, change, changed) => {
    const after = digests(synthFleet(estateWith(FULL, change)).stack);
    expect(Object.keys(after).filter((name) => after[name] !== before[name])).toEqual(changed);
  });

  it("leaves every digest as it is where nothing changes", () => {
    expect(digests(synthFleet(estateWith(FULL)).stack)).toEqual(before);
  });

  it("of the allow-list reaches collectors alone", () => {
    const after = digests(synthFleet(estateWith(FULL), ["node_load5"]).stack);
    expect(Object.keys(after).filter((name) => after[name] !== before[name])).toEqual([
      "database_collector",
      "web_collector",
    ]);
  });

  function withWeb(web: Partial<(typeof FULL.roles)[string]>) {
    return { ...FULL, roles: { ...FULL.roles, web: { ...FULL.roles["web"], ...web } } };
  }

  function digests(json: StackJson): Readonly<Record<string, string>> {
    const names = Object.keys(resources(json, "aws_s3_object")).map(
      (name) => /roles_(.+)_bundle/.exec(name)?.[1] ?? "",
    );
    return Object.fromEntries(names.toSorted().map((name) => [name, bundleDigest(json, name)]));
  }
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
        "In main: attach the policy smallco-fleet to the roles of the instances, which also need AmazonSSMManagedInstanceCore, or Systems Manager's default host management.",
      ],
      [
        "fleet-tags",
        "Give each instance one of the tags estate-role=app. Amazon Linux 2023 with its SSM agent is what was written for; other systems need systemd, dnf, the AWS CLI and python3.",
      ],
    ]);
  });

  it("makes log groups of its own where logs go to CloudWatch and no service on ECS has made them", () => {
    const logs = {
      accounts: ["main"],
      artefacts: { bucket: "smallco-artefacts", sha256: { [RPM]: DIGEST } },
      roles: { app: { journal: true } },
    };
    const logging = synthFleet(estateWith(logs, { destinations: { logs: ["cloudwatch"] } }));
    expect(resources(logging.stack, "aws_cloudwatch_log_group")).toEqual(
      Object.fromEntries(
        [
          ["-other", "/estate/services/_other"],
          ["checkout", "/estate/services/checkout"],
        ].map(([id = "", name]) => [
          `fleet_main_logs_${id}`,
          {
            provider: "aws.main",
            region: "eu-west-1",
            name,
            retention_in_days: 30,
            kms_key_id: "${aws_kms_key.fleet_main_key.arn}",
            tags: { domain: "telemetry" },
          },
        ]),
      ),
    );
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

  it("is to tag, also the first instances, since apply waits for them", () => {
    expect(fleet.contribution.manualSteps.map(({ id }) => id)).toEqual(["fleet-tags"]);
    expect(fleet.contribution.manualSteps[0]?.how).toContain(
      "one of the tags estate-role=web, estate-role=db. Give at least one instance of each also estate-canary with the same value",
    );
  });
});
