import { describe, expect, it } from "vitest";
import { Accounts } from "../../../constructs/core/accounts";
import { CustomerKey } from "../../../constructs/core/customer-key";
import { allowService } from "../../../constructs/core/iam";
import { minimal } from "../../support/fixtures";
import { synth } from "../../support/synth";
import { policy, resource, resourceTypes } from "../../support/template";

const USER = allowService({
  sid: "Deliver",
  services: ["billingreports.amazonaws.com"],
  actions: ["kms:GenerateDataKey*"],
  resources: ["*"],
  sourceAccount: "111122223333",
});

const stack = synth((scope) => {
  const account = new Accounts(scope, minimal()).get("main");
  const props = { account, region: "eu-central-1", alias: "smallco-cost", description: "Exports" };
  new CustomerKey(scope, "plain", props);
  new CustomerKey(scope, "shared", { ...props, statements: [USER] });
});

const ADMINISTRATION = {
  Sid: "AccountAdministersKey",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::111122223333:root" },
  Action: "kms:*",
  Resource: "*",
};

describe("CustomerKey", () => {
  it("is a key with an alias", () => {
    expect(resourceTypes(stack)).toEqual(["aws_kms_alias", "aws_kms_alias", "aws_kms_key", "aws_kms_key"]);
    expect(resource(stack, "aws_kms_alias.plain_alias")).toEqual({
      provider: "aws.main",
      region: "eu-central-1",
      name: "alias/smallco-cost",
      target_key_id: "${aws_kms_key.plain.key_id}",
    });
  });

  it("rotates, waits 30 days and is never destroyed by a plan", () => {
    expect(resource(stack, "aws_kms_key.plain")).toEqual({
      provider: "aws.main",
      region: "eu-central-1",
      description: "Exports",
      enable_key_rotation: true,
      deletion_window_in_days: 30,
      policy: expect.any(String) as string,
      lifecycle: { prevent_destroy: true },
    });
  });

  it("is administered by its account alone by default", () => {
    expect(policy(stack, "aws_kms_key.plain")).toEqual({ Version: "2012-10-17", Statement: [ADMINISTRATION] });
  });

  it("lets others use it besides", () => {
    expect(policy(stack, "aws_kms_key.shared")).toEqual({ Version: "2012-10-17", Statement: [ADMINISTRATION, USER] });
  });
});
