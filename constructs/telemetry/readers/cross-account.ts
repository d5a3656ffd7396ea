/**
 * CloudWatch cross-account observability: a sink in the monitoring account, a link from every other account, in each
 * region. A link costs nothing; metrics and logs stay where they are.
 */
import { OamLink } from "@cdktf/provider-aws/lib/oam-link";
import { OamSink } from "@cdktf/provider-aws/lib/oam-sink";
import { OamSinkPolicy } from "@cdktf/provider-aws/lib/oam-sink-policy";
import { Construct } from "constructs";
import type { EstateConfig } from "../../../config/estate";
import type { Account, Accounts } from "../../core/accounts";
import { policyDocument } from "../../core/iam";
import { physicalName } from "../../core/names";

/** What the monitoring account sees of the others. */
const SHARED = ["AWS::CloudWatch::Metric", "AWS::Logs::LogGroup", "AWS::XRay::Trace"];

export interface CrossAccountProps {
  readonly config: EstateConfig;
  readonly accounts: Accounts;
  /** Key of the account that sees the others. */
  readonly monitoringAccount: string;
  /** @default - the home regions of all accounts */
  readonly regions?: readonly string[] | undefined;
}

export class CrossAccount extends Construct {
  constructor(scope: Construct, id: string, { config, accounts, monitoringAccount, regions }: CrossAccountProps) {
    super(scope, id);
    const home = new Set(Object.values(config.accounts).map(({ region }) => region));
    const sources = Object.keys(config.accounts)
      .filter((key) => key !== monitoringAccount)
      .map((key) => accounts.get(key));
    if (sources.length === 0) return;
    const name = physicalName("oamSink", config.name, "monitoring");
    for (const region of regions ?? [...home].toSorted())
      new Region(this, region, { name, region, monitoring: accounts.get(monitoringAccount), sources });
  }
}

interface RegionProps {
  readonly name: string;
  readonly region: string;
  readonly monitoring: Account;
  readonly sources: readonly Account[];
}

class Region extends Construct {
  constructor(scope: Construct, id: string, { name, region, monitoring, sources }: RegionProps) {
    super(scope, id);
    const { provider } = monitoring;
    const sink = new OamSink(this, "sink", { provider, region, name });
    const policy = new OamSinkPolicy(this, "sink-policy", {
      provider,
      region,
      sinkIdentifier: sink.arn,
      policy: policyDocument([
        {
          Sid: "AccountsOfTheEstateLink",
          Effect: "Allow",
          Principal: { AWS: sources.map(({ id: account, partition }) => `arn:${partition}:iam::${account}:root`) },
          Action: ["oam:CreateLink", "oam:UpdateLink"],
          Resource: "*",
          Condition: { "ForAllValues:StringEquals": { "oam:ResourceTypes": SHARED } },
        },
      ]),
    });
    for (const source of sources)
      new OamLink(this, `link-${source.key}`, {
        provider: source.provider,
        region,
        labelTemplate: "$AccountName",
        resourceTypes: SHARED,
        sinkIdentifier: sink.arn,
        dependsOn: [policy],
      });
  }
}
