import { describe, expect, it } from "vitest";
import { Accounts } from "../../../constructs/core/accounts";
import { allowService } from "../../../constructs/core/iam";
import { PrivateBucket } from "../../../constructs/core/private-bucket";
import { minimal } from "../../support/fixtures";
import { synth } from "../../support/synth";
import { policy, resource, resourceTypes } from "../../support/template";

const KEY = "arn:aws:kms:eu-central-1:111122223333:key/1234";
const GRANT = allowService({
  sid: "Deliver",
  services: ["billingreports.amazonaws.com"],
  actions: ["s3:PutObject"],
  resources: ["arn:aws:s3:::custom-bucket/*"],
  sourceAccount: "111122223333",
});

const stack = synth((scope) => {
  const account = new Accounts(scope, minimal()).get("main");
  const place = { account, region: "eu-central-1", kmsKeyArn: KEY, expireDays: 365 };
  new PrivateBucket(scope, "plain", { ...place, bucketName: "plain-bucket" });
  new PrivateBucket(scope, "custom", {
    ...place,
    bucketName: "custom-bucket",
    infrequentAccessDays: 90,
    oldVersionDays: 7,
    keep: false,
    statements: [GRANT],
  });
});

const PLACE = { provider: "aws.main", region: "eu-central-1" };

function beside(bucket: string) {
  return { ...PLACE, bucket: `\${aws_s3_bucket.${bucket}.id}` };
}

describe("PrivateBucket", () => {
  it("is a bucket and its six companions", () => {
    expect([...new Set(resourceTypes(stack))]).toEqual([
      "aws_s3_bucket", // prevent_destroy unless `keep` is off
      "aws_s3_bucket_lifecycle_configuration", // expiry of objects, old versions and broken uploads
      "aws_s3_bucket_ownership_controls", // no ACLs
      "aws_s3_bucket_policy", // TLS 1.2
      "aws_s3_bucket_public_access_block",
      "aws_s3_bucket_server_side_encryption_configuration", // customer key
      "aws_s3_bucket_versioning",
    ]);
  });

  it("is never destroyed by a plan, unless its content can be made again", () => {
    expect(resource(stack, "aws_s3_bucket.plain")).toEqual({
      ...PLACE,
      bucket: "plain-bucket",
      lifecycle: { prevent_destroy: true },
    });
    expect(resource(stack, "aws_s3_bucket.custom")["lifecycle"]).toEqual({ prevent_destroy: false });
  });

  it("encrypts with the customer key and one data key per bucket", () => {
    expect(resource(stack, "aws_s3_bucket_server_side_encryption_configuration.plain_encryption")).toEqual({
      ...beside("plain"),
      rule: [
        {
          apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms", kms_master_key_id: KEY },
          bucket_key_enabled: true,
        },
      ],
    });
  });

  it("blocks public access in all four ways and has no ACLs", () => {
    expect(resource(stack, "aws_s3_bucket_public_access_block.plain_public-access")).toEqual({
      ...beside("plain"),
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(resource(stack, "aws_s3_bucket_ownership_controls.plain_ownership")).toEqual({
      ...beside("plain"),
      rule: { object_ownership: "BucketOwnerEnforced" },
    });
  });

  it("keeps versions for 30 days and objects for as long as asked", () => {
    expect(resource(stack, "aws_s3_bucket_versioning.plain_versioning")).toEqual({
      ...beside("plain"),
      versioning_configuration: { status: "Enabled" },
    });
    expect(resource(stack, "aws_s3_bucket_lifecycle_configuration.plain_lifecycle")).toEqual({
      ...beside("plain"),
      depends_on: ["aws_s3_bucket_versioning.plain_versioning"],
      rule: [
        {
          id: "retention",
          status: "Enabled",
          filter: [{ prefix: "" }],
          expiration: [{ days: 365 }],
          noncurrent_version_expiration: [{ noncurrent_days: 30 }],
          abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
        },
      ],
    });
  });

  it("moves objects to infrequent access and drops old versions when asked", () => {
    expect(resource(stack, "aws_s3_bucket_lifecycle_configuration.custom_lifecycle")["rule"]).toEqual([
      {
        id: "retention",
        status: "Enabled",
        filter: [{ prefix: "" }],
        expiration: [{ days: 365 }],
        noncurrent_version_expiration: [{ noncurrent_days: 7 }],
        abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
        transition: [{ days: 90, storage_class: "STANDARD_IA" }],
      },
    ]);
  });

  it("refuses plain HTTP and old TLS before it allows anything", () => {
    const refusals = (bucket: string) => {
      const Resource = [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`];
      const common = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource };
      return [
        { Sid: "DenyWithoutTls", ...common, Condition: { Bool: { "aws:SecureTransport": "false" } } },
        { Sid: "DenyOldTls", ...common, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
      ];
    };
    expect(policy(stack, "aws_s3_bucket_policy.plain_policy")).toEqual({
      Version: "2012-10-17",
      Statement: refusals("plain-bucket"),
    });
    expect(policy(stack, "aws_s3_bucket_policy.custom_policy")).toEqual({
      Version: "2012-10-17",
      Statement: [...refusals("custom-bucket"), GRANT],
    });
  });
});
