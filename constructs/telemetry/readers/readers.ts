/** Everything through which Grafana reads what stands in AWS or elsewhere already: roles, shared views, data sources. */
import { Construct } from "constructs";
import type { EstateConfig } from "../../../config/estate";
import type { Accounts } from "../../core/accounts";
import { cloudWatchAccounts } from "../../core/estate-scope";
import { contribution, type Contribution, type DataSourceContribution } from "../../core/contribution";
import type { GrafanaTrust } from "../../core/grafana-trust";
import { tagDomain } from "../../core/tags";
import { CloudWatchReader } from "./cloud-watch-reader";
import { CrossAccount } from "./cross-account";
import { GivenSources } from "./given-sources";
import { lakeSteps, SecurityLakeReader } from "./security-lake-reader";
import { XrayReader } from "./xray-reader";

export interface ReadersProps {
  readonly config: EstateConfig;
  readonly accounts: Accounts;
  /** Whom the roles trust. */
  readonly trust: GrafanaTrust;
}

/** Types of data sources that every Grafana has without a plugin. */
const BUILT_IN: ReadonlySet<string> = new Set(["cloudwatch", "elasticsearch", "jaeger", "loki", "prometheus", "tempo"]);

export class Readers extends Construct {
  readonly contribution: Contribution;

  readonly #props: ReadersProps;

  constructor(scope: Construct, id: string, props: ReadersProps) {
    super(scope, id);
    tagDomain(this, "telemetry");
    this.#props = props;
    const { securityLake } = props.config.grafana.dataSources;
    const dataSources = [...this.cloudWatch(), ...this.xray(), ...this.lake(), ...this.given()];
    this.contribution = contribution("readers", {
      dataSources,
      plugins: pluginsOf(dataSources),
      manualSteps: securityLake === undefined ? [] : lakeSteps(props.config, securityLake),
    });
  }

  /** The monitoring account first: dashboards open with it, and it sees all the others. */
  private cloudWatch(): readonly DataSourceContribution[] {
    const { config, accounts, trust } = this.#props;
    const { cloudwatch, xray } = config.grafana.dataSources;
    const { monitoringAccount, regions } = cloudwatch;
    const scope = new Construct(this, "cloudwatch");
    if (monitoringAccount !== undefined)
      new CrossAccount(this, "cross-account", { config, accounts, monitoringAccount, regions });
    return cloudWatchAccounts(Object.keys(config.accounts), cloudwatch).map((key) => {
      const sees = key === monitoringAccount;
      const account = accounts.get(key);
      return new CloudWatchReader(scope, key, { config, account, trust, sees, traces: xray?.account === key })
        .dataSource;
    });
  }

  private xray(): readonly DataSourceContribution[] {
    const { config, accounts, trust } = this.#props;
    const { xray } = config.grafana.dataSources;
    if (xray === undefined) return [];
    const account = accounts.get(xray.account);
    return [new XrayReader(this, "x-ray", { config, account, trust, region: xray.region }).dataSource];
  }

  private lake(): readonly DataSourceContribution[] {
    const { config, accounts, trust } = this.#props;
    const { securityLake: lake } = config.grafana.dataSources;
    return lake === undefined
      ? []
      : [new SecurityLakeReader(this, "security-lake", { config, lake, accounts, trust }).dataSource];
  }

  private given(): readonly DataSourceContribution[] {
    const { config, accounts } = this.#props;
    return new GivenSources(this, "given", config, accounts).dataSources;
  }
}

function pluginsOf(sources: readonly DataSourceContribution[]): readonly string[] {
  return [...new Set(sources.map(({ type }) => type))].filter((type) => !BUILT_IN.has(type));
}
