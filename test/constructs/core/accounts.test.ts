import { App } from "cdktf";
import { describe, expect, it } from "vitest";
import { Accounts } from "../../../constructs/core/accounts";
import { InputError } from "../../../constructs/core/errors";
import { BaseStack } from "../../../stacks/base-stack";
import { minimal } from "../../support/fixtures";
import { synth } from "../../support/synth";

const TWO = minimal({
  name: "acme",
  accounts: {
    main: { id: "111122223333", region: "eu-west-1" },
    prod: {
      id: "444455556666",
      region: "eu-central-1",
      environment: "production",
      role: "arn:aws:iam::444455556666:role/estate-apply",
      externalId: "estate-1",
    },
  },
});

describe("Accounts", () => {
  it("makes one provider per account and one for billing, however often they are asked for", () => {
    const stack = synth((scope) => {
      const accounts = new Accounts(scope, TWO);
      for (const key of ["main", "prod", "main"]) accounts.get(key);
      for (const key of ["main", "main"]) accounts.billing(key);
    }, TWO);
    expect(stack.provider?.["aws"]).toEqual([
      {
        alias: "main",
        region: "eu-west-1",
        allowed_account_ids: ["111122223333"],
        default_tags: [{ tags: { estate: "acme", environment: "shared", "managed-by": "monitoring-estate" } }],
      },
      {
        alias: "prod",
        region: "eu-central-1",
        allowed_account_ids: ["444455556666"],
        assume_role: [
          {
            role_arn: "arn:aws:iam::444455556666:role/estate-apply",
            session_name: "monitoring-estate",
            external_id: "estate-1",
          },
        ],
        default_tags: [{ tags: { estate: "acme", environment: "production", "managed-by": "monitoring-estate" } }],
      },
      {
        alias: "main-us-east-1",
        region: "us-east-1",
        allowed_account_ids: ["111122223333"],
        default_tags: [{ tags: { estate: "acme", environment: "shared", "managed-by": "monitoring-estate" } }],
      },
    ]);
  });

  it("makes no provider for an account that nobody asks for", () => {
    expect(synth((scope) => new Accounts(scope, TWO), TWO).provider).toBeUndefined();
  });

  it("tells a domain what it needs of an account", () => {
    const accounts = new Accounts(new BaseStack(new App({ outdir: "unused" }), "s", TWO), TWO);
    expect(accounts.get("prod")).toMatchObject({
      key: "prod",
      id: "444455556666",
      region: "eu-central-1",
      partition: "aws",
      environment: "production",
    });
  });

  it("knows the partition of a region", () => {
    const gov = { id: "444455556666", region: "us-gov-west-1" };
    const config = minimal({ accounts: { main: { id: "111122223333", region: "eu-west-1" }, gov } });
    const accounts = new Accounts(new BaseStack(new App({ outdir: "unused" }), "s", config), config);
    expect(accounts.get("gov").partition).toBe("aws-us-gov");
  });

  it("refuses an account that is not declared", () => {
    const accounts = new Accounts(new BaseStack(new App({ outdir: "unused" }), "s", TWO), TWO);
    const refused = new InputError(
      new BaseStack(new App({ outdir: "unused" }), "s", TWO),
      "account",
      "is not declared",
      "mian",
      "Known: main, prod.",
    );
    expect(() => accounts.get("mian")).toThrow(refused);
    expect(refused.message).toBe('s account: is not declared (got "mian"). Known: main, prod.');
  });
});
