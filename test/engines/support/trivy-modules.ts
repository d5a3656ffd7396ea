/**
 * Small modules that are in order, for what Trivy knows and no stack has yet, each with the faults to seed.
 * A module of which the estate gets the like moves to the table of the estate's own controls.
 */
import type { Json, JsonObject } from "../../../rendition";
import type { Seed, SeededModule } from "./trivy-seed";

const policy = (...statements: readonly JsonObject[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

const PROVIDERS: JsonObject = { aws: [{ region: "eu-central-1" }, { alias: "other", region: "eu-west-1" }] };

/** A module with resources by type and name, the faults given as `[check, "type.name", path in it, value]`. */
function module(
  name: string,
  resource: JsonObject,
  faults: readonly (readonly [check: string, resource: string, path: readonly (string | number)[], value?: Json])[],
): SeededModule {
  const seeds = faults.map(([check, address, path, value]): Seed => {
    const [type = "", label = ""] = address.split(".");
    const seed = { check, resource: address, path: ["resource", type, label, ...path] };
    return value === undefined ? seed : { ...seed, value };
  });
  return { name, document: { provider: PROVIDERS, resource }, seeds };
}

const KEY: JsonObject = { aws_kms_key: { Key: { description: "Fixture", enable_key_rotation: true } } };
const KEY_ARN = "${aws_kms_key.Key.arn}";

const messaging = module(
  "messaging",
  {
    ...KEY,
    aws_sns_topic: { Page: { name: "page", kms_master_key_id: KEY_ARN } },
    aws_sqs_queue: { Dead: { name: "dead", kms_master_key_id: KEY_ARN } },
    aws_sqs_queue_policy: {
      Dead: {
        queue_url: "${aws_sqs_queue.Dead.id}",
        policy: policy({ Effect: "Allow", Principal: "*", Action: ["sqs:SendMessage"], Resource: ["*"] }),
      },
    },
    aws_kinesis_stream: { Logs: { name: "logs", shard_count: 1, encryption_type: "KMS", kms_key_id: KEY_ARN } },
  },
  [
    ["AVD-AWS-0095", "aws_sns_topic.Page", ["kms_master_key_id"]],
    ["AVD-AWS-0136", "aws_sns_topic.Page", ["kms_master_key_id"], "alias/aws/sns"],
    ["AVD-AWS-0096", "aws_sqs_queue.Dead", ["kms_master_key_id"]],
    ["AVD-AWS-0135", "aws_sqs_queue.Dead", ["kms_master_key_id"], "alias/aws/sqs"],
    [
      "AVD-AWS-0097",
      "aws_sqs_queue_policy.Dead",
      ["policy"],
      policy({ Effect: "Allow", Principal: "*", Action: ["sqs:*"], Resource: ["*"] }),
    ],
    ["AVD-AWS-0064", "aws_kinesis_stream.Logs", ["encryption_type"], "NONE"],
  ],
);

/** What cdktf writes for the settings that an inline rule does not have. */
const NO_RULE = { ipv6_cidr_blocks: null, prefix_list_ids: null, security_groups: null, self: null };

const INLINE = {
  ...NO_RULE,
  description: "In",
  from_port: 22,
  to_port: 22,
  protocol: "tcp",
  cidr_blocks: ["10.0.0.0/8"],
};

const network = module(
  "network",
  {
    aws_security_group: {
      Tool: { name: "tool", description: "Tool", vpc_id: "vpc-1", ingress: [INLINE], egress: [INLINE] },
      Rules: { name: "rules", description: "Rules", vpc_id: "vpc-1" },
    },
    aws_vpc_security_group_ingress_rule: {
      Ssh: {
        security_group_id: "${aws_security_group.Rules.id}",
        description: "In",
        ip_protocol: "tcp",
        from_port: 22,
        to_port: 22,
        cidr_ipv4: "10.0.0.0/8",
      },
    },
    aws_vpc_security_group_egress_rule: {
      Out: {
        security_group_id: "${aws_security_group.Rules.id}",
        description: "Out",
        ip_protocol: "tcp",
        from_port: 443,
        to_port: 443,
        cidr_ipv4: "10.0.0.0/8",
      },
    },
    aws_subnet: { Private: { vpc_id: "vpc-1", cidr_block: "10.0.0.0/24", map_public_ip_on_launch: false } },
  },
  [
    ["AVD-AWS-0107", "aws_security_group.Tool", ["ingress", 0, "cidr_blocks"], ["0.0.0.0/0"]],
    ["AVD-AWS-0104", "aws_security_group.Tool", ["egress", 0, "cidr_blocks"], ["0.0.0.0/0"]],
    ["AVD-AWS-0107", "aws_vpc_security_group_ingress_rule.Ssh", ["cidr_ipv4"], "0.0.0.0/0"],
    ["AVD-AWS-0104", "aws_vpc_security_group_egress_rule.Out", ["cidr_ipv4"], "0.0.0.0/0"],
    ["AVD-AWS-0099", "aws_security_group.Rules", ["description"]],
    ["AVD-AWS-0124", "aws_vpc_security_group_ingress_rule.Ssh", ["description"]],
    ["AVD-AWS-0164", "aws_subnet.Private", ["map_public_ip_on_launch"], true],
  ],
);

const CONTAINER = { name: "app", image: "example", essential: true, environment: [{ name: "STAGE", value: "prod" }] };

const compute = module(
  "compute",
  {
    ...KEY,
    aws_ecs_cluster: { Services: { name: "services", setting: [{ name: "containerInsights", value: "enabled" }] } },
    aws_ecs_task_definition: {
      App: {
        family: "app",
        container_definitions: JSON.stringify([CONTAINER]),
        volume: [
          { name: "data", efs_volume_configuration: [{ file_system_id: "fs-1", transit_encryption: "ENABLED" }] },
        ],
      },
    },
    aws_ecr_repository: {
      Images: {
        name: "images",
        image_tag_mutability: "IMMUTABLE",
        image_scanning_configuration: [{ scan_on_push: true }],
        encryption_configuration: [{ encryption_type: "KMS", kms_key: KEY_ARN }],
      },
    },
    aws_efs_file_system: { Data: { creation_token: "data", encrypted: true, kms_key_id: KEY_ARN } },
    aws_launch_template: {
      Fleet: { name: "fleet", metadata_options: [{ http_endpoint: "enabled", http_tokens: "required" }] },
    },
    aws_instance: {
      Host: {
        ami: "ami-1",
        instance_type: "t3.micro",
        metadata_options: [{ http_tokens: "required" }],
        root_block_device: [{ encrypted: true }],
      },
    },
    aws_ebs_volume: { Disk: { availability_zone: "eu-central-1a", size: 8, encrypted: true, kms_key_id: KEY_ARN } },
    aws_lambda_function: {
      Handler: {
        function_name: "handler",
        role: "arn:aws:iam::111122223333:role/x",
        tracing_config: [{ mode: "Active" }],
      },
    },
    aws_lambda_permission: {
      Invoke: {
        function_name: "${aws_lambda_function.Handler.function_name}",
        action: "lambda:InvokeFunction",
        principal: "events.amazonaws.com",
        source_arn: "arn:aws:events:eu-central-1:111122223333:rule/x",
      },
    },
  },
  [
    ["AVD-AWS-0034", "aws_ecs_cluster.Services", ["setting", 0, "value"], "disabled"],
    [
      "AVD-AWS-0035",
      "aws_ecs_task_definition.App",
      ["volume", 0, "efs_volume_configuration", 0, "transit_encryption"],
      "DISABLED",
    ],
    [
      "AVD-AWS-0036",
      "aws_ecs_task_definition.App",
      ["container_definitions"],
      JSON.stringify([{ ...CONTAINER, environment: [{ name: "DB_PASSWORD", value: "example" }] }]),
    ],
    ["AVD-AWS-0030", "aws_ecr_repository.Images", ["image_scanning_configuration", 0, "scan_on_push"], false],
    ["AVD-AWS-0031", "aws_ecr_repository.Images", ["image_tag_mutability"], "MUTABLE"],
    ["AVD-AWS-0033", "aws_ecr_repository.Images", ["encryption_configuration"]],
    ["AVD-AWS-0037", "aws_efs_file_system.Data", ["encrypted"]],
    ["AVD-AWS-0130", "aws_launch_template.Fleet", ["metadata_options"]],
    ["AVD-AWS-0028", "aws_instance.Host", ["metadata_options"]],
    ["AVD-AWS-0131", "aws_instance.Host", ["root_block_device", 0, "encrypted"], false],
    ["AVD-AWS-0026", "aws_ebs_volume.Disk", ["encrypted"]],
    ["AVD-AWS-0027", "aws_ebs_volume.Disk", ["kms_key_id"]],
    ["AVD-AWS-0066", "aws_lambda_function.Handler", ["tracing_config"]],
    ["AVD-AWS-0067", "aws_lambda_permission.Invoke", ["source_arn"]],
  ],
);

const records = module(
  "records",
  {
    ...KEY,
    aws_cloudwatch_log_group: { App: { name: "app", retention_in_days: 30, kms_key_id: KEY_ARN } },
    aws_cloudtrail: {
      Trail: {
        name: "trail",
        s3_bucket_name: "trail-bucket",
        is_multi_region_trail: true,
        enable_log_file_validation: true,
        kms_key_id: KEY_ARN,
        cloud_watch_logs_group_arn: "${aws_cloudwatch_log_group.App.arn}:*",
      },
    },
    aws_config_configuration_aggregator: {
      All: { name: "all", account_aggregation_source: [{ account_ids: ["111122223333"], all_regions: true }] },
    },
    aws_secretsmanager_secret: { Token: { name: "token", kms_key_id: KEY_ARN } },
    aws_dynamodb_table: {
      Locks: {
        name: "locks",
        hash_key: "id",
        attribute: [{ name: "id", type: "S" }],
        point_in_time_recovery: [{ enabled: true }],
        server_side_encryption: [{ enabled: true, kms_key_arn: KEY_ARN }],
      },
    },
    aws_athena_database: {
      Cost: {
        name: "cost",
        bucket: "b",
        encryption_configuration: [{ encryption_option: "SSE_KMS", kms_key: KEY_ARN }],
      },
    },
  },
  [
    ["AVD-AWS-0017", "aws_cloudwatch_log_group.App", ["kms_key_id"]],
    ["AVD-AWS-0014", "aws_cloudtrail.Trail", ["is_multi_region_trail"]],
    ["AVD-AWS-0015", "aws_cloudtrail.Trail", ["kms_key_id"]],
    ["AVD-AWS-0016", "aws_cloudtrail.Trail", ["enable_log_file_validation"]],
    ["AVD-AWS-0162", "aws_cloudtrail.Trail", ["cloud_watch_logs_group_arn"]],
    [
      "AVD-AWS-0019",
      "aws_config_configuration_aggregator.All",
      ["account_aggregation_source", 0, "all_regions"],
      false,
    ],
    ["AVD-AWS-0098", "aws_secretsmanager_secret.Token", ["kms_key_id"]],
    ["AVD-AWS-0024", "aws_dynamodb_table.Locks", ["point_in_time_recovery"]],
    ["AVD-AWS-0025", "aws_dynamodb_table.Locks", ["server_side_encryption"]],
    ["AVD-AWS-0006", "aws_athena_database.Cost", ["encryption_configuration"]],
  ],
);

const delivery = module(
  "delivery",
  {
    ...KEY,
    aws_codebuild_project: {
      Build: {
        name: "build",
        service_role: "arn:aws:iam::111122223333:role/x",
        artifacts: [{ type: "S3", location: "b", encryption_disabled: false }],
        environment: [{ compute_type: "BUILD_GENERAL1_SMALL", image: "example", type: "LINUX_CONTAINER" }],
        source: [{ type: "CODEPIPELINE" }],
      },
    },
    aws_iam_policy: {
      Deploy: {
        name: "deploy",
        policy: policy({ Effect: "Allow", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::b/*"] }),
      },
      Unknown: { name: "unknown", policy: '{"Statement": [{"Action": "${aws_codebuild_project.Build.arn}"}]' },
    },
  },
  [
    ["AVD-AWS-0018", "aws_codebuild_project.Build", ["artifacts", 0, "encryption_disabled"], true],
    [
      "AVD-AWS-0342",
      "aws_iam_policy.Deploy",
      ["policy"],
      policy({ Effect: "Allow", Action: ["iam:PassRole"], Resource: "*" }),
    ],
    ["AVD-AWS-0345", "aws_iam_policy.Deploy", ["policy"], policy({ Effect: "Allow", Action: ["s3:*"], Resource: "*" })],
    [
      "AVD-AWS-0346",
      "aws_iam_policy.Deploy",
      ["policy"],
      policy({ Effect: "Allow", Action: ["s3:Get*", "s3:Put*"], Resource: "*" }),
    ],
  ],
);

/** cdktf writes the `provider` of a resource as a string, after which Trivy reads nothing of it in JSON. */
const aliased = module(
  "aliased",
  {
    aws_sns_topic: {
      Page: { name: "page", kms_master_key_id: "arn:aws:kms:eu-central-1:111122223333:key/x", provider: "aws.other" },
    },
  },
  [["AVD-AWS-0095", "aws_sns_topic.Page", ["kms_master_key_id"]]],
);

/** All of them. */
export const SEEDED_MODULES: readonly SeededModule[] = [messaging, network, compute, records, delivery, aliased];
