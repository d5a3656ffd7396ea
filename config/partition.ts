/** The AWS partition that a region belongs to; the prefix of a region's name says it. */
export type Partition = "aws" | "aws-cn" | "aws-us-gov";

/** `aws-cn` for China, `aws-us-gov` for GovCloud, else `aws`. */
export function partitionOf(region: string): Partition {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}
