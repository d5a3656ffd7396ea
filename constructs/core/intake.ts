/** Where shippers of an account send telemetry, and how they prove who they are. A token is a place, never a value. */

/** Kinds of telemetry. */
export const SIGNALS = ["metrics", "logs", "traces"] as const;
export type Signal = (typeof SIGNALS)[number];

/**
 * Who sends. A collector is anything that is told address and credentials: ADOT, Alloy, Fluent Bit. Amazon Data Firehose
 * has an address and a form of secret of its own.
 */
export type Shipper = "collector" | "firehose";

/**
 * What the secret of a collector holds, as JSON. ADOT has no extension for basic authentication, so the header that it
 * would make is there ready-made.
 */
export const SECRET_FIELDS = ["user", "token", "authorization"] as const;
export type SecretField = (typeof SECRET_FIELDS)[number];

/** A token in Secrets Manager of the shipping account, in its home region. */
export interface BasicIntake {
  readonly kind: "basic";
  /** Where to send; may hold a reference. Remote write for metrics, Loki's push for logs, the base of OTLP for traces. */
  readonly url: string;
  /** Host of the address, for shippers that want it apart; may be a reference. @default - that of an address without references */
  readonly host?: string;
  /** User name; may hold a reference. */
  readonly user: string;
  /** ARN of the secret, a reference. `{ user, token, authorization }` for a collector, `{ api_key }` for Firehose. */
  readonly secretArn: string;
  /** The ARN as a policy can name it before the secret exists: its six last characters are AWS's. */
  readonly secretArnPattern: string;
  /** Version that holds the newest token, a reference. In a task definition, it makes a rotation deploy the task anew. */
  readonly secretVersion: string;
  /** ARN of the key that encrypts the secret; whoever reads the secret decrypts with it. */
  readonly keyArn: string;
}

/** Requests are signed with the shipper's own AWS role. */
export interface SigV4Intake {
  readonly kind: "sigv4";
  /** Where to send; may hold a reference. */
  readonly url: string;
  readonly service: "aps";
  /** Region to sign for. */
  readonly region: string;
  /** ARN of the workspace that the shipper's role must be allowed to write to; may hold a reference. */
  readonly resourceArn: string;
  /**
   * Role to assume first.
   * @default - none: the shipper is in the workspace's account
   */
  readonly roleArn?: string;
}

export type Intake = BasicIntake | SigV4Intake;

/** One field of an intake's secret as `valueFrom` of a container: in this version, so that a rotation redeploys. */
export function secretField({ secretArn, secretVersion }: BasicIntake, field: SecretField): string {
  return `${secretArn}:${field}::${secretVersion}`;
}
