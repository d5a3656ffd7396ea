/** Metrics and logs of managed services that also go to Grafana Cloud's stores, as far as the config asks for it. */
import { Construct } from "constructs";
import type { EstateConfig } from "../../../config/estate";
import { deliveryBucketName } from "../../../config/names";
import { type CloudWatchUse, labelOf } from "../../../dashboards";
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
  /**
   * What Grafana Cloud presents as external id where the config names none: the number of the stack's Prometheus.
   * @default - the user of Firehose's token, which is the same number, but has a secret made that nobody reads
   */
  readonly externalId?: string | undefined;
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
    if (uses.length === 0) return [];
    const scope = new Construct(this, "scrapes");
    return asked.map((account) => this.scrape(new Construct(scope, account.key), account, uses));
  }

  private scrape(scope: Construct, account: Account, uses: readonly CloudWatchUse[]): ScrapeJobContribution {
    const { config, externalId } = this.#props;
    const { cloudwatch } = config.telemetry;
    const regions = [account.region];
    const role = new ScrapeRole(scope, "role", {
      organisation: config.name,
      account,
      regions,
      externalId: cloudwatch.externalId ?? externalId ?? this.token(account, "metrics").user,
      namespaces: [...new Set(uses.map(({ namespace }) => namespace))].toSorted(),
    });
    return {
      account: account.key,
      roleArn: role.arn,
      ready: role.ready,
      regions,
      intervalSeconds: cloudwatch.scrapeIntervalSeconds,
      uses,
    };
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
        attributes: lokiLabels(account),
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

/**
 * What people filter by in dashboards. Grafana's receiver makes a label of each attribute whose name begins so:
 * https://grafana.com/docs/grafana-cloud/monitor-infrastructure/monitor-cloud-provider/aws/logs/firehose-logs/config-firehose-logs/.
 */
function lokiLabels({ id, region, environment }: Account): Readonly<Record<string, string>> {
  const labels = { account: id, region, environment };
  return Object.fromEntries(Object.entries(labels).map(([word, value]) => [`lbl_${labelOf(word)}`, value]));
}
