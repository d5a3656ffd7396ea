/** What goes wrong on the way to Grafana Cloud, told by CloudWatch itself: it knows even where nothing reaches Grafana. */
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import type { Account } from "../../core/accounts";
import { physicalName } from "../../core/names";

/** Seconds over which each alarm looks; Firehose writes its metrics every five minutes. */
const PERIOD = 300;

export interface DeliveryAlarmsProps {
  readonly organisation: string;
  readonly account: Account;
  readonly region: string;
  /** What is sent: `metrics`, `logs`. */
  readonly subject: string;
  /** Name of the delivery stream, may be a reference. */
  readonly stream: string;
  /** Seconds for which Firehose tries before it puts records aside. */
  readonly retrySeconds: number;
  /** Days that records are kept which were put aside. */
  readonly backupDays: number;
}

interface Watch {
  readonly metricName: string;
  readonly statistic: "Average" | "Maximum" | "Sum";
  readonly comparisonOperator: "GreaterThanThreshold" | "LessThanThreshold";
  readonly threshold: number;
  readonly evaluationPeriods: number;
}

/** Metrics and dimension: https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-metrics.html, read 2026-11. */
export class DeliveryAlarms extends Construct {
  readonly #props: DeliveryAlarmsProps;

  constructor(scope: Construct, id: string, props: DeliveryAlarmsProps) {
    super(scope, id);
    this.#props = props;
    const { subject, retrySeconds, backupDays } = props;
    this.alarm(
      "failing",
      "delivery-fails",
      FAILING,
      `More than 1 % of the requests that carry ${subject} fail at Grafana Cloud.`,
    );
    this.alarm(
      "late",
      "delivery-lags",
      LATE,
      `The oldest record of ${subject} that has not reached Grafana Cloud is more than 15 minutes old.`,
    );
    this.alarm(
      "put-aside",
      "delivery-gives-up",
      PUT_ASIDE,
      `Grafana Cloud took records of ${subject} not even after ${String(retrySeconds / 3600)} h: they are kept in the backup bucket for ${String(backupDays)} days and have to be sent again by hand.`,
    );
    this.alarm(
      "refused",
      "delivery-throttles",
      REFUSED,
      `Firehose turns away records of ${subject}: the stream is at its quota. Senders try again; ask AWS for more.`,
    );
  }

  private alarm(id: string, name: string, watch: Watch, alarmDescription: string): void {
    const { account, region, organisation, subject, stream } = this.#props;
    new CloudwatchMetricAlarm(this, id, {
      provider: account.provider,
      region,
      alarmName: physicalName("alarm", organisation, subject, name),
      alarmDescription,
      namespace: "AWS/Firehose",
      dimensions: { DeliveryStreamName: stream },
      period: PERIOD,
      treatMissingData: "notBreaching",
      ...watch,
    });
  }
}

/** 1 or 0 for each request: the average is the share of those that succeed. */
const FAILING: Watch = {
  metricName: "DeliveryToHttpEndpoint.Success",
  statistic: "Average",
  comparisonOperator: "LessThanThreshold",
  threshold: 0.99,
  evaluationPeriods: 3,
};

const LATE: Watch = {
  metricName: "DeliveryToHttpEndpoint.DataFreshness",
  statistic: "Maximum",
  comparisonOperator: "GreaterThanThreshold",
  threshold: 900,
  evaluationPeriods: 3,
};

/** The bucket gets only what was given up. */
const PUT_ASIDE: Watch = {
  metricName: "DeliveryToS3.Records",
  statistic: "Sum",
  comparisonOperator: "GreaterThanThreshold",
  threshold: 0,
  evaluationPeriods: 1,
};

const REFUSED: Watch = {
  metricName: "ThrottledRecords",
  statistic: "Sum",
  comparisonOperator: "GreaterThanThreshold",
  threshold: 0,
  evaluationPeriods: 3,
};
