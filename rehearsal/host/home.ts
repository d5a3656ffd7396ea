/** Where a provider configuration points: an AWS provider block says its account and region, others say nothing. */
import { isList, isObject, type ObjectValue, type Value } from "./dynamic-value";

/** Account and region that placeholders are made for. */
export interface Home {
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  /** `default_tags` of the provider block. */
  readonly defaultTags: Readonly<Record<string, Value>>;
}

/** The account of AWS's own documentation, and the region its global services live in. */
export const DEFAULT_HOME: Home = { account: "123456789012", region: "us-east-1", partition: "aws", defaultTags: {} };

/**
 * Reads a provider configuration. The account is that of the assumed role, else the one allowed account; a
 * configuration that names neither gets the documentation account.
 */
export function homeOf(config: ObjectValue): Home {
  const region = typeof config["region"] === "string" ? config["region"] : DEFAULT_HOME.region;
  const [role] = blocks(config["assume_role"]);
  const [webIdentity] = blocks(config["assume_role_with_web_identity"]);
  const allowed = isList(config["allowed_account_ids"]) ? config["allowed_account_ids"] : [];
  const account =
    accountOfArn(role?.["role_arn"]) ??
    accountOfArn(webIdentity?.["role_arn"]) ??
    text(allowed[0]) ??
    DEFAULT_HOME.account;
  return { account, region, partition: partitionOf(region), defaultTags: defaultTags(config) };
}

/** The partition a region belongs to. */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

function defaultTags(config: ObjectValue): Readonly<Record<string, Value>> {
  const tags = blocks(config["default_tags"])[0]?.["tags"];
  return isObject(tags) ? tags : {};
}

function blocks(value: Value | undefined): readonly ObjectValue[] {
  return isList(value) ? value.filter(isObject) : [];
}

function text(value: Value | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function accountOfArn(arn: Value | undefined): string | undefined {
  return typeof arn === "string" ? /^arn:[^:]+:iam::(\d{12}):/.exec(arn)?.[1] : undefined;
}
