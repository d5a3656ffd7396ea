import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { App, TerraformDataSource, TerraformResource, type TerraformStack } from "cdktf";
import { Construct } from "constructs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Accounts } from "../../../constructs/core/accounts";
import { addressesOf, collisions, mismatches, type StackDocument } from "../../../constructs/core/address-book";
import { minimal } from "../../support/fixtures";
import { synth } from "../../support/synth";
import { BaseStack } from "../../../stacks/base-stack";

function stack(): BaseStack {
  return new BaseStack(new App({ outdir: "unused" }), "estate", minimal());
}

/** What cdktf would write, without validations. */
function written(of: TerraformStack): StackDocument {
  return of.toTerraform() as StackDocument;
}

describe("addressesOf", () => {
  it("lists resources and data sources with their constructs, sorted, and nothing else", () => {
    const estate = stack();
    const cost = new Construct(estate, "cost");
    new S3Bucket(cost, "resource", {});
    new TerraformResource(estate, "alpha", { terraformResourceType: "aws_kms_key" });
    new TerraformDataSource(estate, "current", { terraformResourceType: "aws_region" });
    expect(addressesOf(estate)).toEqual([
      { address: "aws_kms_key.alpha", constructPath: "estate/alpha" },
      { address: "aws_s3_bucket.cost", constructPath: "estate/cost/resource" },
      { address: "data.aws_region.current", constructPath: "estate/current" },
    ]);
  });
});

describe("collisions", () => {
  it("names both constructs of one address", () => {
    const estate = stack();
    new S3Bucket(estate, "logs.prod", {});
    new S3Bucket(estate, "logs-prod", {});
    expect(collisions(addressesOf(estate))).toEqual([
      "estate/logs.prod and estate/logs-prod both map to aws_s3_bucket.logs-prod: rename one of them.",
    ]);
  });

  it("stops synthesis, where cdktf alone would merge the two", () => {
    const build = (scope: Construct): void => {
      new S3Bucket(scope, "logs.prod", { bucket: "one" });
      new S3Bucket(scope, "logs-prod", { forceDestroy: true });
    };
    expect(() => synth(build)).toThrow(
      "test/logs.prod and test/logs-prod both map to aws_s3_bucket.logs-prod: rename one of them.",
    );
    const merged = stack();
    build(merged);
    expect(Object.keys(written(merged).resource?.["aws_s3_bucket"] ?? {})).toEqual(["logs-prod"]);
  });

  it("finds two constructs with one overridden id", () => {
    const estate = stack();
    for (const id of ["a", "b"]) new S3Bucket(estate, id, {}).overrideLogicalId("same");
    expect(collisions(addressesOf(estate))).toEqual([
      "estate/a and estate/b both map to aws_s3_bucket.same: rename one of them.",
    ]);
  });

  it("lets two types share an id", () => {
    const estate = stack();
    new S3Bucket(new Construct(estate, "x"), "resource", {});
    new IamRole(new Construct(new Construct(estate, "y"), "z"), "resource", {
      assumeRolePolicy: "{}",
    }).overrideLogicalId("x");
    expect(collisions(addressesOf(estate))).toEqual([]);
  });
});

describe("mismatches", () => {
  it("finds nothing where constructs and JSON agree, in whatever order the constructs are made", () => {
    const ids = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9-]{0,5}$/), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(ids, fc.boolean(), (names, readFirst) => {
        const estate = stack();
        for (const name of names) {
          const bucket = new S3Bucket(estate, name, {});
          if (readFirst) expect(bucket.arn).toContain("TOKEN");
          else bucket.overrideLogicalId(`renamed-${name}`);
        }
        const addresses = addressesOf(estate);
        expect(mismatches(addresses, written(estate))).toEqual([]);
        const prefix = readFirst ? "" : "renamed-";
        expect(addresses.map(({ address }) => address)).toEqual(
          names.map((name) => `aws_s3_bucket.${prefix}${name}`).toSorted(),
        );
      }),
      { numRuns: 30 },
    );
  });

  it("names a construct that did not reach the JSON and an address that no construct has", () => {
    const addresses = [{ address: "aws_s3_bucket.a", constructPath: "estate/a" }];
    const document = { resource: { aws_s3_bucket: { b: {} } }, data: { aws_region: { now: {} } } };
    expect(mismatches(addresses, document)).toEqual([
      "estate/a should be aws_s3_bucket.a, but the synthesised stack has no such address.",
      "aws_s3_bucket.b is in the synthesised stack, but no construct has this address.",
      "data.aws_region.now is in the synthesised stack, but no construct has this address.",
    ]);
  });
});

describe("a late overrideLogicalId", () => {
  it("is refused, where cdktf alone would ignore it", () => {
    expect(() =>
      synth((scope) => {
        const { provider } = new Accounts(scope, minimal()).get("main");
        const bucket = new S3Bucket(scope, "a", { provider });
        expect(bucket.friendlyUniqueId).toBe("a");
        bucket.overrideLogicalId("b");
      }),
    ).toThrow(
      "test/a asks for the address aws_s3_bucket.b, but its address aws_s3_bucket.a was read before: override it first.",
    );
  });
});
