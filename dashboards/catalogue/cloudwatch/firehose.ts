/** Data Firehose: what comes in, what is done to it, and what each destination takes. */
import { counter, gauge, type MetricEntry } from "../family";
import { cloudWatchFamily } from "./family";

const STREAM = "DeliveryStreamName";
const PARTITION = [STREAM, "SourcePartitionId"] as const;
const TABLE = [STREAM, "IcebergTableName"] as const;

const count = counter("Count", STREAM);
const bytes = counter("Bytes", STREAM);
const milliseconds = gauge("Milliseconds", STREAM);
/** 1 or 0 for each attempt: the average is a share of 1. AWS gives no unit. */
const success = gauge("None", STREAM);
/** Age of the oldest record that is not delivered yet. */
const freshness = gauge("Seconds", STREAM);

function delivery(destination: string): Readonly<Record<string, MetricEntry>> {
  return {
    [`${destination}.Bytes`]: bytes,
    [`${destination}.Records`]: count,
    [`${destination}.Success`]: success,
    [`${destination}.DataFreshness`]: freshness,
  };
}

function records(step: string, ...labels: readonly string[]): Readonly<Record<string, MetricEntry>> {
  return { [`${step}.Bytes`]: counter("Bytes", ...labels), [`${step}.Records`]: counter("Count", ...labels) };
}

function refusals(destination: string): Readonly<Record<string, MetricEntry>> {
  return { [`${destination}.AuthFailure`]: success, [`${destination}.DeliveryRejected`]: success };
}

export const firehose = cloudWatchFamily({
  namespace: "AWS/Firehose",
  source: "https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-metrics.html",
  metrics: {
    ...delivery("BackupToS3"),
    ...delivery("DeliveryToS3"),
    "DeliveryToS3.ObjectCount": count,
    ...delivery("DeliveryToHttpEndpoint"),
    "DeliveryToHttpEndpoint.ProcessedBytes": bytes,
    "DeliveryToHttpEndpoint.ProcessedRecords": count,
    ...delivery("DeliveryToAmazonOpenSearchService"),
    ...refusals("DeliveryToAmazonOpenSearchService"),
    ...delivery("DeliveryToAmazonOpenSearchServerless"),
    ...refusals("DeliveryToAmazonOpenSearchServerless"),
    ...records("DeliveryToRedshift", STREAM),
    "DeliveryToRedshift.Success": success,
    ...delivery("DeliveryToSnowflake"),
    "DeliveryToSnowflake.DataCommitLatency": freshness,
    ...delivery("DeliveryToSplunk"),
    "DeliveryToSplunk.DataAckLatency": freshness,
    "DeliveryToIceberg.Bytes": counter("Bytes", ...TABLE),
    "DeliveryToIceberg.IncomingRowCount": counter("Count", ...TABLE),
    "DeliveryToIceberg.SuccessfulRowCount": counter("Count", ...TABLE),
    "DeliveryToIceberg.FailedRowCount": counter("Count", ...TABLE),
    "DeliveryToIceberg.Success": gauge("None", ...TABLE),
    "DeliveryToIceberg.DataFreshness": gauge("Seconds", ...TABLE),
    IncomingBytes: bytes,
    IncomingRecords: count,
    IncomingPutRequests: count,
    ThrottledRecords: count,
    BytesPerSecondLimit: gauge("Bytes/Second", ...PARTITION),
    RecordsPerSecondLimit: gauge("Count", STREAM),
    PutRequestsPerSecondLimit: gauge("Count", STREAM),
    ...records("DataReadFromKinesisStream", STREAM),
    ...records("DataReadFromSource", ...PARTITION),
    "DataReadFromSource.Backpressured": gauge("None", ...PARTITION),
    "SourceToDelivery.DataFreshness": gauge("Seconds", ...PARTITION),
    "SourceThrottled.Delay": milliseconds,
    KinesisMillisBehindLatest: milliseconds,
    KafkaOffsetLag: gauge("Count", ...PARTITION),
    ThrottledDescribeStream: count,
    ThrottledGetRecords: count,
    ThrottledGetShardIterator: count,
    ...records("FailedValidation", ...PARTITION),
    "ExecuteProcessing.Duration": milliseconds,
    "ExecuteProcessing.Success": success,
    ...records("SucceedProcessing", STREAM),
    ...records("SucceedConversion", ...PARTITION),
    ...records("FailedConversion", ...PARTITION),
    "OutputDecompressedBytes.Success": bytes,
    "OutputDecompressedBytes.Failed": bytes,
    "OutputDecompressedRecords.Success": count,
    "OutputDecompressedRecords.Failed": count,
    "JQProcessing.Duration": milliseconds,
    ActivePartitionsLimit: gauge("Count", STREAM),
    PartitionCount: gauge("Count", STREAM),
    PartitionCountExceeded: gauge("None", STREAM),
    PerPartitionThroughput: gauge("Bytes/Second", STREAM),
    KMSKeyAccessDenied: count,
    KMSKeyDisabled: count,
    KMSKeyInvalidState: count,
    KMSKeyNotFound: count,
    "DescribeDeliveryStream.Latency": milliseconds,
    "DescribeDeliveryStream.Requests": count,
    "ListDeliveryStreams.Latency": milliseconds,
    "ListDeliveryStreams.Requests": count,
    "PutRecord.Bytes": bytes,
    "PutRecord.Latency": milliseconds,
    "PutRecord.Requests": count,
    "PutRecordBatch.Bytes": bytes,
    "PutRecordBatch.Latency": milliseconds,
    "PutRecordBatch.Records": count,
    "PutRecordBatch.Requests": count,
    "UpdateDeliveryStream.Latency": milliseconds,
    "UpdateDeliveryStream.Requests": count,
  },
});
