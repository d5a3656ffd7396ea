/**
 * Log groups of the services in CloudWatch Logs, where that is where lines are read. Dashboards ask all of them at once, in
 * whatever account a person looks into, and a group that is missing fails the query: so every account gets every group.
 */
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";
import { serviceLogGroups } from "../../dashboards";
import type { Account } from "../core/accounts";
import { CustomerKey } from "../core/customer-key";
import { allowLogEncryption } from "../core/iam";
import { physicalName } from "../core/names";

export interface ServiceLogGroupsProps {
  readonly organisation: string;
  readonly account: Account;
  /** Keys of the services. */
  readonly services: readonly string[];
  /** Days that lines are kept. */
  readonly retentionDays: number;
}

export class ServiceLogGroups extends Construct {
  constructor(scope: Construct, id: string, { organisation, account, services, retentionDays }: ServiceLogGroupsProps) {
    super(scope, id);
    const { region } = account;
    const key = new CustomerKey(this, "key", {
      account,
      region,
      alias: physicalName("kmsAlias", organisation, "service-logs"),
      description: "Log lines of the services in CloudWatch Logs",
      statements: [
        allowLogEncryption(
          "LogsEncryptServiceLogs",
          region,
          `arn:${account.partition}:logs:${region}:${account.id}:log-group:/estate/services/*`,
        ),
      ],
    });
    for (const name of serviceLogGroups(services))
      new CloudwatchLogGroup(this, name.slice(name.lastIndexOf("/") + 1), {
        provider: account.provider,
        region,
        name,
        retentionInDays: retentionDays,
        kmsKeyId: key.arn,
      });
  }
}
