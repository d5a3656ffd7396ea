/** Metrics and logs of managed services that also go to Grafana Cloud's stores, as far as the config asks for it. */
import { Construct } from "constructs";
import type { EstateConfig } from "../../../config/estate";
import { deliveryBucketName } from "../../../config/names";
import type { CloudWatchUse } from "../../../dashboards";
import type { Account, Accounts } from "../../core/accounts";
import type { ScrapeJobContribution } from "../../core/contribution";
import type { BasicIntake, Intake, Shipper, Signal } from "../../core/intake";
import { LogShipping } from "./log-shipping";
import { MetricStream } from "./metric-stream";
import { ScrapeRole } from "./scrape-role";

export interface ManagedServicesProps {
  readonly config: EstateConfig;
  readonly accounts: Accounts;
  /** `Platform.intake`. */
  readonly intake: (account: string, signal: Signal, shipper: Shipper) => Intake | undefined;
  /** What dashboards and rules ask of CloudWatch: nothing else is sent. */
  readonly uses: readonly CloudWatchUse[];
  /** Log groups that the estate's own shippers read already, or that would come back to themselves. */
  readonly ownLogGroups: readonly string[];
}

export class ManagedServices extends Construct {
  readonly scrapeJobs: readonly ScrapeJobContribution[];

  readonly #props: ManagedServicesProps;

  constructor(scope: Construct, id: string, props: ManagedServicesProps) {
    super(scope, id);
    this.#props = props;
    const { config, accounts } = props;
    const { cloudwatch } = config.telemetry;
    const asked = (cloudwatch.accounts ?? config.grafana.access.accounts ?? Object.keys(config.accounts)).map((key) =>
      accounts.get(key),
    );
    this.streams(asked);
    this.scrapeJobs = this.scrapes(asked);
    this.logs();
  }

  /** What is asked of the namespaces that go one way. */
  private usesBy(way: "scrape" | "stream"): readonly CloudWatchUse[] {
    const { namespaces } = this.#props.config.telemetry.cloudwatch;
    return this.#props.uses.filter(({ namespace }) => namespaces[namespace] === way);
  }

  private streams(asked: readonly Account[]): void {
    const uses = this.usesBy("stream");
    if (uses.length === 0) return;
    const scope = new Construct(this, "metric-streams");
    for (const account of asked) new MetricStream(scope, account.key, { ...this.delivery(account, "metrics"), uses });
  }

  private scrapes(asked: readonly Account[]): readonly ScrapeJobContribution[] {
    const uses = this.usesBy("scrape");
    const { config } = this.#props;
    const { externalId, scrapeIntervalSeconds } = config.telemetry.cloudwatch;
    if (uses.length === 0) return [];
    const scope = new Construct(this, "scrapes");
    return asked.map((account) => {
      const own = externalId ?? this.token(account, "metrics").user;
      const role = new ScrapeRole(new Construct(scope, account.key), "role", {
        organisation: config.name,
        account,
        externalId: own,
      });
      return {
        account: account.key,
        roleArn: role.arn,
        ready: role.ready,
        regions: [account.region],
        intervalSeconds: scrapeIntervalSeconds,
        uses,
      };
    });
  }

  private logs(): void {
    const { config, accounts, ownLogGroups } = this.#props;
    const { logs } = config.telemetry.cloudwatch;
    if (logs === undefined) return;
    const scope = new Construct(this, "log-shipping");
    for (const key of logs.accounts) {
      const account = accounts.get(key);
      new LogShipping(scope, key, {
        ...this.delivery(account, "logs"),
        attributes: { lbl_cloud_account_id: account.id, lbl_cloud_region: account.region },
        exclude: [...ownLogGroups, ...logs.exclude],
        filterPattern: logs.filterPattern,
      });
    }
  }

  private delivery(account: Account, signal: "metrics" | "logs") {
    const { config } = this.#props;
    return {
      organisation: config.name,
      account,
      region: account.region,
      intake: this.token(account, signal),
      backupBucketName: deliveryBucketName(config, account.key, signal),
    };
  }

  private token(account: Account, signal: "metrics" | "logs"): BasicIntake {
    const intake = this.#props.intake(account.key, signal, "firehose");
    if (intake?.kind !== "basic")
      throw new Error(`${account.key} sends no ${signal} to Grafana Cloud; the config check lets no such pass`);
    return intake;
  }
}
