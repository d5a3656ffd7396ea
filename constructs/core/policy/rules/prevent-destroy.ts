/** What cannot be made again from code is never destroyed by a plan: neither by a rename nor by a deleted line. */
import type { Rule } from "../rule";
import { valuesAt } from "../stack-view";

/** Types whose loss is a loss of data, of identities, or of the means to read data. */
export const IRREPLACEABLE: readonly string[] = [
  "aws_backup_vault",
  "aws_cloudtrail_event_data_store",
  "aws_cognito_user_pool",
  "aws_dynamodb_table",
  "aws_ecr_repository",
  "aws_efs_file_system",
  "aws_glue_catalog_database",
  "aws_grafana_workspace",
  "aws_kms_key",
  "aws_kms_replica_key",
  "aws_opensearch_domain",
  "aws_prometheus_workspace",
  "aws_s3_bucket",
  "aws_securitylake_data_lake",
  "grafana_cloud_stack",
];

export const preventDestroy: Rule = {
  id: "prevent-destroy",
  title: "What holds data is protected from plans that destroy it",
  check: ({ resources }) =>
    resources
      .filter(
        ({ type, attributes }) =>
          IRREPLACEABLE.includes(type) && valuesAt(attributes, "lifecycle.prevent_destroy")[0] !== true,
      )
      .map(({ type, where }) => ({
        where,
        message: `is ${type}, which holds what cannot be made again, without prevent_destroy`,
        value: "",
        fix: "Set `lifecycle: { preventDestroy: true }`, or add an exception that says how its content is made again.",
      })),
};
