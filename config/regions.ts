/** The AWS regions there are, from a dated list: a misspelt one would otherwise be found by the first apply. */
import facts from "./facts/regions.json" with { type: "json" };
import type { Partition } from "./partition";

const PARTITIONS = new Map<string, Partition>(
  (["aws", "aws-cn", "aws-us-gov"] as const).flatMap((partition) =>
    facts.partitions[partition].map((region) => [region, partition] as const),
  ),
);

/** Every region, by partition and name. */
export const REGIONS: readonly string[] = [...PARTITIONS.keys()];

/** The partition of a known region; undefined for an unknown one. */
export function partitionOfKnown(region: string | undefined): Partition | undefined {
  return region === undefined ? undefined : PARTITIONS.get(region);
}
