/** Firehose and Kinesis: how far what is delivered or read lags behind what came in. */
import { CLOUDWATCH_PLACE } from "../core/dimension-variable";
import type { DrillDown } from "../core/drill-down";
import { cloudWatch, cloudWatchMath, type CloudWatchMetric } from "../core/query";
import type { Signal, Threshold } from "../core/signal";
import { FIVE_MINUTES, fromCount } from "./count-thresholds";

const DESTINATION: readonly DrillDown[] = [
  { title: "Telemetry", dashboard: "telemetry" },
  { title: "Logs", dashboard: "logs" },
];
const READERS: readonly DrillDown[] = [
  { title: "Functions", dashboard: "lambda", keep: CLOUDWATCH_PLACE },
  { title: "Logs", dashboard: "logs" },
];

/** Firehose buffers for fifteen minutes at most, and AWS advises an alarm beyond that. */
const FRESH: Threshold = { warnAbove: 900, badAbove: 3600 };

export const freshnessHttp: Signal = {
  id: "firehose-freshness-http",
  name: "Age of what HTTP endpoints lack",
  description:
    "Age of the oldest record of each stream that an HTTP endpoint, such as Grafana's, has not taken. It should stay below the buffer's interval. A rising line means that the endpoint refuses: look at the error log of the stream, at its token, and at the limits behind the endpoint.",
  type: "gauge",
  unit: "s",
  query: cloudWatch(firehose("DeliveryToHttpEndpoint.DataFreshness", "Maximum")),
  judgement: FRESH,
  runbook: "firehose-late",
  drillDowns: DESTINATION,
};

export const freshnessS3: Signal = {
  id: "firehose-freshness-s3",
  name: "Age of what S3 lacks",
  description:
    "Age of the oldest record of each stream that is not in its bucket. It should stay below the buffer's interval. A rising line means that the role may not write, or that the key is disabled.",
  type: "gauge",
  unit: "s",
  query: cloudWatch(firehose("DeliveryToS3.DataFreshness", "Maximum")),
  judgement: FRESH,
  runbook: "firehose-late",
  drillDowns: DESTINATION,
};

export const successHttp: Signal = {
  id: "firehose-success-http",
  name: "Successful deliveries to HTTP endpoints",
  description:
    "Share of a stream's attempts that the HTTP endpoint took, over five minutes. Firehose tries again, so a small dip loses nothing; what it gives up goes to the backup bucket, under the prefix for errors.",
  type: "ratio",
  unit: "percentunit",
  query: cloudWatch(firehose("DeliveryToHttpEndpoint.Success", "Average")),
  judgement: { warnBelow: 0.95, badBelow: 0.8 },
  runbook: "firehose-late",
  drillDowns: DESTINATION,
};

export const successS3: Signal = {
  id: "firehose-success-s3",
  name: "Successful deliveries to S3",
  description:
    "Share of a stream's writes to its bucket that succeeded, over five minutes. Firehose tries again for a day, then the data are lost.",
  type: "ratio",
  unit: "percentunit",
  query: cloudWatch(firehose("DeliveryToS3.Success", "Average")),
  judgement: { warnBelow: 0.95, badBelow: 0.8 },
  runbook: "firehose-late",
  drillDowns: DESTINATION,
};

export const throttledRecords: Signal = {
  id: "firehose-throttled-records",
  name: "Records refused by Firehose",
  description:
    "Records in five minutes that a stream did not take, since more came in than its limit. The sender has to try again, or they are lost: have the limit raised.",
  type: "counter",
  unit: "short",
  query: cloudWatch(firehose("ThrottledRecords", "Sum")),
  judgement: fromCount(1, 1000),
  runbook: "stream-throttled",
  drillDowns: DESTINATION,
};

export const iteratorAge: Signal = {
  id: "kinesis-iterator-age",
  name: "Age of what is read from streams",
  description:
    "Age of the last record that readers of each Kinesis stream got, at most, in five minutes. Zero is caught up. At the end of retention, a day by default, records are gone unread: scale the readers, or find the record at which they fail.",
  type: "gauge",
  unit: "s",
  query: cloudWatchMath("age / 1000", { age: kinesis("GetRecords.IteratorAgeMilliseconds", "Maximum") }),
  judgement: { warnAbove: 600, badAbove: 3600 },
  runbook: "stream-readers-late",
  drillDowns: READERS,
};

export const throttledWrites: Signal = {
  id: "kinesis-throttled-writes",
  name: "Writes refused by Kinesis",
  description:
    "Records in five minutes that a stream refused, since a shard takes no more than 1 MB or 1,000 records in a second. One busy key fills one shard however many there are.",
  type: "counter",
  unit: "short",
  query: cloudWatch(kinesis("WriteProvisionedThroughputExceeded", "Sum")),
  judgement: fromCount(1, 1000),
  runbook: "stream-throttled",
  drillDowns: READERS,
};

export const throttledReads: Signal = {
  id: "kinesis-throttled-reads",
  name: "Reads refused by Kinesis",
  description:
    "Reads in five minutes that a stream refused, since a shard gives no more than 2 MB or five reads in a second to all its readers. Give each reader its own enhanced fan-out.",
  type: "counter",
  unit: "short",
  query: cloudWatch(kinesis("ReadProvisionedThroughputExceeded", "Sum")),
  judgement: fromCount(1, 1000),
  runbook: "stream-throttled",
  drillDowns: READERS,
};

function firehose(metric: string, statistic: CloudWatchMetric["statistic"]): CloudWatchMetric {
  return {
    namespace: "AWS/Firehose",
    metric,
    statistic,
    dimensions: { DeliveryStreamName: "*" },
    period: FIVE_MINUTES,
  };
}

function kinesis(metric: string, statistic: CloudWatchMetric["statistic"]): CloudWatchMetric {
  return { namespace: "AWS/Kinesis", metric, statistic, dimensions: { StreamName: "*" }, period: FIVE_MINUTES };
}
