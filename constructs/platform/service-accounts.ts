/** Service accounts of Grafana for programs that use Grafana itself, with a token where an account keeps one. */
import type { GrafanaProvider } from "@cdktf/provider-grafana/lib/provider";
import { ServiceAccount } from "@cdktf/provider-grafana/lib/service-account";
import { ServiceAccountRotatingToken } from "@cdktf/provider-grafana/lib/service-account-rotating-token";
import { Construct } from "constructs";
import type { AccessConfig } from "../../config/sections/grafana-access";
import type { Lifetime } from "./access-token";
import type { TokenVault } from "./token-vault";

const SECONDS_PER_DAY = 86_400;

export interface ServiceAccountsProps {
  readonly provider: GrafanaProvider;
  readonly vault: TokenVault;
  readonly accounts: AccessConfig["serviceAccounts"];
  readonly lifetime: Lifetime;
}

export class ServiceAccounts extends Construct {
  constructor(scope: Construct, id: string, { provider, vault, accounts, lifetime }: ServiceAccountsProps) {
    super(scope, id);
    for (const [key, { role, account }] of Object.entries(accounts)) {
      const below = new Construct(this, key);
      const serviceAccount = new ServiceAccount(below, "resource", { provider, name: key, role });
      if (account === undefined) continue;
      const { key: token } = new ServiceAccountRotatingToken(below, "token", {
        provider,
        serviceAccountId: serviceAccount.id,
        namePrefix: key,
        secondsToLive: lifetime.expireAfterDays * SECONDS_PER_DAY,
        earlyRotationWindowSeconds: (lifetime.expireAfterDays - lifetime.rotateAfterDays) * SECONDS_PER_DAY,
        deleteOnDestroy: false,
        lifecycle: { createBeforeDestroy: true },
      });
      const description = `Token of Grafana's service account ${key}`;
      vault.keep({ account, purpose: `service-account-${key}`, description, value: { token } });
    }
  }
}
