/** Log groups to Loki: one policy of the account that leaves out what would come back to itself. */
import { describe, expect, it } from "vitest";
import { selection } from "../../../../constructs/telemetry/managed/log-shipping";
import { policy, resource } from "../../../support/template";
import { managedServices } from "./support";

const { stack, inventory } = managedServices(
  {
    namespaces: {},
    logs: { accounts: ["shop"], exclude: ["/aws/lambda/noisy", "/estate/services/checkout"], filterPattern: '"ERROR"' },
  },
  { ownLogGroups: ["/estate/services/checkout"] },
);
const ID = "managed_log-shipping_shop";

describe("the shipping of logs", () => {
  it("is a delivery, a policy of the account, and a role that hands over", () => {
    expect(inventory.filter((entry) => !entry.includes("_delivery_"))).toEqual([
      "aws_cloudwatch_log_account_policy log-shipping_shop_policy", // every group, also those of tomorrow
      "aws_iam_role log-shipping_shop_role", // CloudWatch Logs assumes it
      "aws_iam_role_policy log-shipping_shop_role_policy", // puts records, encrypts them
    ]);
  });

  it("sends every log group but those that are shipped already or would come back, each once and in order", () => {
    const { policy_document, ...rest } = resource(stack, `aws_cloudwatch_log_account_policy.${ID}_policy`);
    expect(rest).toEqual({
      provider: "aws.shop",
      region: "eu-central-1",
      policy_name: "smallco-loki",
      policy_type: "SUBSCRIPTION_FILTER_POLICY",
      scope: "ALL",
      selection_criteria:
        'LogGroupName NOT IN ["/aws/kinesisfirehose/smallco-logs", "/aws/kinesisfirehose/smallco-metrics", "/aws/lambda/noisy", "/estate/services/checkout"]',
      depends_on: [
        `aws_iam_role_policy.${ID}_role_policy`,
        `aws_kinesis_firehose_delivery_stream.${ID}_delivery_stream`,
      ],
    });
    expect(JSON.parse(String(policy_document))).toEqual({
      DestinationArn: `\${aws_kinesis_firehose_delivery_stream.${ID}_delivery_stream.arn}`,
      RoleArn: `\${aws_iam_role.${ID}_role.arn}`,
      FilterPattern: '"ERROR"',
      Distribution: "Random",
    });
  });

  it("leaves out the very groups into which its account's deliveries write", () => {
    const both = managedServices({
      namespaces: { "AWS/Lambda": "stream" },
      accounts: ["shop"],
      logs: { accounts: ["shop"] },
    }).stack;
    const criteria = String(resource(both, `aws_cloudwatch_log_account_policy.${ID}_policy`)["selection_criteria"]);
    const groups = Object.values(both.resource?.["aws_cloudwatch_log_group"] ?? {}).map(({ name }) => String(name));
    expect(groups).toHaveLength(2);
    expect(criteria).toBe(selection(groups));
  });

  it("is trusted to CloudWatch Logs for groups of this account and region, and encrypts what it puts", () => {
    expect(policy(stack, `aws_iam_role.${ID}_role`, "assume_role_policy")).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "ServiceOfThisAccount",
          Effect: "Allow",
          Principal: { Service: "logs.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: {
            StringEquals: { "aws:SourceAccount": "444455556666" },
            ArnLike: { "aws:SourceArn": ["arn:aws:logs:eu-central-1:444455556666:*"] },
          },
        },
      ],
    });
    expect(policy(stack, `aws_iam_role_policy.${ID}_role_policy`)).toMatchObject({
      Statement: [{ Sid: "PutRecords" }, { Sid: "EncryptRecords", Action: ["kms:Decrypt", "kms:GenerateDataKey"] }],
    });
  });

  it("gives each line the labels that people filter by", () => {
    expect(
      resource(stack, `aws_kinesis_firehose_delivery_stream.${ID}_delivery_stream`)["http_endpoint_configuration"],
    ).toMatchObject({
      request_configuration: {
        common_attributes: [
          { name: "lbl_cloud_account_id", value: "444455556666" },
          { name: "lbl_cloud_region", value: "eu-central-1" },
          { name: "lbl_deployment_environment_name", value: "production" },
        ],
      },
    });
  });
});

describe("the selection of log groups", () => {
  it("has the only form that CloudWatch Logs takes, with each name once", () => {
    expect(selection(["/b", "/a", "/b"])).toBe('LogGroupName NOT IN ["/a", "/b"]');
  });

  it("ends at 25 KB, with those that the estate adds", () => {
    const names = (count: number) =>
      Array.from(
        { length: count },
        (_, index) => `/estate/services/${"x".repeat(80)}${String(index).padStart(3, "0")}`,
      );
    expect(() => managedServices({ logs: { accounts: ["shop"] } }, { ownLogGroups: names(240) })).not.toThrow();
    expect(() => managedServices({ logs: { accounts: ["shop"] } }, { ownLogGroups: names(260) })).toThrow(
      "test/managed/log-shipping/shop exclude: must make at most 25600 bytes (got 27137). Name fewer log groups, or send what is wanted by a filter pattern.",
    );
  });
});
