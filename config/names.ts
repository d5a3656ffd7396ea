/** Names that both the checks and the constructs need, computed from the config alone. */
import type { EstateDraft } from "./draft";

/** Longest name of an S3 bucket, in characters. */
export const LONGEST_BUCKET_NAME = 63;

/** Bucket of the billing exports; globally unique through account and region. Empty without a complete cost section. */
export function costBucketName(estate: EstateDraft): string {
  return costName(estate, "cost");
}

/** Bucket of Athena's results; empty without a complete cost section. */
export function athenaResultsBucketName(estate: EstateDraft): string {
  return costName(estate, "athena");
}

/** Region of bucket, catalogue and Athena; undefined without a complete cost section. */
export function costRegion({ cost, accounts }: EstateDraft): string | undefined {
  return cost?.region ?? (cost?.account === undefined ? undefined : accounts?.[cost.account]?.region);
}

/** Bucket of Athena's results over the Security Lake; empty without one. */
export function lakeResultsBucketName({ name, grafana, accounts }: EstateDraft): string {
  const lake = grafana?.dataSources?.securityLake;
  const account = lake?.account === undefined ? undefined : accounts?.[lake.account];
  const region = lake?.region ?? account?.region;
  if (name === undefined || account?.id === undefined || region === undefined) return "";
  return `${name}-lake-results-${account.id}-${region}`;
}

/** Bucket that keeps log lines of an account for good; globally unique through account and region. */
export function logArchiveBucketName({ name, accounts }: EstateDraft, key: string): string {
  const account = accounts?.[key];
  if (name === undefined || account?.id === undefined || account.region === undefined) return "";
  return `${name}-log-archive-${account.id}-${account.region}`;
}

/** Bucket for records that Firehose could not deliver; globally unique through account and region. */
export function deliveryBucketName({ name, accounts }: EstateDraft, key: string, signal: string): string {
  const account = accounts?.[key];
  if (name === undefined || account?.id === undefined || account.region === undefined) return "";
  return `${name}-unsent-${signal}-${account.id}-${account.region}`;
}

/** Bucket of an account and region that holds the configurations of sidecars. Empty without a complete account. */
export function telemetryBucketName({ name, accounts }: EstateDraft, key: string, region: string): string {
  const account = accounts?.[key];
  if (name === undefined || account?.id === undefined) return "";
  return `${name}-telemetry-${account.id}-${region}`;
}

/** Bucket of the fleet in an account: `config` of collectors, or `output` of Systems Manager. */
export function fleetBucketName({ name, accounts }: EstateDraft, key: string, purpose: "config" | "output"): string {
  const account = accounts?.[key];
  if (name === undefined || account?.id === undefined || account.region === undefined) return "";
  return `${name}-fleet-${purpose}-${account.id}-${account.region}`;
}

function costName(estate: EstateDraft, purpose: string): string {
  const { cost, accounts, name } = estate;
  const account = cost?.account === undefined ? undefined : accounts?.[cost.account];
  const region = costRegion(estate);
  if (name === undefined || account?.id === undefined || region === undefined) return "";
  return `${name}-${purpose}-${account.id}-${region}`;
}
