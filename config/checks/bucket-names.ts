/** Buckets that the estate makes have account and region in their name, which leaves little for the organisation. */
import type { EstateDraft } from "../draft";
import { ecsServices } from "../ecs/places";
import {
  athenaResultsBucketName,
  costBucketName,
  deliveryBucketName,
  fleetBucketName,
  lakeResultsBucketName,
  logArchiveBucketName,
  LONGEST_BUCKET_NAME,
  telemetryBucketName,
} from "../names";
import type { Finding } from "../problem";

export function bucketNamesFit(estate: EstateDraft): readonly Finding[] {
  const made = [
    athenaResultsBucketName(estate),
    lakeResultsBucketName(estate),
    ...telemetryBuckets(estate),
    ...(estate.cost?.bucket?.existing === undefined ? [costBucketName(estate)] : []),
  ];
  const longest = made.toSorted((a, b) => b.length - a.length)[0] ?? "";
  if (longest.length <= LONGEST_BUCKET_NAME) return [];
  return [
    {
      path: ["name"],
      message: `bucket name would be ${String(longest.length)} characters; S3 allows ${String(LONGEST_BUCKET_NAME)}`,
      fix: `shorten "name" by ${String(longest.length - LONGEST_BUCKET_NAME)} (bucket ${longest})`,
    },
  ];
}

/** Archives of log lines, configurations of sidecars, and what Firehose could not deliver. */
function telemetryBuckets(estate: EstateDraft): readonly string[] {
  const keys = Object.keys(estate.accounts ?? {});
  const { namespaces, logs } = estate.telemetry?.cloudwatch ?? {};
  const streams = Object.values(namespaces ?? {}).includes("stream");
  return [
    ...(estate.destinations?.logs?.includes("s3") === true ? keys.map((key) => logArchiveBucketName(estate, key)) : []),
    ...(streams ? keys.map((key) => deliveryBucketName(estate, key, "metrics")) : []),
    ...(logs === undefined ? [] : keys.map((key) => deliveryBucketName(estate, key, "logs"))),
    ...ecsServices(estate).flatMap(({ ecs, accounts }) =>
      accounts.map((key) => telemetryBucketName(estate, key, ecs.region ?? estate.accounts?.[key]?.region ?? "")),
    ),
    ...(estate.telemetry?.fleet?.accounts ?? []).map((key) => fleetBucketName(estate, key ?? "", "output")),
  ];
}
