import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { Construct } from "constructs";
import { describe, expect, it } from "vitest";
import { Accounts } from "../../../constructs/core/accounts";
import { tagDomain } from "../../../constructs/core/tags";
import { minimal } from "../../support/fixtures";
import { synth } from "../../support/synth";
import { resource } from "../../support/template";

describe("tagDomain", () => {
  const stack = synth((scope) => {
    const { provider } = new Accounts(scope, minimal()).get("main");
    const cost = new Construct(scope, "cost");
    tagDomain(cost, "cost");
    new S3Bucket(cost, "plain", { provider });
    new S3Bucket(new Construct(cost, "deep"), "tagged", { provider, tags: { team: "payments" } });
    new KmsAlias(cost, "alias", { provider, targetKeyId: "k" });
    new S3Bucket(scope, "outside", { provider });
  });

  it("tags what takes tags, at any depth, and keeps tags that are there", () => {
    expect(resource(stack, "aws_s3_bucket.cost_plain")["tags"]).toEqual({ domain: "cost" });
    expect(resource(stack, "aws_s3_bucket.cost_deep_tagged")["tags"]).toEqual({ team: "payments", domain: "cost" });
  });

  it("leaves alone what takes none, and what stands elsewhere", () => {
    expect(resource(stack, "aws_kms_alias.cost_alias")).not.toHaveProperty("tags");
    expect(resource(stack, "aws_s3_bucket.outside")).not.toHaveProperty("tags");
  });
});
