/** A configuration in S3, from where a sidecar reads it when it starts. */
import { dnsSuffix } from "../../core/dns-suffix";
import { allow, type Statement } from "../../core/iam";
import type { Variable } from "./container-definition";

export interface ConfigObject {
  readonly bucket: string;
  readonly key: string;
  /** Of the object. */
  readonly arn: string;
  readonly bucketArn: string;
  readonly region: string;
  /** ARN of the key that encrypts it; may be a reference. */
  readonly keyArn: string;
  /** Of its content, in hexadecimal digits. */
  readonly sha256: string;
}

/** As the collector's provider of configurations takes it; it wants this form in every partition. */
export function configUri({ bucket, region, key }: ConfigObject): string {
  return `s3://${bucket}.s3.${region}.amazonaws.com/${key}`;
}

/** Makes a new task definition of a new content where the name of the object does not. */
export function configMarks(objects: readonly ConfigObject[]): readonly Variable[] {
  return objects
    .filter(({ key, sha256 }) => !key.includes(sha256))
    .map(({ sha256 }, index) => ({ name: `CONFIG_SHA256_${String(index + 1)}`, value: sha256 }));
}

/** Read these objects and nothing else of the bucket. */
export function readConfigs(objects: readonly ConfigObject[], partition: string): readonly Statement[] {
  const [first] = objects;
  if (first === undefined) return [];
  const domain = dnsSuffix(partition);
  return [
    allow(
      "ReadSidecarConfigs",
      ["s3:GetObject"],
      objects.map(({ arn }) => arn),
    ),
    allow("FindConfigBucket", ["s3:GetBucketLocation"], [first.bucketArn]),
    allow("DecryptSidecarConfigs", ["kms:Decrypt"], [first.keyArn], {
      StringEquals: { "kms:ViaService": `s3.${first.region}.${domain}` },
    }),
  ];
}
