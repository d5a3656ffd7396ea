import { describe, expect, it } from "vitest";
import {
  accountTrust,
  allow,
  allowLogEncryption,
  allowService,
  denyInsecureTransport,
  policyDocument,
  roleTrust,
  serviceTrust,
} from "../../../constructs/core/iam";

describe("policyDocument", () => {
  it("renders statements in their order", () => {
    const document = policyDocument([allow("B", ["s3:GetObject"], ["*"]), allow("A", ["s3:PutObject"], ["*"])]);
    expect(document).toBe(
      '{"Version":"2012-10-17","Statement":[' +
        '{"Sid":"B","Effect":"Allow","Action":["s3:GetObject"],"Resource":["*"]},' +
        '{"Sid":"A","Effect":"Allow","Action":["s3:PutObject"],"Resource":["*"]}]}',
    );
  });
});

describe("allow", () => {
  it("takes a condition", () => {
    const condition = { StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } };
    expect(allow("Read", ["s3:GetObject"], ["arn:aws:s3:::b/*"], condition)).toEqual({
      Sid: "Read",
      Effect: "Allow",
      Action: ["s3:GetObject"],
      Resource: ["arn:aws:s3:::b/*"],
      Condition: condition,
    });
  });
});

describe("allowService", () => {
  const grant = {
    sid: "Deliver",
    services: ["billingreports.amazonaws.com"],
    actions: ["s3:PutObject"],
    resources: ["arn:aws:s3:::b/*"],
    sourceAccount: "111122223333",
  };

  it("binds the service to one account", () => {
    expect(allowService(grant).Condition).toEqual({ StringEquals: { "aws:SourceAccount": "111122223333" } });
  });

  it("binds it to resources as well", () => {
    const sourceArns = ["arn:aws:cur:us-east-1:111122223333:definition/*"];
    expect(allowService({ ...grant, sourceArns })).toEqual({
      Sid: "Deliver",
      Effect: "Allow",
      Principal: { Service: ["billingreports.amazonaws.com"] },
      Action: ["s3:PutObject"],
      Resource: ["arn:aws:s3:::b/*"],
      Condition: {
        StringEquals: { "aws:SourceAccount": "111122223333" },
        ArnLike: { "aws:SourceArn": sourceArns },
      },
    });
  });
});

describe("serviceTrust", () => {
  it("lets one service of one account assume the role", () => {
    expect(JSON.parse(serviceTrust("glue.amazonaws.com", "111122223333"))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "ServiceOfThisAccount",
          Effect: "Allow",
          Principal: { Service: "glue.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
        },
      ],
    });
  });

  it("binds it to resources as well", () => {
    const document = serviceTrust("glue.amazonaws.com", "111122223333", [
      "arn:aws:glue:eu-west-1:111122223333:crawler/x",
    ]);
    expect(document).toContain('"ArnLike":{"aws:SourceArn":["arn:aws:glue:eu-west-1:111122223333:crawler/x"]}');
  });
});

describe("accountTrust", () => {
  it("asks for one of the external ids, in the account's partition", () => {
    expect(JSON.parse(accountTrust("aws-us-gov", "008923505280", ["1-uid", "1"]))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "OtherAccountWithExternalId",
          Effect: "Allow",
          Principal: { AWS: "arn:aws-us-gov:iam::008923505280:root" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "sts:ExternalId": ["1-uid", "1"] } },
        },
      ],
    });
  });
});

describe("roleTrust", () => {
  it("names the role by a condition, so that it may be made anew", () => {
    expect(JSON.parse(roleTrust("aws-us-gov", "111122223333", "acme-managed-grafana"))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "OneRoleOfTheAccount",
          Effect: "Allow",
          Principal: { AWS: "arn:aws-us-gov:iam::111122223333:root" },
          Action: "sts:AssumeRole",
          Condition: {
            ArnEquals: { "aws:PrincipalArn": "arn:aws-us-gov:iam::111122223333:role/acme-managed-grafana" },
          },
        },
      ],
    });
  });
});

describe("allowLogEncryption", () => {
  it("lets the logs of one region encrypt the named log groups", () => {
    expect(allowLogEncryption("LogsEncrypt", "eu-west-1", "arn:aws:logs:eu-west-1:111122223333:log-group:g")).toEqual({
      Sid: "LogsEncrypt",
      Effect: "Allow",
      Principal: { Service: "logs.eu-west-1.amazonaws.com" },
      Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
      Resource: "*",
      Condition: {
        ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-west-1:111122223333:log-group:g" },
      },
    });
  });
});

describe("denyInsecureTransport", () => {
  it("refuses plain HTTP and TLS older than 1.2, each in a statement of its own", () => {
    const statements = denyInsecureTransport(["arn:aws:s3:::b"], "s3:*");
    const common = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: ["arn:aws:s3:::b"] };
    expect(statements).toEqual([
      { Sid: "DenyWithoutTls", ...common, Condition: { Bool: { "aws:SecureTransport": "false" } } },
      { Sid: "DenyOldTls", ...common, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
    ]);
  });
});
