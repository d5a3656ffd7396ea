/** Where the alert manager of Amazon Managed Prometheus sends alerts: it knows no other receiver than an SNS topic. */
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { CustomerKey } from "../core/customer-key";
import { allowService, policyDocument } from "../core/iam";
import { physicalName } from "../core/names";
import type { AmazonPlace } from "./amazon-place";

export interface AmazonAlertTopicProps {
  readonly place: AmazonPlace;
  readonly key: CustomerKey;
  /** ARN of the workspace whose alert manager may publish. */
  readonly workspaceArn: string;
  /** Mailbox that is told. */
  readonly email: string;
}

export class AmazonAlertTopic extends Construct {
  readonly arn: string;
  /** Depend on it where the right to publish is checked on creation. */
  readonly ready: ITerraformDependable;

  constructor(scope: Construct, id: string, { place, key, workspaceArn, email }: AmazonAlertTopicProps) {
    super(scope, id);
    const { account, region } = place;
    const at = { provider: account.provider, region };
    const topic = new SnsTopic(this, "resource", {
      ...at,
      name: physicalName("snsTopic", place.organisation, "prometheus-alerts"),
      displayName: "Prometheus alerts",
      kmsMasterKeyId: key.arn,
    });
    this.arn = topic.arn;
    this.ready = new SnsTopicPolicy(this, "policy", {
      ...at,
      arn: topic.arn,
      policy: topicPolicy(topic.arn, workspaceArn, account.id),
    });
    new SnsTopicSubscription(this, "email", { ...at, topicArn: topic.arn, protocol: "email", endpoint: email });
  }
}

function topicPolicy(topicArn: string, workspaceArn: string, account: string): string {
  return policyDocument([
    allowService({
      sid: "AlertManagerPublishes",
      services: ["aps.amazonaws.com"],
      actions: ["sns:Publish", "sns:GetTopicAttributes"],
      resources: [topicArn],
      sourceAccount: account,
      sourceArns: [workspaceArn],
    }),
    {
      Sid: "DenyWithoutTls",
      Effect: "Deny",
      Principal: "*",
      Action: "sns:Publish",
      Resource: topicArn,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
}
