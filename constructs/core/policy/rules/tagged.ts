/** Who pays and who answers is read from tags: on every resource its domain, on every account's provider the estate. */
import type { Rule, Violation } from "../rule";
import { fields, valuesAt, type ProviderView, type ResourceView } from "../stack-view";

/** AWS types without tags. A test compares the list with the pinned schema. */
export const UNTAGGABLE: ReadonlySet<string> = new Set([
  "aws_appautoscaling_policy",
  "aws_athena_named_query",
  "aws_ce_cost_allocation_tag",
  "aws_cloudwatch_log_account_policy",
  "aws_cloudwatch_log_stream",
  "aws_glue_catalog_table",
  "aws_glue_security_configuration",
  "aws_grafana_role_association",
  "aws_grafana_workspace_service_account",
  "aws_grafana_workspace_service_account_token",
  "aws_iam_role_policy",
  "aws_iam_role_policy_attachment",
  "aws_kms_alias",
  "aws_oam_sink_policy",
  "aws_prometheus_alert_manager_definition",
  "aws_prometheus_workspace_configuration",
  "aws_s3_bucket_lifecycle_configuration",
  "aws_s3_bucket_ownership_controls",
  "aws_s3_bucket_policy",
  "aws_s3_bucket_public_access_block",
  "aws_s3_bucket_server_side_encryption_configuration",
  "aws_s3_bucket_versioning",
  "aws_secretsmanager_secret_version",
  "aws_sns_topic_policy",
  "aws_sns_topic_subscription",
]);

/** Tags that every resource of an account gets from its provider. */
const DEFAULT_TAGS = ["estate", "environment", "managed-by"];

export const tagged: Rule = {
  id: "tagged",
  title: "Everything that takes tags says its estate, environment and domain",
  check: ({ resources, providers }) => [...providers.flatMap(defaults), ...resources.flatMap(own)],
};

function defaults({ type, alias = "(default)", attributes }: ProviderView): readonly Violation[] {
  if (type !== "aws") return [];
  const tags = Object.assign({}, ...valuesAt(attributes, "default_tags.tags").map(fields)) as Record<string, unknown>;
  return DEFAULT_TAGS.filter((tag) => tags[tag] === undefined).map((tag) => ({
    where: `provider aws.${alias}`,
    message: `has no default tag ${tag}`,
    value: "",
    fix: "Take providers from `Accounts`.",
  }));
}

function own({ type, where, attributes }: ResourceView): readonly Violation[] {
  if (!type.startsWith("aws_") || UNTAGGABLE.has(type)) return [];
  if (fields(attributes["tags"])["domain"] !== undefined) return [];
  const fix = "Call `tagDomain` on the domain; if the type takes no tags, add it to UNTAGGABLE.";
  return [{ where, message: `is ${type} without the tag domain`, value: "", fix }];
}
