/** A bucket is private, versioned, encrypted and tidy only through resources beside it; each one left out is a gap. */
import type { Rule, Violation } from "../rule";
import { valuesAt, type ResourceView, type StackView } from "../stack-view";

interface Companion {
  readonly type: string;
  /** What the bucket lacks without it. */
  readonly lack: string;
  readonly holds: (companion: ResourceView, stack: StackView) => boolean;
}

const PUBLIC_ACCESS = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];

const COMPANIONS: readonly Companion[] = [
  {
    type: "aws_s3_bucket_public_access_block",
    lack: "a full public access block",
    holds: ({ attributes }) => PUBLIC_ACCESS.every((name) => attributes[name] === true),
  },
  {
    type: "aws_s3_bucket_versioning",
    lack: "versioning",
    holds: ({ attributes }) => valuesAt(attributes, "versioning_configuration.status")[0] === "Enabled",
  },
  {
    type: "aws_s3_bucket_lifecycle_configuration",
    lack: "a lifecycle rule",
    holds: ({ attributes }) => valuesAt(attributes, "rule.status").includes("Enabled"),
  },
  {
    type: "aws_s3_bucket_server_side_encryption_configuration",
    lack: "default encryption",
    holds: () => true,
  },
  {
    type: "aws_s3_bucket_policy",
    lack: "a policy that refuses plain HTTP",
    holds: refusesPlainHttp,
  },
];

export const bucketCompanions: Rule = {
  id: "bucket-companions",
  title: "Every bucket is private, versioned, encrypted, expiring and TLS-only",
  check: (stack) =>
    stack.resources.filter(({ type }) => type === "aws_s3_bucket").flatMap((bucket) => judge(bucket, stack)),
};

function judge(bucket: ResourceView, stack: StackView): readonly Violation[] {
  return COMPANIONS.filter(
    ({ type, holds }) => !stack.resources.some((one) => one.type === type && isOf(one, bucket) && holds(one, stack)),
  ).map(({ type, lack }) => ({
    where: bucket.where,
    message: `is a bucket without ${lack}`,
    value: "",
    fix: `Use \`PrivateBucket\`, or add ${type}.`,
  }));
}

function isOf(companion: ResourceView, bucket: ResourceView): boolean {
  const named = companion.attributes["bucket"];
  const names = [bucket.attributes["bucket"], `\${${bucket.address}.id}`, `\${${bucket.address}.bucket}`];
  return named !== undefined && names.includes(named);
}

function refusesPlainHttp(policy: ResourceView, { statements }: StackView): boolean {
  return statements.some(
    ({ resource, effect, principals, actions, conditions }) =>
      resource === policy &&
      effect === "Deny" &&
      principals["AWS"]?.includes("*") === true &&
      actions.includes("s3:*") &&
      conditions.some(
        ({ operator, key, values }) => operator === "Bool" && key === "aws:SecureTransport" && values.includes("false"),
      ),
  );
}
