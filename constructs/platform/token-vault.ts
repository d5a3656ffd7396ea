/** Where tokens are kept: Secrets Manager of the account that uses them, with a key of its own per account. */
import { Construct } from "constructs";
import type { Account, Accounts } from "../core/accounts";
import { CustomerKey } from "../core/customer-key";
import { CustomerSecret } from "../core/customer-secret";
import { physicalName } from "../core/names";

/** A token on its way into the vault. */
export interface KeptToken {
  /** Key of the account that uses it. */
  readonly account: string;
  /** Stable id within the account, kebab-case: `metrics`, `policy-billing`. */
  readonly purpose: string;
  readonly description: string;
  /** Fields of the secret's JSON. */
  readonly value: Readonly<Record<string, string>>;
}

export interface VaultedSecret {
  readonly secretArn: string;
  readonly secretArnPattern: string;
  readonly secretVersion: string;
  readonly keyArn: string;
}

/** Makes a key in an account with the first token that is kept there. */
export class TokenVault extends Construct {
  readonly #keys = new Map<
    string,
    { readonly scope: Construct; readonly account: Account; readonly key: CustomerKey }
  >();

  constructor(
    scope: Construct,
    id: string,
    private readonly organisation: string,
    private readonly accounts: Accounts,
  ) {
    super(scope, id);
  }

  keep({ account: accountKey, purpose, description, value }: KeptToken): VaultedSecret {
    const { scope, account, key } = this.keyOf(accountKey);
    const secret = new CustomerSecret(scope, purpose, {
      account,
      region: account.region,
      key,
      // The end keeps a name from looking like one with the six characters that AWS adds: a hyphen and "traces" would.
      name: physicalName("secret", `${this.organisation}/grafana/${purpose}/token`),
      description,
      value,
    });
    return {
      secretArn: secret.arn,
      secretArnPattern: secret.arnPattern,
      secretVersion: secret.version,
      keyArn: key.arn,
    };
  }

  private keyOf(accountKey: string) {
    const known = this.#keys.get(accountKey);
    if (known !== undefined) return known;
    const account = this.accounts.get(accountKey);
    const scope = new Construct(this, accountKey);
    const key = new CustomerKey(scope, "key", {
      account,
      region: account.region,
      alias: physicalName("kmsAlias", this.organisation, "grafana-tokens"),
      description: "Tokens for Grafana in Secrets Manager",
    });
    const made = { scope, account, key };
    this.#keys.set(accountKey, made);
    return made;
  }
}
