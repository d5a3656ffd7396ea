/** What moto 5.2.5 cannot do of what the estate asks for, each with what was seen. A line that no longer holds fails. */

/** A resource type that cannot be created against moto. */
export interface Lack {
  readonly type: string;
  /** The failing operation, as the provider's error names it. */
  readonly error: string;
}

/** moto answers these operations with 500 and a web page, on which the provider gives up. */
export const motoLacks: readonly Lack[] = [
  { type: "aws_bcmdataexports_export", error: "operation error BCM Data Exports: CreateExport" },
  { type: "aws_budgets_budget", error: "operation error Budgets: DescribeSubscribersForNotification" },
  { type: "aws_ce_anomaly_monitor", error: "operation error Cost Explorer: CreateAnomalyMonitor" },
  { type: "aws_ce_cost_allocation_tag", error: "operation error Cost Explorer: UpdateCostAllocationTagsStatus" },
  { type: "aws_cur_report_definition", error: "operation error Cost and Usage Report Service: PutReportDefinition" },
  // moto gives a group no rule of its own in a VPC that it does not know, and then misses the one to revoke.
  { type: "aws_security_group", error: "operation error EC2: RevokeSecurityGroupEgress" },
];

/** Types that are never tried, because each of theirs refers to one that failed. */
export const blockedTypes: readonly string[] = [
  "aws_ce_anomaly_subscription",
  "aws_ecs_service",
  "aws_vpc_endpoint",
  "aws_vpc_security_group_egress_rule",
  "aws_vpc_security_group_ingress_rule",
];

/** Arguments that moto takes at creation and does not give back, so that a second plan sets them again. */
export const motoForgets: Readonly<Record<string, readonly string[]>> = {
  // The provider sends a bucket's tags with CreateBucket, where moto does not read them.
  aws_s3_bucket: ["tags", "tags_all"],
};
