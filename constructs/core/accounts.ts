/** One AWS provider per account that is used, made when a domain first asks for it. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { Construct } from "constructs";
import type { EstateConfig } from "../../config/estate";
import { partitionOf } from "../../config/partition";
import { InputError } from "./errors";

/** Region in which the billing family of APIs answers. */
export const BILLING_REGION = "us-east-1";

/** An account as domains see it. */
export interface Account {
  /** Key in the config. */
  readonly key: string;
  /** 12 digits. */
  readonly id: string;
  /** Home region. */
  readonly region: string;
  /** `aws`, `aws-cn` or `aws-us-gov`. */
  readonly partition: string;
  readonly environment: string;
  /** Provider for everything; another region is named with a resource's own `region`. */
  readonly provider: AwsProvider;
}

/** The accounts of the estate. */
export class Accounts {
  readonly #providers = new Map<string, AwsProvider>();

  constructor(
    private readonly scope: Construct,
    private readonly config: EstateConfig,
  ) {}

  /** The account with this key. */
  get(key: string): Account {
    const account = this.declared(key);
    return {
      key,
      id: account.id,
      region: account.region,
      partition: partitionOf(account.region),
      environment: account.environment,
      provider: this.provider(key, account.region, key),
    };
  }

  /**
   * The provider for Data Exports, Cost Explorer and budgets, whose resources have no `region` of their own.
   * No other resource may use it: everything else names its region itself. An account whose key
   * equals the alias is refused by the config check.
   */
  billing(key: string): AwsProvider {
    return this.provider(key, BILLING_REGION, `${key}-${BILLING_REGION}`);
  }

  private provider(key: string, region: string, alias: string): AwsProvider {
    const known = this.#providers.get(alias);
    if (known !== undefined) return known;
    const { id, role, externalId, environment } = this.declared(key);
    const provider = new AwsProvider(this.scope, `aws-${alias}`, {
      alias,
      region,
      allowedAccountIds: [id],
      ...(role === undefined
        ? {}
        : {
            assumeRole: [
              { roleArn: role, sessionName: "monitoring-estate", ...(externalId === undefined ? {} : { externalId }) },
            ],
          }),
      defaultTags: [{ tags: { estate: this.config.name, environment, "managed-by": "monitoring-estate" } }],
    });
    this.#providers.set(alias, provider);
    return provider;
  }

  private declared(key: string) {
    const account = this.config.accounts[key];
    if (account === undefined) {
      throw new InputError(
        this.scope,
        "account",
        "is not declared",
        key,
        `Known: ${Object.keys(this.config.accounts).join(", ")}.`,
      );
    }
    return account;
  }
}
