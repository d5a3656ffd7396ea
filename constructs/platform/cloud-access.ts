/** Tokens of a stack: one that reads for the data sources, one per account and kind of telemetry that writes, and others. */
import type { GrafanaProvider } from "@cdktf/provider-grafana/lib/provider";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import type { EstateConfig } from "../../config/estate";
import type { AccessConfig } from "../../config/sections/grafana-access";
import { physicalName } from "../core/names";
import { AccessToken } from "./access-token";
import { receiver } from "./cloud-endpoints";
import type { GrafanaStack } from "./cloud-stack";
import type { BasicIntake, Shipper, Signal } from "../core/intake";
import type { TokenVault } from "./token-vault";

/** What data sources do: query the stores, and list the rules and alerts of the stack's own Prometheus and Loki. */
const READ_SCOPES = ["alerts:read", "logs:read", "metrics:read", "rules:read", "traces:read"];

export interface CloudAccessProps {
  readonly config: EstateConfig;
  readonly cloud: GrafanaProvider;
  readonly stack: GrafanaStack;
  readonly vault: TokenVault;
}

export class CloudAccess extends Construct {
  /** Token that reads metrics, logs and traces, a reference. */
  readonly readToken: string;

  readonly #props: CloudAccessProps;
  readonly #tokens = new Map<string, string>();
  readonly #intakes = new Map<string, BasicIntake>();

  constructor(scope: Construct, id: string, props: CloudAccessProps) {
    super(scope, id);
    this.#props = props;
    const { access } = props.config.grafana;
    this.readToken = this.token(this, "read", "data-sources", "Data sources of the estate", READ_SCOPES);
    this.shippers(access);
    this.policies(access);
  }

  /** See `Platform.intake`. A secret for Firehose is made when one is first asked for. */
  intake(account: string, signal: Signal, shipper: Shipper): BasicIntake | undefined {
    const id = `${account}/${signal}/${shipper}`;
    const token = this.#tokens.get(`${account}/${signal}`);
    const target = receiver(this.#props.stack, signal, shipper);
    if (token === undefined || target === undefined) return undefined;
    const known = this.#intakes.get(id);
    if (known !== undefined) return known;
    const made: BasicIntake = {
      kind: "basic",
      ...target,
      ...this.#props.vault.keep({
        account,
        purpose: shipper === "firehose" ? `${signal}-firehose` : signal,
        description: `Sends ${signal} to Grafana Cloud${shipper === "firehose" ? " by Firehose" : ""}`,
        value: shipper === "firehose" ? firehoseFields(target.user, token) : collectorFields(target.user, token),
      }),
    };
    this.#intakes.set(id, made);
    return made;
  }

  private shippers({ accounts, signals }: AccessConfig): void {
    const scope = new Construct(this, "shippers");
    for (const account of accounts ?? Object.keys(this.#props.config.accounts)) {
      const below = new Construct(scope, account);
      for (const signal of signals) {
        const about = `${account} sends ${signal}`;
        const token = this.token(below, signal, `shipper-${account}-${signal}`, about, [`${signal}:write`]);
        this.#tokens.set(`${account}/${signal}`, token);
        this.intake(account, signal, "collector");
      }
    }
  }

  private policies({ policies }: AccessConfig): void {
    const scope = new Construct(this, "policies");
    for (const [key, { scopes, account }] of Object.entries(policies)) {
      const token = this.token(scope, key, `policy-${key}`, `Policy ${key} of the estate`, scopes);
      const description = `Token of the access policy ${key} of Grafana Cloud`;
      this.#props.vault.keep({ account, purpose: `policy-${key}`, description, value: { token } });
    }
  }

  private token(scope: Construct, id: string, name: string, displayName: string, scopes: readonly string[]): string {
    const { cloud, stack, config } = this.#props;
    return new AccessToken(scope, id, {
      cloud,
      stack,
      name: physicalName("grafanaAccessPolicy", config.name, name),
      displayName,
      scopes,
      lifetime: config.grafana.access,
    }).token;
  }
}

function collectorFields(user: string, token: string): BasicFields {
  return { user, token, authorization: `Basic ${Fn.base64encode(`${user}:${token}`)}` };
}

type BasicFields = Readonly<Record<"user" | "token" | "authorization", string>>;

/** Source: https://docs.aws.amazon.com/firehose/latest/dev/secrets-manager-whats-secret.html, read 2026-11. */
function firehoseFields(user: string, token: string): Readonly<Record<"api_key", string>> {
  return { api_key: `${user}:${token}` };
}
