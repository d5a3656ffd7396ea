/** Kinesis Data Streams: a stream, its consumers with enhanced fan-out, and its shards where that is switched on. */
import { counter, gauge, type MetricEntry } from "../family";
import { cloudWatchFamily } from "./family";

const STREAM = "StreamName";
const SHARD = [STREAM, "ShardId"] as const;
const CONSUMER = [STREAM, "ConsumerName"] as const;

const count = counter("Count", STREAM);

/** Each call of an operation: how long it took, what it moved, and 1 or 0 for its success. */
function operation(name: string): Readonly<Record<string, MetricEntry>> {
  return {
    [`${name}.Bytes`]: counter("Bytes", STREAM),
    [`${name}.Latency`]: gauge("Milliseconds", STREAM),
    [`${name}.Success`]: count,
  };
}

export const kinesis = cloudWatchFamily({
  namespace: "AWS/Kinesis",
  source: "https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html",
  metrics: {
    ...operation("GetRecords"),
    "GetRecords.IteratorAgeMilliseconds": gauge("Milliseconds", STREAM),
    "GetRecords.Records": count,
    ...operation("PutRecord"),
    ...operation("PutRecords"),
    "PutRecords.Records": count,
    "PutRecords.TotalRecords": count,
    "PutRecords.SuccessfulRecords": count,
    "PutRecords.FailedRecords": count,
    "PutRecords.ThrottledRecords": count,
    "SubscribeToShard.RateExceeded": counter("Count", ...CONSUMER),
    "SubscribeToShard.Success": counter("Count", ...CONSUMER),
    "SubscribeToShardEvent.Bytes": counter("Bytes", ...CONSUMER),
    "SubscribeToShardEvent.MillisBehindLatest": gauge("Milliseconds", ...CONSUMER),
    "SubscribeToShardEvent.Records": counter("Count", ...CONSUMER),
    "SubscribeToShardEvent.Success": counter("Count", ...CONSUMER),
    IncomingBytes: counter("Bytes", ...SHARD),
    IncomingRecords: counter("Count", ...SHARD),
    ReadProvisionedThroughputExceeded: counter("Count", ...SHARD),
    WriteProvisionedThroughputExceeded: counter("Count", ...SHARD),
    IteratorAgeMilliseconds: gauge("Milliseconds", ...SHARD),
    OutgoingBytes: counter("Bytes", ...SHARD),
    OutgoingRecords: counter("Count", ...SHARD),
  },
});
