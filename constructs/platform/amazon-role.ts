/** The role of Amazon Managed Grafana: it reads the estate's metrics, and everything else through reader roles. */
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import type { EstateConfig } from "../../config/estate";
import { readerRolePattern } from "../core/grafana-trust";
import { allow, policyDocument, serviceTrust } from "../core/iam";
import { regionalArn, type AmazonPlace } from "./amazon-place";

/** Source: https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-and-IAM.html, read 2026-11. */
const READ_METRICS = [
  "aps:DescribeWorkspace",
  "aps:GetAlertManagerStatus",
  "aps:GetLabels",
  "aps:GetMetricMetadata",
  "aps:GetSeries",
  "aps:ListAlertManagerAlertGroups",
  "aps:ListAlertManagerAlerts",
  "aps:ListAlertManagerReceivers",
  "aps:ListAlertManagerSilences",
  "aps:ListAlerts",
  "aps:ListRules",
  "aps:QueryMetrics",
];

export class AmazonRole extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, config: EstateConfig, place: AmazonPlace, prometheusArn: string) {
    super(scope, id);
    const { provider, partition, id: account } = place.account;
    const role = new IamRole(this, "resource", {
      provider,
      name: place.roleName,
      description: "Amazon Managed Grafana reads the estate",
      assumeRolePolicy: serviceTrust("grafana.amazonaws.com", account, [
        regionalArn(place, "grafana", "/workspaces/*"),
      ]),
    });
    const readers = Object.values(config.accounts).map(
      (reader) => `arn:${partition}:iam::${reader.id}:role/${readerRolePattern(config.name)}`,
    );
    new IamRolePolicy(this, "policy", {
      provider,
      name: "read-estate",
      role: role.name,
      policy: policyDocument([
        allow("ReadMetrics", READ_METRICS, [prometheusArn]),
        allow("ListForPickers", ["aps:ListWorkspaces"], ["*"]),
        allow("AssumeReaders", ["sts:AssumeRole"], readers),
      ]),
    });
    this.arn = role.arn;
  }
}
