import { describe, expect, it } from "vitest";
import { said, stackOfStatement, stackWith } from "./seeds";

const SERVICE = { Principal: { Service: "billingreports.amazonaws.com" }, Action: "s3:PutObject", Resource: "*" };
const ACCOUNT = { StringEquals: { "aws:SourceAccount": "111122223333" } };
const ARN = "arn:aws:cur:us-east-1:111122223333:definition/*";
const ROOT = { AWS: "arn:aws:iam::111122223333:root" };

describe("service-principal-conditions: an AWS service may act for a named account, resource or organisation only", () => {
  const check = (statement: object, type?: string) =>
    said("service-principal-conditions", stackOfStatement({ ...SERVICE, ...statement }, type));
  const refused = (service: string) =>
    `s/p statement One lets a service in without saying for whom it acts (confused deputy) (got ${service})`;

  it.each([
    ["the account", { Condition: ACCOUNT }],
    ["the account, in another case", { Condition: { stringequals: { "AWS:SourceAccount": "111122223333" } } }],
    ["the resource", { Condition: { ArnLike: { "aws:SourceArn": [ARN] } } }],
    ["the organisation", { Condition: { StringEquals: { "aws:SourceOrgID": "o-abcdefghij" } } }],
    ["both, of one account", { Condition: { ...ACCOUNT, ArnLike: { "aws:SourceArn": [ARN] } } }],
    ["a refusal", { Effect: "Deny" }],
    ["another account, which is no service", { Principal: ROOT }],
  ])("takes %s", (_, statement) => {
    expect(check(statement)).toEqual([]);
  });

  it.each([
    ["no condition", {}],
    ["a condition on something else", { Condition: { StringEquals: { "s3:x-amz-acl": "private" } } }],
    [
      "a test that holds without the key",
      { Condition: { StringEqualsIfExists: { "aws:SourceAccount": "111122223333" } } },
    ],
    [
      "a test of all values, which none passes too",
      { Condition: { "ForAllValues:StringEquals": { "aws:SourceAccount": "1" } } },
    ],
    ["a negative test", { Condition: { StringNotEquals: { "aws:SourceAccount": "111122223333" } } }],
    ["a test that everything passes", { Condition: { StringLike: { "aws:SourceAccount": "*" } } }],
  ])("refuses %s", (_, statement) => {
    expect(check(statement)).toEqual([refused("billingreports.amazonaws.com")]);
  });

  it("names every service that is let in", () => {
    expect(check({ Principal: { Service: ["a.amazonaws.com", "b.amazonaws.com"] } })).toEqual([
      refused("a.amazonaws.com"),
      refused("b.amazonaws.com"),
    ]);
  });

  it("refuses an ARN of another account than the source account", () => {
    const other = "arn:aws:cur:us-east-1:444455556666:definition/*";
    expect(check({ Condition: { ...ACCOUNT, ArnLike: { "aws:SourceArn": [ARN, other] } } })).toEqual([
      `s/p statement One names another account in aws:SourceArn than in aws:SourceAccount, so it never holds (got ${other})`,
    ]);
  });

  it("takes CloudWatch Logs with its encryption context, and nobody else with it", () => {
    const Condition = { ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-west-1:111122223333:*" } };
    const logs = "logs.eu-west-1.amazonaws.com";
    expect(check({ Principal: { Service: logs }, Condition }, "aws_kms_key")).toEqual([]);
    expect(check({ Principal: { Service: logs } }, "aws_kms_key")).toEqual([refused(logs)]);
    expect(check({ Condition }, "aws_kms_key")).toEqual([refused("billingreports.amazonaws.com")]);
  });

  it("finds documents in whichever argument they stand", () => {
    const assume_role_policy = JSON.stringify({ Statement: { Effect: "Allow", ...SERVICE, Action: "sts:AssumeRole" } });
    expect(
      said("service-principal-conditions", stackWith({ "aws_iam_role.r": { nested: [{ assume_role_policy }] } })),
    ).toEqual([
      "s/r statement #0 lets a service in without saying for whom it acts (confused deputy) (got billingreports.amazonaws.com)",
    ]);
  });
});

describe("no-wildcard-action: no statement allows every action, or every action of a service", () => {
  const check = (statement: object, type = "aws_iam_role_policy") =>
    said("no-wildcard-action", stackOfStatement({ Resource: "*", ...statement }, type));

  it.each(["*", "s3:*", "S3:*", "glue:**"])("refuses %s", (action) => {
    expect(check({ Action: ["s3:GetObject", action] })).toEqual([
      `s/p statement One allows more than it can need (got ${action})`,
    ]);
  });

  it("refuses everything but", () => {
    expect(check({ NotAction: "iam:*" })).toEqual(["s/p statement One allows more than it can need (got NotAction)"]);
  });

  it.each(["s3:GetObject", "kms:GenerateDataKey*", "s3:Get*"])("takes %s", (action) => {
    expect(check({ Action: action })).toEqual([]);
  });

  it("takes a refusal of everything", () => {
    expect(check({ Effect: "Deny", Action: "s3:*" })).toEqual([]);
  });

  it("takes a key's administration by its account, and by nobody else", () => {
    expect(check({ Principal: ROOT, Action: "kms:*" }, "aws_kms_key")).toEqual([]);
    expect(check({ Principal: { AWS: "arn:aws:iam::1:role/x" }, Action: "kms:*" }, "aws_kms_key")).toHaveLength(1);
    expect(check({ Principal: ROOT, Action: "*" }, "aws_kms_key")).toHaveLength(1);
    expect(check({ Principal: ROOT, Action: "kms:*" }, "aws_sns_topic_policy")).toHaveLength(1);
  });
});

describe("no-public-principal: no statement allows everybody", () => {
  const check = (statement: object) =>
    said("no-public-principal", stackOfStatement({ Action: "s3:GetObject", ...statement }));

  it.each([
    ["*", { Principal: "*" }],
    ["*", { Principal: { AWS: "*" } }],
    ["*", { Principal: { AWS: ["arn:aws:iam::111122223333:root", "*"] }, Condition: ACCOUNT }],
    ["*", { Principal: { Service: "*" } }],
    ["NotPrincipal", { NotPrincipal: ROOT }],
  ])("refuses %s in %j", (value, statement) => {
    expect(check(statement)).toEqual([`s/p statement One allows everybody (got ${value})`]);
  });

  it("takes an account, and a refusal of everybody", () => {
    expect(check({ Principal: ROOT })).toEqual([]);
    expect(check({ Effect: "Deny", Principal: "*" })).toEqual([]);
  });
});

describe("no-wildcard-pass-role: only named roles may be passed to a service", () => {
  const check = (Action: string, Resource: string) =>
    said("no-wildcard-pass-role", stackOfStatement({ Action, Resource }, "aws_iam_role_policy"));

  it.each([
    ["iam:PassRole", "*"],
    ["iam:passrole", "arn:aws:iam::111122223333:role/*"],
    ["iam:Pass*", "arn:aws:iam::111122223333:*"],
    ["iam:*", "*"],
  ])("refuses %s on %s", (action, resource) => {
    expect(check(action, resource)).toEqual([
      `s/p statement One passes any role, and so lends the rights of every role in the account (got ${resource})`,
    ]);
  });

  it("takes a named role", () => {
    expect(check("iam:PassRole", "arn:aws:iam::111122223333:role/estate-runner")).toEqual([]);
    expect(check("iam:GetRole", "*")).toEqual([]);
  });
});

describe("key-policy: every key policy leaves an administrator in the account", () => {
  const check = (statement: object) =>
    said("key-policy", stackOfStatement({ Resource: "*", ...statement }, "aws_kms_key"));
  const refused = ["s/p is a key that nobody could manage"];

  it("takes the account, a role that may change the policy, and AWS's own default", () => {
    expect(check({ Principal: ROOT, Action: "kms:*" })).toEqual([]);
    expect(check({ Principal: { AWS: "arn:aws:iam::111122223333:role/keys" }, Action: ["kms:PutKeyPolicy"] })).toEqual(
      [],
    );
    expect(said("key-policy", stackWith({ "aws_kms_key.p": {} }))).toEqual([]);
  });

  it("refuses a key that only services use, one closed to its account, and one open to everybody only", () => {
    expect(check({ ...SERVICE, Action: "kms:*" })).toEqual(refused);
    expect(check({ Effect: "Deny", Principal: ROOT, Action: "kms:*" })).toEqual(refused);
    expect(check({ Principal: ROOT, Action: "kms:Decrypt" })).toEqual(refused);
    expect(check({ Principal: "*", Action: "kms:*" })).toEqual(refused);
  });
});

describe("readable-policy: every policy document is written out, not computed", () => {
  const check = (attributes: object) => said("readable-policy", stackWith({ "aws_iam_role.r": { ...attributes } }));

  it("takes a document with references in its strings", () => {
    expect(check({ assume_role_policy: '{"Statement":[{"Resource":"${aws_s3_bucket.b.arn}"}]}' })).toEqual([]);
    expect(check({ policy: "arn:aws:iam::aws:policy/ReadOnlyAccess", policy_arn: "${x.y.arn}" })).toEqual([]);
  });

  it("refuses a computed document, which no other rule could judge", () => {
    const computed = '${jsonencode({"Statement" = []})}';
    expect(check({ assume_role_policy: computed })).toEqual([
      `s/r has a policy that cannot be read before apply (got ${computed})`,
    ]);
    expect(check({ policy: '{"Statement": ${jsonencode([])}}' })).toHaveLength(1);
  });
});
