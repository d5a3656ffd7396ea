/** IAM as data: statements that carry their own protection against the confused deputy, rendered once to JSON. */

type OneOrMany = string | readonly string[];
type Condition = Readonly<Record<string, Readonly<Record<string, OneOrMany>>>>;

/** Who a statement speaks of. */
export type Principal = { readonly Service: OneOrMany } | { readonly AWS: OneOrMany };

/** One statement of a policy. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: Principal | "*";
  readonly Action: OneOrMany;
  readonly Resource?: OneOrMany;
  readonly Condition?: Condition;
}

/** Renders statements as a policy document. */
export function policyDocument(statements: readonly Statement[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** A statement of an identity policy: no principal, since it hangs on one. */
export function allow(
  sid: string,
  actions: readonly string[],
  resources: readonly string[],
  condition?: Condition,
): Statement {
  return {
    Sid: sid,
    Effect: "Allow",
    Action: actions,
    Resource: resources,
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

export interface ServiceGrant {
  readonly sid: string;
  /** Service principals, such as `billingreports.amazonaws.com`. */
  readonly services: readonly string[];
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** The account on whose behalf the service must act (`aws:SourceAccount`). */
  readonly sourceAccount: string;
  /**
   * ARN patterns of the resources on whose behalf it must act (`aws:SourceArn`).
   * @default - any resource of the account
   */
  readonly sourceArns?: readonly string[];
}

/**
 * Lets a service act on a resource, for one account only: without the conditions, anybody's resource in the same
 * service could use ours (https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html).
 */
export function allowService(grant: ServiceGrant): Statement {
  return {
    Sid: grant.sid,
    Effect: "Allow",
    Principal: { Service: grant.services },
    Action: grant.actions,
    Resource: grant.resources,
    Condition: {
      StringEquals: { "aws:SourceAccount": grant.sourceAccount },
      ...(grant.sourceArns === undefined ? {} : { ArnLike: { "aws:SourceArn": grant.sourceArns } }),
    },
  };
}

/** Trust policy of a role that one service assumes on behalf of one account. */
export function serviceTrust(service: string, account: string, sourceArns?: readonly string[]): string {
  return policyDocument([
    {
      Sid: "ServiceOfThisAccount",
      Effect: "Allow",
      Principal: { Service: service },
      Action: "sts:AssumeRole",
      Condition: {
        StringEquals: { "aws:SourceAccount": account },
        ...(sourceArns === undefined ? {} : { ArnLike: { "aws:SourceArn": sourceArns } }),
      },
    },
  ]);
}

/** Trust policy of a role that another AWS account assumes, on presenting one of the external ids. */
export function accountTrust(partition: string, account: string, externalIds: readonly string[]): string {
  return policyDocument([
    {
      Sid: "OtherAccountWithExternalId",
      Effect: "Allow",
      Principal: { AWS: `arn:${partition}:iam::${account}:root` },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "sts:ExternalId": externalIds } },
    },
  ]);
}

/**
 * Trust policy of a role that one other role assumes. The role is named by a condition and not as the principal: IAM keeps
 * a principal's inner id, which a role that was made anew no longer has.
 */
export function roleTrust(partition: string, account: string, role: string): string {
  return policyDocument([
    {
      Sid: "OneRoleOfTheAccount",
      Effect: "Allow",
      Principal: { AWS: `arn:${partition}:iam::${account}:root` },
      Action: "sts:AssumeRole",
      Condition: { ArnEquals: { "aws:PrincipalArn": `arn:${partition}:iam::${account}:role/${role}` } },
    },
  ]);
}

/**
 * Lets CloudWatch Logs of a region encrypt log groups with a key. It names the log group as encryption context instead of
 * a source account (https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html).
 */
export function allowLogEncryption(sid: string, region: string, logGroupArn: string): Statement {
  return {
    Sid: sid,
    Effect: "Allow",
    Principal: { Service: `logs.${region}.amazonaws.com` },
    Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
    Resource: "*",
    Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": logGroupArn } },
  };
}

/** Refuses every request that is not made over TLS 1.2 or later. */
export function denyInsecureTransport(resources: readonly string[], action: string): readonly Statement[] {
  return [
    {
      Sid: "DenyWithoutTls",
      Effect: "Deny",
      Principal: "*",
      Action: action,
      Resource: resources,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
    {
      Sid: "DenyOldTls",
      Effect: "Deny",
      Principal: "*",
      Action: action,
      Resource: resources,
      Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } },
    },
  ];
}
