/** The bucket of the billing exports: its owner, its key, and what happens to its files over time. */
import type { EstateDraft } from "../draft";
import type { Finding } from "../problem";

export function costBucketHolds({ cost }: EstateDraft): readonly Finding[] {
  const bucket = cost?.bucket;
  if (bucket === undefined) return [];
  const { account, existing, kmsKeyArn, infrequentAccessDays, expireDays } = bucket;
  const findings: Finding[] = [];
  if (account !== undefined && cost?.account !== undefined && account !== cost.account)
    findings.push({
      path: ["cost", "bucket", "account"],
      message: "is not the cost account; export and bucket must share the owner",
      fix: `remove it, or write ${cost.account}`,
    });
  if (kmsKeyArn !== undefined && existing === undefined)
    findings.push({
      path: ["cost", "bucket", "kmsKeyArn"],
      message: "is for an existing bucket only; a bucket that is made gets a key of its own",
      fix: 'remove it, or name the bucket under "existing"',
    });
  if (infrequentAccessDays !== undefined && expireDays !== undefined && infrequentAccessDays >= expireDays)
    findings.push({
      path: ["cost", "bucket", "infrequentAccessDays"],
      message: `moves to infrequent access after ${days(infrequentAccessDays)} but is deleted after ${String(expireDays)}`,
      fix: `make infrequentAccessDays less than expireDays`,
    });
  return findings;
}

function days(count: number): string {
  return `${String(count)} ${count === 1 ? "day" : "days"}`;
}
