/** AWS X-Ray of one account as a data source. */
import { Construct } from "constructs";
import type { EstateConfig } from "../../../config/estate";
import { DATA_SOURCES } from "../../../dashboards";
import type { Account } from "../../core/accounts";
import type { DataSourceContribution } from "../../core/contribution";
import type { GrafanaTrust } from "../../core/grafana-trust";
import { allow } from "../../core/iam";
import { ReaderRole } from "./reader-role";

export interface XrayReaderProps {
  readonly config: EstateConfig;
  readonly account: Account;
  readonly trust: GrafanaTrust;
  /** @default - the account's home region */
  readonly region?: string | undefined;
}

export class XrayReader extends Construct {
  readonly dataSource: DataSourceContribution;

  constructor(scope: Construct, id: string, { config, account, trust, region }: XrayReaderProps) {
    super(scope, id);
    const { uid, type } = DATA_SOURCES.xray;
    const role = new ReaderRole(this, "role", {
      organisation: config.name,
      account,
      trust,
      subject: "x-ray",
      description: "Grafana reads traces and service maps of X-Ray",
      dataSourceUid: uid,
      statements: [allow("ReadTraces", ACTIONS, ["*"])],
    });
    this.dataSource = {
      uid,
      name: "X-Ray",
      type,
      jsonData: { ...trust.authentication(role.arn), defaultRegion: region ?? account.region },
    };
  }
}

/** Reading traces knows no resources. Source: https://grafana.com/docs/plugins/grafana-x-ray-datasource/latest/, read 2026-11. */
const ACTIONS = [
  "xray:BatchGetTraces",
  "xray:GetGroups",
  "xray:GetInsight",
  "xray:GetInsightEvents",
  "xray:GetInsightImpactGraph",
  "xray:GetInsightSummaries",
  "xray:GetServiceGraph",
  "xray:GetTimeSeriesServiceStatistics",
  "xray:GetTraceGraph",
  "xray:GetTraceSummaries",
  "ec2:DescribeRegions",
  "oam:ListSinks",
];
