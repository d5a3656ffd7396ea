/**
 * A secret is a place, never a value: its ARN goes into the plan, its value does not. There is no way to make one of a
 * literal, so a token can only reach a container or a Lambda by reference.
 */
export class SecretRef {
  private constructor(
    /** ARN of a Secrets Manager secret or of an SSM parameter. */
    readonly arn: string,
    private readonly kind: "secretsmanager" | "ssm",
  ) {}

  /** A Secrets Manager secret. */
  static secret(arn: string): SecretRef {
    return new SecretRef(arn, "secretsmanager");
  }

  /** A SecureString parameter of Systems Manager. */
  static parameter(arn: string): SecretRef {
    return new SecretRef(arn, "ssm");
  }

  /** The action that reads it. */
  get readAction(): string {
    return this.kind === "secretsmanager" ? "secretsmanager:GetSecretValue" : "ssm:GetParameters";
  }

  /** Never the value. */
  toString(): string {
    return `secret at ${this.arn}`;
  }
}
