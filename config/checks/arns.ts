/** An ARN must be of the right kind, and lie in the partition, region and account of the place where it stands. */
import { entriesOf, type EstateDraft } from "../draft";
import { costRegion } from "../names";
import type { Finding } from "../problem";
import { partitionOfKnown } from "../regions";
import { ecsArns } from "./ecs-arns";
import { fleetArns } from "./fleet-references";

export interface ArnSite {
  readonly path: Finding["path"];
  readonly arn: string | undefined;
  /** What it must be the ARN of, in words. */
  readonly of: string;
  /** How its service and resource must begin: `iam:role/`. */
  readonly kind: `${string}:${string}`;
  /** Region whose partition it must have; with `regional`, also its region. */
  readonly region: string | undefined;
  readonly regional: boolean;
  /** Account that it must belong to; undefined for any. */
  readonly account?: string | undefined;
}

export function arnsFit(estate: EstateDraft): readonly Finding[] {
  return sites(estate).flatMap((site) => arnFindings(site));
}

function arnFindings(site: ArnSite): readonly Finding[] {
  const match = /^arn:([^:]*):([^:]*):([^:]*):([^:]*):(.+)$/.exec(site.arn ?? "");
  if (match === null) return [];
  const [, partition = "", service = "", region = "", account = "", resource = ""] = match;
  const { path, of } = site;
  const expected = partitionOfKnown(site.region);
  const rewritten = (parts: readonly string[]) => `write ${["arn", ...parts, resource].join(":")}`;

  if (!`${service}:${resource}`.startsWith(site.kind))
    return [{ path, message: `is not the ARN of ${of}`, fix: example(site) }];
  if (expected !== undefined && expected !== partition)
    return [
      {
        path,
        message: `partition ${partition} does not match region ${site.region ?? ""}, which is in ${expected}`,
        fix: rewritten([expected, service, region, account]),
      },
    ];
  const findings: Finding[] = [];
  if (site.regional && expected !== undefined && region !== site.region)
    findings.push({
      path,
      message: `is in region ${region === "" ? "(none)" : region}, but it is used in ${site.region ?? ""}`,
      fix: `give the ARN of ${of} in ${site.region ?? ""}`,
    });
  if (site.account !== undefined && site.account !== account)
    findings.push({
      path,
      message: `belongs to account ${account === "" ? "(none)" : account}, but it is used in ${site.account}`,
      fix: `give the ARN of ${of} in account ${site.account}, or correct the account id`,
    });
  return findings;
}

function example({ of, kind, region, regional, account }: ArnSite): string {
  const [service = "", resource = ""] = kind.split(":");
  const place = [partitionOfKnown(region) ?? "aws", service, regional ? (region ?? "") : "", account ?? "111122223333"];
  return `give the ARN of ${of}, such as arn:${place.join(":")}:${resource}…`;
}

function sites(estate: EstateDraft): readonly ArnSite[] {
  const { state, accounts, cost } = estate;
  const payer = cost?.account === undefined ? undefined : accounts?.[cost.account];
  const key = { of: "a KMS key", kind: "kms:key/", regional: true } as const;
  return [
    ...ecsArns(estate),
    ...fleetArns(estate),
    { ...key, path: ["state", "s3", "kmsKeyArn"], arn: state?.s3?.kmsKeyArn, region: state?.s3?.region },
    ...entriesOf(accounts).map(([name, { role, region, id }]): ArnSite => ({
      path: ["accounts", name, "role"],
      arn: role,
      of: "an IAM role",
      kind: "iam:role/",
      region,
      regional: false,
      account: id,
    })),
    { ...key, path: ["cost", "bucket", "kmsKeyArn"], arn: cost?.bucket?.kmsKeyArn, region: costRegion(estate) },
    {
      path: ["cost", "anomalies", "monitor"],
      arn: cost?.anomalies?.monitor,
      of: "a Cost Explorer anomaly monitor",
      kind: "ce:anomalymonitor/",
      region: payer?.region,
      regional: false,
      account: payer?.id,
    },
  ];
}
