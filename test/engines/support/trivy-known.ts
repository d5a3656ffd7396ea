/**
 * What Trivy 0.67.2 is known to get wrong: false alarms in the JSON, and faults that it does not see.
 * Every line is asserted in both directions, so one that is no longer true fails the test: take it out.
 */

/** A finding in the JSON that is false. Allowed only where the scan of the HCL rendition proves it so. */
export interface FalseAlarm {
  readonly check: string;
  /** Type of the resource that Trivy names. */
  readonly type: string;
  readonly because: string;
}

const UNREAD_BLOCK = "the control is a nested block, and Trivy reads none in JSON";
const UNREAD_PROVIDER = "the resource names its provider, and Trivy then reads none of its arguments in JSON";

/** The ignore list of the JSON; the HCL rendition has none. */
export const FALSE_ALARMS_IN_JSON: readonly FalseAlarm[] = [
  { check: "AVD-AWS-0006", type: "aws_athena_workgroup", because: UNREAD_BLOCK },
  { check: "AVD-AWS-0007", type: "aws_athena_workgroup", because: UNREAD_BLOCK },
  { check: "AVD-AWS-0086", type: "aws_s3_bucket", because: UNREAD_PROVIDER },
  { check: "AVD-AWS-0087", type: "aws_s3_bucket", because: UNREAD_PROVIDER },
  { check: "AVD-AWS-0088", type: "aws_s3_bucket", because: UNREAD_BLOCK },
  { check: "AVD-AWS-0091", type: "aws_s3_bucket", because: UNREAD_PROVIDER },
  { check: "AVD-AWS-0093", type: "aws_s3_bucket", because: UNREAD_PROVIDER },
  { check: "AVD-AWS-0095", type: "aws_sns_topic", because: UNREAD_PROVIDER },
  { check: "AVD-AWS-0132", type: "aws_s3_bucket", because: UNREAD_BLOCK },
];

/** A finding that is right, and accepted at one place. */
export interface Accepted {
  readonly check: string;
  /** Address of the resource that Trivy names. */
  readonly resource: string;
  readonly because: string;
}

const AGENTS = "aws_vpc_security_group_egress_rule.platform_private_connection_agents_security-group";
const MOVING_ADDRESSES =
  "Grafana publishes no addresses of private data source connect; two ports, outwards, from agents that call no AWS API";

const CHECKOUT = "aws_vpc_security_group_egress_rule.telemetry_ecs_production_eu-central-1_services_checkout_owned";
const ANY_BACKEND =
  "images, secrets, configurations and telemetry go to addresses of AWS and Grafana that move; one port, outwards";

/** Raised in the HCL rendition of the showcase, and allowed there. */
export const ACCEPTED: readonly Accepted[] = [
  { check: "AVD-AWS-0104", resource: `${AGENTS}_https`, because: MOVING_ADDRESSES },
  { check: "AVD-AWS-0104", resource: `${AGENTS}_ssh`, because: MOVING_ADDRESSES },
  { check: "AVD-AWS-0104", resource: `${CHECKOUT}_security-group_https`, because: ANY_BACKEND },
];

/** 0346 compares `Resource` with a text, and Trivy hands it a list: it fires for no way of writing a policy. */
const DEAD_CHECK = [
  "delivery: AVD-AWS-0346 aws_iam_policy policy wrong",
  "estate: AVD-AWS-0346 aws_iam_policy policy wrong",
  "estate: AVD-AWS-0346 aws_iam_role_policy policy wrong",
];

/** 0342 reads managed policies only, not those that stand in a role. */
const UNREAD_POLICY = ["estate: AVD-AWS-0342 aws_iam_role_policy policy wrong"];

/** Faults that Trivy does not see in the HCL rendition either: a policy of our own has to. */
export const BLIND_IN_HCL: readonly string[] = [...DEAD_CHECK, ...UNREAD_POLICY];

/** In a nested block. */
const BLIND_TO_BLOCKS = [
  "compute: AVD-AWS-0028 aws_instance metadata_options missing",
  "compute: AVD-AWS-0030 aws_ecr_repository image_scanning_configuration.0.scan_on_push wrong",
  "compute: AVD-AWS-0033 aws_ecr_repository encryption_configuration missing",
  "compute: AVD-AWS-0034 aws_ecs_cluster setting.0.value wrong",
  "compute: AVD-AWS-0035 aws_ecs_task_definition volume.0.efs_volume_configuration.0.transit_encryption wrong",
  "compute: AVD-AWS-0066 aws_lambda_function tracing_config missing",
  "compute: AVD-AWS-0130 aws_launch_template metadata_options missing",
  "compute: AVD-AWS-0131 aws_instance root_block_device.0.encrypted wrong",
  "delivery: AVD-AWS-0018 aws_codebuild_project artifacts.0.encryption_disabled wrong",
  "network: AVD-AWS-0104 aws_security_group egress.0.cidr_blocks wrong",
  "network: AVD-AWS-0107 aws_security_group ingress.0.cidr_blocks wrong",
  "records: AVD-AWS-0006 aws_athena_database encryption_configuration missing",
  "records: AVD-AWS-0019 aws_config_configuration_aggregator account_aggregation_source.0.all_regions wrong",
  "records: AVD-AWS-0024 aws_dynamodb_table point_in_time_recovery missing",
  "records: AVD-AWS-0025 aws_dynamodb_table server_side_encryption missing",
];

/** In a resource that names its provider, which is every one of a stack with accounts. */
const BLIND_WITH_PROVIDER = [
  "aliased: AVD-AWS-0095 aws_sns_topic kms_master_key_id missing",
  "estate: AVD-AWS-0006 aws_athena_workgroup configuration.result_configuration.encryption_configuration missing",
  "estate: AVD-AWS-0007 aws_athena_workgroup configuration.enforce_workgroup_configuration wrong",
  "estate: AVD-AWS-0017 aws_cloudwatch_log_group kms_key_id missing",
  "estate: AVD-AWS-0034 aws_ecs_cluster setting.0.value wrong",
  "estate: AVD-AWS-0036 aws_ecs_task_definition container_definitions wrong",
  "estate: AVD-AWS-0065 aws_kms_key enable_key_rotation missing",
  "estate: AVD-AWS-0086 aws_s3_bucket_public_access_block block_public_acls missing",
  "estate: AVD-AWS-0087 aws_s3_bucket_public_access_block block_public_policy missing",
  "estate: AVD-AWS-0088 aws_s3_bucket_server_side_encryption_configuration missing",
  "estate: AVD-AWS-0090 aws_s3_bucket_versioning missing",
  "estate: AVD-AWS-0091 aws_s3_bucket_public_access_block ignore_public_acls missing",
  "estate: AVD-AWS-0093 aws_s3_bucket_public_access_block restrict_public_buckets missing",
  "estate: AVD-AWS-0094 aws_s3_bucket_public_access_block missing",
  "estate: AVD-AWS-0095 aws_sns_topic kms_master_key_id missing",
  "estate: AVD-AWS-0098 aws_secretsmanager_secret kms_key_id missing",
  "estate: AVD-AWS-0099 aws_security_group description missing",
  "estate: AVD-AWS-0104 aws_vpc_security_group_egress_rule cidr_ipv4 wrong",
  "estate: AVD-AWS-0124 aws_vpc_security_group_egress_rule description missing",
  "estate: AVD-AWS-0124 aws_vpc_security_group_ingress_rule description missing",
  "estate: AVD-AWS-0132 aws_s3_bucket_server_side_encryption_configuration missing",
  "estate: AVD-AWS-0136 aws_sns_topic kms_master_key_id wrong",
  "estate: AVD-AWS-0342 aws_iam_policy policy wrong",
  "estate: AVD-AWS-0345 aws_iam_policy policy wrong",
  "estate: AVD-AWS-0345 aws_iam_role_policy policy wrong",
];

/** Faults that Trivy does not see in the JSON. */
export const BLIND_IN_JSON: readonly string[] = [...BLIND_IN_HCL, ...BLIND_TO_BLOCKS, ...BLIND_WITH_PROVIDER];
