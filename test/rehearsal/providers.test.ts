import { describe, expect, it } from "vitest";
import { hcl, rehearse } from "./support";

const ALIASES = `
provider "aws" {
  alias  = "production"
  region = "ap-northeast-1"
  assume_role {
    role_arn = "arn:aws:iam::777788889999:role/estate"
  }
  default_tags {
    tags = { estate = "acme", team = "none" }
  }
}
`;

const OUTPUTS = "outputs";

/** Applies the body and returns its outputs. */
async function outputsOf(body: string, env: Readonly<Record<string, string>> = {}): Promise<Record<string, unknown>> {
  return rehearse(
    hcl(body),
    async (rehearsal) => {
      await rehearsal.apply();
      const outputs = (await rehearsal.state()).values?.[OUTPUTS] ?? {};
      return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
    },
    { env },
  );
}

describe("provider configurations", () => {
  it("keep their account, region and default tags apart", async () => {
    const outputs = await outputsOf(`${ALIASES}
      data "aws_caller_identity" "here" {}
      data "aws_caller_identity" "there" { provider = aws.production }
      resource "aws_sns_topic" "here" { name = "page" }
      resource "aws_sns_topic" "there" {
        provider = aws.production
        name     = "page"
        tags     = { team = "platform" }
      }
      resource "aws_sns_topic" "elsewhere" {
        provider = aws.production
        name     = "page"
        region   = "us-east-1"
      }
      output "accounts" { value = [data.aws_caller_identity.here.account_id, data.aws_caller_identity.there.account_id] }
      output "arns" { value = [aws_sns_topic.here.arn, aws_sns_topic.there.arn, aws_sns_topic.elsewhere.arn] }
      output "tags" { value = aws_sns_topic.there.tags_all }
    `);
    expect(outputs).toEqual({
      accounts: ["123456789012", "777788889999"],
      arns: [
        "arn:aws:sns:eu-central-1:123456789012:page",
        "arn:aws:sns:ap-northeast-1:777788889999:page",
        "arn:aws:sns:us-east-1:777788889999:page",
      ],
      tags: { estate: "acme", team: "platform" },
    });
  });

  it("plan the region of a resource from the provider, as the real one does", async () => {
    await rehearse(hcl(`resource "aws_sns_topic" "page" { name = "page" }`), async (rehearsal) => {
      const [change] = (await rehearsal.plan()).json.resource_changes ?? [];
      expect(change?.change.after).toMatchObject({ region: "eu-central-1", tags_all: {} });
    });
  });
});

describe("placeholders", () => {
  it("of data sources are known at plan and look like the real thing", async () => {
    const outputs = await outputsOf(`
      data "aws_region" "here" {}
      data "aws_partition" "here" {}
      data "aws_availability_zones" "here" {}
      data "aws_iam_policy_document" "doc" {
        statement {
          actions   = ["s3:GetObject"]
          resources = ["*"]
        }
      }
      data "aws_subnets" "private" {}
      output "region" { value = data.aws_region.here.region }
      output "partition" { value = data.aws_partition.here.partition }
      output "zones" { value = data.aws_availability_zones.here.names }
      output "document" { value = jsondecode(data.aws_iam_policy_document.doc.json).Version }
      output "subnets" { value = [for id in data.aws_subnets.private.ids : can(regex("^subnet-[0-9a-f]{17}$", id))] }
    `);
    expect(outputs).toEqual({
      region: "eu-central-1",
      partition: "aws",
      zones: ["eu-central-1a", "eu-central-1b", "eu-central-1c"],
      document: "2012-10-17",
      subnets: [true, true, true],
    });
  });

  it("of resources look like the real thing", async () => {
    const outputs = await outputsOf(`
      resource "aws_kms_key" "costs" {}
      resource "aws_iam_role" "costs" {
        name               = "costs"
        assume_role_policy = "{}"
      }
      resource "aws_secretsmanager_secret" "token" { name = "token" }
      resource "aws_sqs_queue" "dead" { name_prefix = "dead-" }
      resource "aws_lambda_function" "fix" {
        function_name = "fix"
        role          = aws_iam_role.costs.arn
      }
      resource "grafana_cloud_stack" "acme" {
        name        = "acme"
        slug        = "acme"
        region_slug = "prod-eu-west-2"
      }
      resource "grafana_folder" "costs" {
        title = "Costs"
        uid   = "costs"
      }
      output "key" { value = can(regex("^arn:aws:kms:eu-central-1:123456789012:key/[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$", aws_kms_key.costs.arn)) }
      output "key_id" { value = endswith(aws_kms_key.costs.arn, aws_kms_key.costs.key_id) }
      output "role" { value = aws_iam_role.costs.arn }
      output "secret" { value = can(regex("^arn:aws:secretsmanager:eu-central-1:123456789012:secret:token-[0-9a-f]{6}$", aws_secretsmanager_secret.token.arn)) }
      output "queue" { value = startswith(aws_sqs_queue.dead.url, "https://sqs.eu-central-1.amazonaws.com/123456789012/dead-") }
      output "lambda" { value = aws_lambda_function.fix.arn }
      output "stack" { value = [grafana_cloud_stack.acme.url, grafana_cloud_stack.acme.prometheus_remote_write_endpoint] }
      output "number" { value = grafana_cloud_stack.acme.prometheus_user_id > 999999 }
      output "folder" { value = grafana_folder.costs.id }
    `);
    expect(outputs).toEqual({
      key: true,
      key_id: true,
      role: "arn:aws:iam::123456789012:role/costs",
      secret: true,
      queue: true,
      lambda: "arn:aws:lambda:eu-central-1:123456789012:function:fix",
      stack: ["https://acme.grafana.net", "https://prometheus-prod-eu-west-2.grafana.net/api/prom/push"],
      number: true,
      folder: "1:costs",
    });
  });

  it("wait for the apply where a data source hangs on something new", async () => {
    const body = `
      resource "aws_sns_topic" "page" { name = "page" }
      data "aws_sns_topic" "page" { name = split(":", aws_sns_topic.page.arn)[5] }
      output "arn" { value = data.aws_sns_topic.page.arn }
    `;
    await rehearse(hcl(body), async (rehearsal) => {
      const plan = await rehearsal.plan();
      expect(plan.lastLine).toBe("Plan: 1 to add, 0 to change, 0 to destroy.");
      expect(plan.json.resource_changes?.map(({ address, change }) => [address, ...change.actions])).toEqual([
        ["data.aws_sns_topic.page", "read"],
        ["aws_sns_topic.page", "create"],
      ]);
    });
    expect(await outputsOf(body)).toEqual({ arn: "arn:aws:sns:eu-central-1:123456789012:page" });
  });
});

describe("the environment of a rehearsal", () => {
  it("holds nothing of the caller's TF_ and AWS_ variables", async () => {
    const poisoned = { ...process.env, TF_CLI_ARGS: "-nonsense", AWS_PROFILE: "production", TF_VAR_name: "caller" };
    const body = `variable "name" { default = "own" }\noutput "name" { value = var.name }`;
    await rehearse(
      hcl(body),
      async (rehearsal) => {
        await rehearsal.apply();
        expect((await rehearsal.state()).values?.outputs?.["name"]?.value).toBe("own");
      },
      { processEnv: poisoned },
    );
  });

  it("holds what is given on purpose", async () => {
    const body = `variable "name" { default = "own" }\noutput "name" { value = var.name }`;
    expect(await outputsOf(body, { TF_VAR_name: "given" })).toEqual({ name: "given" });
  });
});
