/**
 * Every log group of an account to Loki, by one policy of the account, whatever makes a group tomorrow. The policy can only
 * exclude, and only by whole names, so what would come back to itself is left out by name: the loop guard.
 */
import { CloudwatchLogAccountPolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-account-policy";
import { Construct } from "constructs";
import { physicalName } from "../../core/names";
import { Delivery, deliveryLogGroup, type DeliveryProps } from "./delivery";
import { SenderRole } from "./sender-role";

export interface LogShippingProps extends Omit<DeliveryProps, "subject" | "receiver"> {
  /** Log groups that are left out, besides those of the delivery itself. */
  readonly exclude: readonly string[];
  readonly filterPattern: string;
}

export class LogShipping extends Construct {
  constructor(scope: Construct, id: string, { exclude, filterPattern, ...props }: LogShippingProps) {
    super(scope, id);
    const { account, region, organisation } = props;
    const delivery = new Delivery(this, "delivery", { ...props, subject: "logs", receiver: "Grafana Cloud logs" });
    const role = new SenderRole(this, "role", {
      organisation,
      account,
      subject: "log-shipping",
      description: "CloudWatch Logs sends log groups to Firehose",
      service: "logs.amazonaws.com",
      deliveryArn: delivery.arn,
    });
    const own = ["logs", "metrics"].map((subject) => deliveryLogGroup(organisation, subject));
    new CloudwatchLogAccountPolicy(this, "policy", {
      provider: account.provider,
      region,
      policyName: physicalName("logAccountPolicy", organisation, "loki"),
      policyType: "SUBSCRIPTION_FILTER_POLICY",
      scope: "ALL",
      policyDocument: subscription(delivery.arn, role.arn, filterPattern),
      selectionCriteria: selection([...own, ...exclude]),
      dependsOn: [role.ready, delivery.ready],
    });
  }
}

function subscription(DestinationArn: string, RoleArn: string, FilterPattern: string): string {
  return JSON.stringify({ DestinationArn, RoleArn, FilterPattern, Distribution: "Random" });
}

/** `LogGroupName NOT IN [...]`, the only form that CloudWatch Logs takes; each name once, in order. */
export function selection(exclude: readonly string[]): string {
  const names = [...new Set(exclude)].toSorted().map((name) => JSON.stringify(name));
  return `LogGroupName NOT IN [${names.join(", ")}]`;
}
