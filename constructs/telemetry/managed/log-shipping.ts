/**
 * Every log group of an account to Loki, by one policy of the account, whatever makes a group tomorrow. The policy can only
 * exclude, and only by whole names, so what would come back to itself is left out by name: the loop guard. It is the one
 * policy of its kind that AWS allows in a region; the two filters that a log group may have of its own are left to others.
 */
import { CloudwatchLogAccountPolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-account-policy";
import { Construct } from "constructs";
import { InputError } from "../../core/errors";
import { physicalName } from "../../core/names";
import { Delivery, deliveryLogGroup, type DeliveryProps } from "./delivery";
import { SenderRole } from "./sender-role";

/** Longest selection, in bytes: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutAccountPolicy.html, read 2026-11. */
const LONGEST_SELECTION = 25 * 1024;

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
      // Of a policy of the account, it is the log group whose lines are sent.
      sourceArns: [`arn:${account.partition}:logs:${region}:${account.id}:*`],
      delivery,
    });
    new CloudwatchLogAccountPolicy(this, "policy", {
      provider: account.provider,
      region,
      policyName: physicalName("logAccountPolicy", organisation, "loki"),
      policyType: "SUBSCRIPTION_FILTER_POLICY",
      scope: "ALL",
      policyDocument: subscription(delivery.arn, role.arn, filterPattern),
      selectionCriteria: this.selection([...loopGuard(organisation), ...exclude]),
      dependsOn: [role.ready, delivery.ready],
    });
  }

  private selection(exclude: readonly string[]): string {
    const criteria = selection(exclude);
    const bytes = Buffer.byteLength(criteria);
    if (bytes <= LONGEST_SELECTION) return criteria;
    const fix = "Name fewer log groups, or send what is wanted by a filter pattern.";
    throw new InputError(this, "exclude", `must make at most ${String(LONGEST_SELECTION)} bytes`, bytes, fix);
  }
}

/** Groups into which the deliveries of an account write: each line that is sent could make another one there. */
function loopGuard(organisation: string): readonly string[] {
  return ["logs", "metrics"].map((subject) => deliveryLogGroup(organisation, subject));
}

function subscription(DestinationArn: string, RoleArn: string, FilterPattern: string): string {
  return JSON.stringify({ DestinationArn, RoleArn, FilterPattern, Distribution: "Random" });
}

/** `LogGroupName NOT IN [...]`, the only form that CloudWatch Logs takes; each name once, in order. */
export function selection(exclude: readonly string[]): string {
  const names = [...new Set(exclude)].toSorted().map((name) => JSON.stringify(name));
  return `LogGroupName NOT IN [${names.join(", ")}]`;
}
