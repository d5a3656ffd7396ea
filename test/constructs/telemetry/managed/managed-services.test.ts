/** Which way metrics and logs of which account take, and what Grafana Cloud may ask an account for. */
import { describe, expect, it } from "vitest";
import { checkPolicies } from "../../../../constructs/core/policy";
import { changed, policy, resource, resources, resourceTypes, type StackJson } from "../../../support/template";
import { type CloudWatch, intake, managedServices, USES } from "./support";

const ALL: CloudWatch = {
  namespaces: { "AWS/Lambda": "stream", "AWS/RDS": "scrape", "AWS/ApiGateway": "scrape", "AWS/CodeBuild": "scrape" },
  externalId: "42",
  logs: { accounts: ["main", "shop"] },
};

const all = managedServices(ALL);

const roleNames = (stack: StackJson): readonly string[] =>
  Object.values(resources(stack, "aws_iam_role"))
    .map(({ name }) => String(name))
    .toSorted();

describe("managed services", () => {
  it("make nothing where the config asks for nothing, or dashboards for nothing of it", () => {
    expect(managedServices({}).inventory).toEqual([]);
    expect(managedServices({ namespaces: { "AWS/Lambda": "stream" } }, { uses: [] }).inventory).toEqual([]);
  });

  it("go the way of their namespace, in each account that ships", () => {
    const { inventory, jobs } = all;
    expect(inventory.filter((entry) => !/_delivery_|_policy/.test(entry))).toEqual([
      "aws_cloudwatch_metric_alarm metric-streams_main_losing",
      "aws_cloudwatch_metric_alarm metric-streams_shop_losing",
      "aws_cloudwatch_metric_stream metric-streams_main_stream", // namespaces that are streamed
      "aws_cloudwatch_metric_stream metric-streams_shop_stream",
      "aws_iam_role log-shipping_main_role", // CloudWatch Logs hands lines over
      "aws_iam_role log-shipping_shop_role",
      "aws_iam_role metric-streams_main_role", // CloudWatch hands metrics over
      "aws_iam_role metric-streams_shop_role",
      "aws_iam_role scrapes_main_role", // Grafana Cloud asks
      "aws_iam_role scrapes_shop_role",
    ]);
    expect(
      jobs.map(({ account, regions, intervalSeconds, uses }) => [account, regions, intervalSeconds, uses.length]),
    ).toEqual([
      ["main", ["eu-west-1"], 300, 3],
      ["shop", ["eu-central-1"], 300, 3],
    ]);
  });

  it("of one account make nothing in another", () => {
    const { inventory } = managedServices({ ...ALL, accounts: ["shop"], logs: { accounts: ["shop"] } });
    expect(inventory.filter((entry) => entry.includes("_main_"))).toEqual([]);
  });

  it("keep every rule of the policy pack, with names that differ by account", () => {
    expect(all.violations).toEqual([]);
    expect(roleNames(all.stack)).toEqual([
      "smallco-delivery-logs-main",
      "smallco-delivery-logs-shop",
      "smallco-delivery-metrics-main",
      "smallco-delivery-metrics-shop",
      "smallco-grafana-scrape-main",
      "smallco-grafana-scrape-shop",
      "smallco-log-shipping-main",
      "smallco-log-shipping-shop",
      "smallco-metric-stream-main",
      "smallco-metric-stream-shop",
    ]);
  });

  it.each([
    [
      "a sender without a source account",
      "aws_iam_role.managed_log-shipping_shop_role",
      {
        assume_role_policy:
          '{"Statement":[{"Effect":"Allow","Principal":{"Service":"logs.amazonaws.com"},"Action":"sts:AssumeRole"}]}',
      },
      "statement #0 lets a service in without saying for whom it acts (confused deputy) [service-principal-conditions]",
    ],
    [
      "records under a key of AWS",
      "aws_kinesis_firehose_delivery_stream.managed_log-shipping_shop_delivery_stream",
      { server_side_encryption: { enabled: true, key_type: "AWS_OWNED_CMK" } },
      "has no customer key at server_side_encryption.key_arn [customer-key]",
    ],
    [
      "a role named as in the other account",
      "aws_iam_role.managed_scrapes_shop_role",
      { name: "smallco-grafana-scrape-main" },
      "has the name of the role test/managed/scrapes/main/role/resource [role-names-differ]",
    ],
  ])("would not pass with %s", (_, address, change, message) => {
    expect(checkPolicies(changed(all.stack, address, change)).map((problem) => problem.message)).toEqual([message]);
  });

  it("have names within the limits of AWS, however long those of organisation and account are", () => {
    const long = { name: "an-organisation-of-man", shop: "production-of-the-shop-frankfur" };
    const names = roleNames(managedServices({ ...ALL, logs: { accounts: ["main", long.shop] } }, {}, long).stack);
    expect(names.map((name) => name.length).filter((length) => length > 64)).toEqual([]);
    expect(new Set(names).size).toBe(10);
    expect(names).toContain("an-organisation-of-man-delivery-metrics-production-of-t-235c61ff");
  });
});

describe("the role that Grafana Cloud assumes", () => {
  const { stack } = managedServices({ ...ALL, accounts: ["shop"], externalId: "42" });
  const ID = "managed_scrapes_shop_role";

  it("is trusted to Grafana's account with the external id", () => {
    expect(policy(stack, `aws_iam_role.${ID}`, "assume_role_policy")).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "OtherAccountWithExternalId",
          Effect: "Allow",
          Principal: { AWS: "arn:aws:iam::008923505280:root" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "sts:ExternalId": ["42"] } },
        },
      ],
    });
  });

  it("reads metrics and tags, and of API Gateway the lists of APIs, never its keys", () => {
    expect(policy(stack, `aws_iam_role_policy.${ID}_policy`)).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "ReadMetrics",
          Effect: "Allow",
          Action: ["cloudwatch:GetMetricData", "cloudwatch:ListMetrics"],
          Resource: ["*"],
        },
        { Sid: "FindResources", Effect: "Allow", Action: ["tag:GetResources"], Resource: ["*"] },
        {
          Sid: "FindAWSApiGateway",
          Effect: "Allow",
          Action: ["apigateway:GET"],
          Resource: ["arn:aws:apigateway:eu-central-1::/apis", "arn:aws:apigateway:eu-central-1::/restapis"],
        },
      ],
    });
  });

  it("has no rights for namespaces that are not scraped", () => {
    const lambda = managedServices({
      namespaces: { "AWS/Lambda": "scrape", "AWS/ApiGateway": "stream" },
      accounts: ["shop"],
    });
    expect(policy(lambda.stack, `aws_iam_role_policy.${ID}_policy`)).toMatchObject({
      Statement: [{ Sid: "ReadMetrics" }, { Sid: "FindResources" }],
    });
  });

  it("has the config's external id first, then that of the platform, for which no secret is made", () => {
    const asked: string[] = [];
    const external = (cloudwatch: Partial<CloudWatch>, externalId?: string) => {
      const made = managedServices(
        { namespaces: { "AWS/RDS": "scrape" }, accounts: ["shop"], ...cloudwatch },
        {
          externalId,
          intake: (account, signal, shipper) => {
            asked.push(`${account} ${signal} ${shipper}`);
            return intake(account, signal, shipper);
          },
        },
      );
      return /"sts:ExternalId":\["(.+?)"\]/.exec(
        String(resource(made.stack, `aws_iam_role.${ID}`)["assume_role_policy"]),
      )?.[1];
    };
    expect([external({ externalId: "42" }, "43"), external({}, "43"), asked]).toEqual(["42", "43", []]);
    expect([external({}), asked]).toEqual(["1001", ["shop metrics firehose"]]);
  });
});

describe("an account without a token", () => {
  it.each(["metrics", "logs"] as const)("of %s is a mistake of the config check", (signal) => {
    const settings: CloudWatch =
      signal === "logs"
        ? { logs: { accounts: ["shop"] } }
        : { namespaces: { "AWS/Lambda": "stream" }, accounts: ["shop"] };
    expect(() => managedServices(settings, { intake: () => undefined })).toThrow(
      `shop sends no ${signal} to Grafana Cloud; the config check lets no such pass`,
    );
  });
});

describe("what is scraped", () => {
  it("is what dashboards ask of the namespaces, in the order in which they are told", () => {
    const { jobs } = managedServices({
      namespaces: { "AWS/RDS": "scrape", "AWS/CodeBuild": "scrape" },
      accounts: ["shop"],
      scrapeIntervalSeconds: 600,
    });
    expect(jobs.map(({ intervalSeconds, uses }) => [intervalSeconds, uses])).toEqual([[600, [USES[1], USES[4]]]]);
    expect(resourceTypes(managedServices({ namespaces: { "AWS/RDS": "scrape" }, accounts: ["shop"] }).stack)).toEqual([
      "aws_iam_role",
      "aws_iam_role_policy",
    ]);
  });
});
