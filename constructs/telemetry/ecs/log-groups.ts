/** Log groups of an account and region, encrypted and with an end: no group is left to keep lines for ever. */
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";
import type { Account } from "../../core/accounts";

export interface LogGroupsProps {
  readonly account: Account;
  readonly region: string;
  readonly keyArn: string;
  /** One of those that CloudWatch Logs takes. */
  readonly retentionDays: number;
  /** Names by construct id, which is stable. */
  readonly names: Readonly<Record<string, string>>;
}

export class LogGroups extends Construct {
  constructor(scope: Construct, id: string, { account, region, keyArn, retentionDays, names }: LogGroupsProps) {
    super(scope, id);
    for (const [key, name] of Object.entries(names))
      new CloudwatchLogGroup(this, key, {
        provider: account.provider,
        region,
        name,
        retentionInDays: retentionDays,
        kmsKeyId: keyArn,
      });
  }
}
