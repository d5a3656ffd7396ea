/** What can be encrypted is, with a key of ours: only such a key can be audited, withheld and shared with a service. */
import type { Rule, Violation } from "../rule";
import { valuesAt, type ResourceView } from "../stack-view";

/** Where each type names its key; every path must be there. */
export const KEY_PATHS: Readonly<Record<string, readonly string[]>> = {
  aws_athena_workgroup: ["configuration.result_configuration.encryption_configuration.kms_key_arn"],
  aws_backup_vault: ["kms_key_arn"],
  aws_cloudtrail: ["kms_key_id"],
  aws_cloudwatch_event_bus: ["kms_key_identifier"],
  aws_cloudwatch_log_group: ["kms_key_id"],
  aws_codebuild_project: ["encryption_key"],
  aws_codepipeline: ["artifact_store.encryption_key.id"],
  aws_dynamodb_table: ["server_side_encryption.kms_key_arn"],
  aws_ebs_volume: ["kms_key_id"],
  aws_ecr_repository: ["encryption_configuration.kms_key"],
  aws_efs_file_system: ["kms_key_id"],
  aws_glue_crawler: ["security_configuration"],
  aws_glue_security_configuration: [
    "encryption_configuration.cloudwatch_encryption.kms_key_arn",
    "encryption_configuration.job_bookmarks_encryption.kms_key_arn",
    "encryption_configuration.s3_encryption.kms_key_arn",
  ],
  aws_kinesis_firehose_delivery_stream: ["server_side_encryption.key_arn"],
  aws_kinesis_stream: ["kms_key_id"],
  aws_opensearch_domain: ["encrypt_at_rest.kms_key_id"],
  aws_prometheus_workspace: ["kms_key_arn"],
  aws_s3_bucket_server_side_encryption_configuration: [
    "rule.apply_server_side_encryption_by_default.kms_master_key_id",
  ],
  aws_secretsmanager_secret: ["kms_key_id"],
  aws_sns_topic: ["kms_master_key_id"],
  aws_sqs_queue: ["kms_master_key_id"],
};

export const customerKey: Rule = {
  id: "customer-key",
  title: "What holds data is encrypted with a customer key",
  check: ({ resources }) => resources.flatMap((resource) => [...judge(resource), ...parameter(resource)]),
};

function judge(resource: ResourceView): readonly Violation[] {
  return (KEY_PATHS[resource.type] ?? []).flatMap((path) => at(resource, path));
}

/** Only a secure string is encrypted at all. */
function parameter(resource: ResourceView): readonly Violation[] {
  const isSecure = resource.type === "aws_ssm_parameter" && resource.attributes["type"] === "SecureString";
  return isSecure ? at(resource, "key_id") : [];
}

function at(resource: ResourceView, path: string): readonly Violation[] {
  const [key = ""] = valuesAt(resource.attributes, path);
  if (typeof key === "string" && key !== "" && !key.startsWith("alias/aws/")) return [];
  const fix = "Give the ARN of a `CustomerKey`.";
  return [{ where: resource.where, message: `has no customer key at ${path}`, value: String(key), fix }];
}
