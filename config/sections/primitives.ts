/** Small value types that several sections share. Their messages say the rule; the loader adds place, value and fix. */
import { z } from "zod";

/** A key chosen by the user: it becomes part of addresses and names, so it is lower case and never changes lightly. */
export const key = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,30}$/,
    "must start with a letter and hold only lower-case letters, digits and hyphens, at most 31",
  );

/** A reference to a key declared in another section; resolved by the cross checks. */
export const reference = key;

/** An AWS account id. YAML reads an unquoted one as a number and drops a leading zero, so it must be a string. */
export const accountId = z
  .string({
    error: "must be a quoted 12-digit string; YAML reads an unquoted one as a number and drops a leading zero",
  })
  .regex(/^\d{12}$/, "must be exactly 12 digits");

/** An AWS region code; known regions are checked against `config/facts/regions.json`. */
export const region = z.string().min(1, "must name an AWS region");

/** An ARN; partition, region and account are checked against the place where it stands. */
export const arn = z
  .string()
  .regex(
    /^arn:aws(-cn|-us-gov)?:[a-z0-9-]+:[a-z0-9-]*:(\d{12})?:.+$/,
    "must be an ARN: arn:aws:service:region:account:resource",
  );

/** An e-mail address that receives mail of the estate. */
export const email = z.email("must be an e-mail address");

/** An amount of US dollars a month, above 0. */
export const usd = z
  .number()
  .positive("must be more than 0 US dollars")
  .max(1e9, "must be at most 1,000,000,000 US dollars");

/** A whole number of days. */
export const days = (min: number, max: number) =>
  z
    .int("must be a whole number of days")
    .min(min, `must be at least ${String(min)} days`)
    .max(max, `must be at most ${String(max)} days`);

/** A tag key as AWS accepts it for cost allocation: 1-128 characters, not starting with `aws:`. */
export const tagKey = z
  .string()
  .regex(
    /^(?!aws:)[\w .:/=+@-]{1,128}$/,
    "must be 1-128 letters, digits or _ . : / = + - @ and must not start with aws:",
  );

/** An S3 bucket name: 3-63 lower-case letters, digits, hyphens and dots. */
export const bucketName = z
  .string()
  .regex(
    /^(?!xn--|sthree-)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    "must be an S3 bucket name: 3-63 lower-case letters, digits, hyphens and dots",
  );

/** A secret's place, never its value: the ARN of a Secrets Manager secret or SSM parameter. */
export const secretArn = arn.refine((value) => /:secretsmanager:|:ssm:/.test(value), {
  error: "must be the ARN of a Secrets Manager secret or of an SSM parameter",
});
