import { describe, expect, it } from "vitest";
import { dashboardPanels } from "../../dashboards/core/check";
import { queueDashboards } from "../../dashboards/queues";
import { DEAD_LETTER_NAMES } from "../../dashboards/signals/queues";
import { cloudWatchAsked, dashboardOn, findings, linksOf, outline, PLATFORMS } from "./platforms";

const PLACE = "${cloudwatch:queryparam}&${cloudwatch_region:queryparam}&${__url_time_range}";

describe.each(PLATFORMS)("the dashboard of queues on %s", (platform) => {
  const queues = dashboardOn(platform, queueDashboards);

  it("has these panels", () => {
    expect([queues.uid, queues.folder, outline(queues)]).toEqual([
      "queues",
      "Managed services",
      {
        "Is it fine?": [
          "table Queues that wait longest, s",
          "table Dead-letter queues, short",
          "table Topics that fail to deliver, short",
        ],
        Queues: [
          "timeseries Age of the oldest message, s",
          "timeseries Messages waiting, short",
          "timeseries Messages sent, mps",
          "timeseries Messages deleted, mps",
          "timeseries Messages in flight, short",
          "timeseries Empty receives, reqps",
        ],
        Topics: [
          "timeseries Messages published, mps",
          "timeseries Notifications delivered, mps",
          "timeseries Failed notifications, short",
          "timeseries Notifications to dead-letter queues, short",
          "timeseries Lost notifications, short",
        ],
        EventBridge: [
          "timeseries Failed invocations, default bus, short",
          "timeseries Failed invocations, other buses, short",
          "timeseries Throttled rules, short",
          "timeseries Targets invoked, eps",
          "timeseries Time to delivery, ms",
          "timeseries Events to dead-letter queues, short",
          "timeseries Lost events, short",
        ],
        Firehose: [
          "timeseries Age of what HTTP endpoints lack, s",
          "timeseries Age of what S3 lacks, s",
          "timeseries Records refused by Firehose, short",
          "timeseries Successful deliveries to HTTP endpoints, percentunit",
          "timeseries Successful deliveries to S3, percentunit",
        ],
        Kinesis: [
          "timeseries Age of what is read from streams, s",
          "timeseries Writes refused by Kinesis, short",
          "timeseries Reads refused by Kinesis, short",
        ],
      },
    ]);
  });

  it("has no finding", async () => {
    expect(await findings(platform, queues)).toEqual([]);
  });

  it("asks CloudWatch, and nothing else", () => {
    expect(queues.dataSources).toEqual([{ uid: "estate-cloudwatch-production", type: "cloudwatch" }]);
  });

  it.each([
    ["Age of the oldest message", ["Maximum of AWS/SQS ApproximateAgeOfOldestMessage by QueueName=$QueueName, 300 s"]],
    ["Messages waiting", ["Maximum of AWS/SQS ApproximateNumberOfMessagesVisible by QueueName=$QueueName, 300 s"]],
    ["Messages in flight", ["Maximum of AWS/SQS ApproximateNumberOfMessagesNotVisible by QueueName=$QueueName, 300 s"]],
    ["Messages deleted", ["Sum of AWS/SQS NumberOfMessagesDeleted by QueueName=$QueueName, 300 s", "deleted / 300"]],
    ["Failed notifications", ["Sum of AWS/SNS NumberOfNotificationsFailed by TopicName=$TopicName, 300 s"]],
    ["Failed invocations, default bus", ["Sum of AWS/Events FailedInvocations by RuleName=*, 300 s"]],
    ["Failed invocations, other buses", ["Sum of AWS/Events FailedInvocations by EventBusName=* RuleName=*, 300 s"]],
    ["Throttled rules", ["Sum of AWS/Events ThrottledRules by , 300 s"]],
    ["Age of what S3 lacks", ["Maximum of AWS/Firehose DeliveryToS3.DataFreshness by DeliveryStreamName=*, 300 s"]],
    [
      "Age of what is read from streams",
      ["Maximum of AWS/Kinesis GetRecords.IteratorAgeMilliseconds by StreamName=*, 300 s", "age / 1000"],
    ],
  ])("asks for %s", (title, asked) => {
    expect(cloudWatchAsked(queues, title)).toEqual(asked);
  });

  it("shows dead-letter queues whichever queue is chosen, by their names, fullest first", () => {
    expect(cloudWatchAsked(queues, "Dead-letter queues")).toEqual([
      "Maximum of AWS/SQS ApproximateNumberOfMessagesVisible by QueueName=*, 300 s",
    ]);
    const panel = dashboardPanels(queues.model).find(({ title }) => title === "Dead-letter queues");
    expect(panel?.transformations?.slice(3)).toEqual([
      {
        id: "filterByValue",
        options: {
          type: "include",
          match: "all",
          filters: [{ fieldName: "Queue", config: { id: "regex", options: { value: DEAD_LETTER_NAMES } } }],
        },
      },
      { id: "sortBy", options: { sort: [{ field: "Now", desc: true }] } },
      { id: "limit", options: { limitField: 10 } },
    ]);
  });

  it("leads from a row to that queue alone, from there to who reads it", () => {
    expect(linksOf(queues, "Queues that wait longest")).toEqual([
      `/d/queues?var-QueueName=\${__data.fields["Queue"]}&${PLACE}`,
      `/d/lambda?${PLACE}`,
      "/d/ecs?${__url_time_range}",
      "/d/logs?${__url_time_range}",
    ]);
  });
});

describe("names of dead-letter queues", () => {
  const names = new RegExp(DEAD_LETTER_NAMES);

  it.each(["orders-dlq", "OrdersDLQ.fifo", "checkout_dead_letter", "estate-dead-letters", "DeadLetterQueue"])(
    "are known: %s",
    (name) => {
      expect(names.test(name)).toBe(true);
    },
  );

  it.each(["orders", "deadlines", "letters"])("are not: %s", (name) => {
    expect(names.test(name)).toBe(false);
  });
});
