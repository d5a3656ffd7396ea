/** CloudWatch of one account as a data source: metrics, alarms, Logs Insights, names of instances for variables. */
import { Construct } from "constructs";
import type { EstateConfig } from "../../../config/estate";
import { cloudWatchUid, DATA_SOURCES } from "../../../dashboards";
import type { Account } from "../../core/accounts";
import type { DataSourceContribution } from "../../core/contribution";
import type { GrafanaTrust } from "../../core/grafana-trust";
import { allow, type Statement } from "../../core/iam";
import { ReaderRole } from "./reader-role";

export interface CloudWatchReaderProps {
  readonly config: EstateConfig;
  readonly account: Account;
  readonly trust: GrafanaTrust;
  /** Whether this account sees the others (CloudWatch cross-account observability). */
  readonly sees: boolean;
  /** Whether log lines of this account lead to traces in X-Ray. */
  readonly traces: boolean;
}

export class CloudWatchReader extends Construct {
  readonly dataSource: DataSourceContribution;

  constructor(scope: Construct, id: string, { config, account, trust, sees, traces }: CloudWatchReaderProps) {
    super(scope, id);
    const uid = cloudWatchUid(account.key);
    const role = new ReaderRole(this, "role", {
      organisation: config.name,
      account,
      trust,
      subject: `cloudwatch-${account.key}`,
      description: "Grafana reads metrics, alarms and logs of CloudWatch",
      dataSourceUid: uid,
      statements: statements(account, sees),
    });
    this.dataSource = {
      uid,
      name: `CloudWatch (${account.key})`,
      type: "cloudwatch",
      jsonData: {
        ...trust.authentication(role.arn),
        defaultRegion: account.region,
        logsTimeout: "30m",
        ...(traces ? { tracingDatasourceUid: DATA_SOURCES.xray.uid } : {}),
      },
    };
  }
}

/**
 * Source of the action lists: https://grafana.com/docs/grafana/latest/datasources/aws-cloudwatch/configure/, read 2026-11.
 * Metrics, tags and descriptions know no resources; the log actions are held to the account's own groups.
 */
function statements({ partition, id }: Account, sees: boolean): readonly Statement[] {
  return [
    allow(
      "ReadMetrics",
      [
        "cloudwatch:DescribeAlarmsForMetric",
        "cloudwatch:DescribeAlarmHistory",
        "cloudwatch:DescribeAlarms",
        "cloudwatch:ListMetrics",
        "cloudwatch:GetMetricData",
      ],
      ["*"],
    ),
    allow("ListLogGroups", ["logs:DescribeLogGroups", "logs:StopQuery", "logs:GetQueryResults"], ["*"]),
    allow(
      "QueryLogs",
      ["logs:StartQuery", "logs:GetLogGroupFields", "logs:GetLogEvents"],
      [`arn:${partition}:logs:*:${sees ? "*" : id}:log-group:*`],
    ),
    allow(
      "NameThings",
      ["ec2:DescribeTags", "ec2:DescribeInstances", "ec2:DescribeRegions", "tag:GetResources"],
      ["*"],
    ),
    ...(sees ? [allow("SeeLinkedAccounts", ["oam:ListSinks", "oam:ListAttachedLinks"], ["*"])] : []),
  ];
}
