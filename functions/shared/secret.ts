/** A secret of Secrets Manager, kept for a few minutes, so that a new version is taken up without a deployment. */
import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

const KEPT_MS = 300_000;

/** How long the value before stays right after a replacement. */
const OVERLAP_MS = 3_600_000;

interface Version {
  readonly value: string;
  readonly createdAt: number;
}

export class Secret {
  readonly #client: SecretsManagerClient;
  readonly #arn: string;
  #kept: { readonly values: readonly string[]; readonly until: number } | undefined;

  constructor(client: SecretsManagerClient, arn: string) {
    this.#client = client;
    this.#arn = arn;
  }

  /** The value in force, and for an hour after a replacement the one before it. */
  async values(now: number): Promise<readonly string[]> {
    if (this.#kept !== undefined && this.#kept.until > now) return this.#kept.values;
    const [current, previous] = await Promise.all([this.stage("AWSCURRENT"), this.stage("AWSPREVIOUS")]);
    if (current === undefined) throw new Error("The secret has no current version.");
    const overlaps = previous !== undefined && now - current.createdAt < OVERLAP_MS;
    const values = overlaps ? [current.value, previous.value] : [current.value];
    this.#kept = { values, until: now + KEPT_MS };
    return values;
  }

  private async stage(stage: string): Promise<Version | undefined> {
    try {
      const { SecretString, CreatedDate } = await this.#client.send(
        new GetSecretValueCommand({ SecretId: this.#arn, VersionStage: stage }),
      );
      return SecretString === undefined ? undefined : { value: SecretString, createdAt: CreatedDate?.getTime() ?? 0 };
    } catch (error) {
      if (error instanceof Error && error.name === "ResourceNotFoundException") return undefined;
      throw error;
    }
  }
}
