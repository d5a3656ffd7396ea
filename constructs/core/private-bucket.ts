import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Account } from "./accounts";
import { denyInsecureTransport, policyDocument, type Statement } from "./iam";

/** Days after which parts of an upload that never ended are removed. */
const ABORT_UPLOAD_DAYS = 7;

export interface PrivateBucketProps {
  readonly account: Account;
  readonly region: string;
  readonly bucketName: string;
  readonly kmsKeyArn: string;
  /** Days after which objects are deleted; their old versions go `oldVersionDays` later. */
  readonly expireDays: number;
  /**
   * Days after which objects move to infrequent access, at least 30.
   * @default - they stay in the standard class
   */
  readonly infrequentAccessDays?: number;
  /**
   * Days that overwritten and deleted versions are kept.
   * @default 30
   */
  readonly oldVersionDays?: number;
  /**
   * Refuse a plan that destroys the bucket. Off only where the content can be made again.
   * @default true
   */
  readonly keep?: boolean;
  /**
   * Statements of the bucket policy besides the refusal of plain HTTP and old TLS.
   * @default - none
   */
  readonly statements?: readonly Statement[];
}

/** A bucket with every control on: customer key, versions, no public access, no ACLs, TLS 1.2, expiry. */
export class PrivateBucket extends Construct {
  readonly bucketName: string;
  readonly arn: string;
  /** Depend on it when a service checks the bucket's policy on creation. */
  readonly ready: ITerraformDependable;

  readonly #place: Pick<PrivateBucketProps, "region"> & { readonly provider: Account["provider"] };

  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    const { provider, partition } = props.account;
    this.#place = { provider, region: props.region };
    this.bucketName = props.bucketName;
    this.arn = `arn:${partition}:s3:::${props.bucketName}`;
    const bucket = new S3Bucket(this, "resource", {
      ...this.#place,
      bucket: props.bucketName,
      lifecycle: { preventDestroy: props.keep ?? true },
    });
    this.encryption(bucket.id, props.kmsKeyArn);
    this.privacy(bucket.id);
    this.expiry(bucket.id, props);
    this.ready = this.policy(bucket.id, props.statements ?? []);
  }

  private encryption(bucket: string, kmsMasterKeyId: string): void {
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      ...this.#place,
      bucket,
      rule: [
        { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId }, bucketKeyEnabled: true },
      ],
    });
  }

  private privacy(bucket: string): void {
    new S3BucketPublicAccessBlock(this, "public-access", {
      ...this.#place,
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, "ownership", {
      ...this.#place,
      bucket,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
  }

  private expiry(bucket: string, props: PrivateBucketProps): void {
    const versioning = new S3BucketVersioningA(this, "versioning", {
      ...this.#place,
      bucket,
      versioningConfiguration: { status: "Enabled" },
    });
    const { infrequentAccessDays } = props;
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      ...this.#place,
      bucket,
      dependsOn: [versioning],
      rule: [
        {
          id: "retention",
          status: "Enabled",
          filter: [{ prefix: "" }],
          expiration: [{ days: props.expireDays }],
          noncurrentVersionExpiration: [{ noncurrentDays: props.oldVersionDays ?? 30 }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: ABORT_UPLOAD_DAYS }],
          ...(infrequentAccessDays === undefined
            ? {}
            : { transition: [{ days: infrequentAccessDays, storageClass: "STANDARD_IA" }] }),
        },
      ],
    });
  }

  private policy(bucket: string, statements: readonly Statement[]): S3BucketPolicy {
    const everything = [this.arn, `${this.arn}/*`];
    return new S3BucketPolicy(this, "policy", {
      ...this.#place,
      bucket,
      policy: policyDocument([...denyInsecureTransport(everything, "s3:*"), ...statements]),
    });
  }
}
