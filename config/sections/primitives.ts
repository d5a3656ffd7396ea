/** Small value types that several sections share. Their messages say the rule; the reader adds place, value and fix. */
import { z } from "zod";
import { REGIONS } from "../regions";
import { repairs } from "../repairs";

/** A key chosen by the user: it becomes part of addresses and names, so it is lower case and never changes lightly. */
export const key = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,30}$/,
    "must start with a letter and hold only lower-case letters, digits and hyphens, at most 31",
  )
  .regex(/^(?!constructor$)/, "must not be constructor, a name that JavaScript keeps for itself")
  .register(repairs, { repair: asKey });

/** A reference to a key declared in another section; resolved by the cross checks. */
export const reference = key;

/** An AWS account id. YAML reads an unquoted one as a number and drops a leading zero, so it must be a string. */
export const accountId = z
  .string({
    error: "must be a quoted 12-digit string; YAML reads an unquoted one as a number and drops a leading zero",
  })
  .regex(/^\d{12}$/, "must be exactly 12 digits")
  .register(repairs, { repair: asAccountId })
  .meta({ examples: ["111122223333"] });

/** An AWS region code; the cross checks refuse those that `config/facts/regions.json` does not hold. */
export const region = z
  .string()
  .min(1, "must name an AWS region")
  .meta({ examples: ["eu-west-1"], enum: REGIONS });

/** An ARN; partition, region and account are checked against the place where it stands. */
export const arn = z
  .string()
  .regex(
    /^arn:aws(-cn|-us-gov)?:[a-z0-9-]+:[a-z0-9-]*:(\d{12})?:.+$/,
    "must be an ARN: arn:aws:service:region:account:resource",
  )
  .meta({ examples: ["arn:aws:iam::111122223333:role/estate-apply"] });

/** The ARN of a KMS key. */
export const keyArn = arn.meta({
  examples: ["arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9"],
});

/** An e-mail address that receives mail of the estate. */
export const email = z.email("must be an e-mail address").meta({ examples: ["team@example.com"] });

/** An amount of US dollars a month, above 0. */
export const usd = z
  .number()
  .positive("must be more than 0 US dollars")
  .max(1e9, "must be at most 1,000,000,000 US dollars")
  .meta({ examples: [500] });

/** A whole number of days. */
export const days = (min: number, max: number) =>
  z
    .int()
    .min(min, `must be at least ${String(min)} days`)
    .max(max, `must be at most ${String(max)} days`);

/** A tag key as AWS accepts it for cost allocation: 1-128 characters, not starting with `aws:`. */
export const tagKey = z
  .string()
  .regex(
    /^(?!aws:)[\w .:/=+@-]{1,128}$/,
    "must be 1-128 letters, digits or _ . : / = + - @ and must not start with aws:",
  )
  .meta({ examples: ["team"] });

/** An S3 bucket name: 3-63 lower-case letters, digits, hyphens and dots. */
export const bucketName = z
  .string()
  .regex(
    /^(?!xn--|sthree-|amzn-s3-demo-)(?!\d+\.\d+\.\d+\.\d+$)(?!.*(?:\.\.|-s3alias$|--ol-s3$))[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    "must be an S3 bucket name: 3-63 lower-case letters, digits, hyphens and dots",
  )
  .meta({ examples: ["acme-billing-exports"] });

/** A secret's place, never its value: the ARN of a Secrets Manager secret or SSM parameter. */
export const secretArn = arn
  .refine((value) => /:secretsmanager:|:ssm:/.test(value), {
    error: "must be the ARN of a Secrets Manager secret or of an SSM parameter",
  })
  .meta({ examples: ["arn:aws:secretsmanager:eu-west-1:111122223333:secret:grafana/token-AbCdEf"] });

/** An IAM external id, which a trust policy compares. */
export const externalId = z
  .string()
  .regex(/^[\w+=,.@:/-]{2,1224}$/, "must be 2-1224 letters, digits or + = , . @ : / -")
  .meta({ examples: ["123456"] });

/** `Log_Prod` as `log-prod`. */
function asKey(wrong: unknown): string | undefined {
  if (typeof wrong !== "string") return "write a word, such as platform";
  const hyphened = wrong.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  const trimmed = hyphened.replaceAll(/^[^a-z]+|-+$/g, "").slice(0, 31);
  if (trimmed === "constructor") return "write another word, such as builder";
  return trimmed === "" ? "write a word, such as platform" : `write ${trimmed}`;
}

/** The digits that were meant, as far as they are certain. */
function asAccountId(wrong: unknown): string {
  const digits =
    typeof wrong === "number" ? wrong.toFixed(0).padStart(12, "0") : String(wrong).replaceAll(/[\s-]/g, "");
  return /^\d{12}$/.test(digits) ? `write "${digits}"` : 'write the 12 digits in quotes, such as "111122223333"';
}
