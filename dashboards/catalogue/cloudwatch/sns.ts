/** Topics, and the money that text messages cost. */
import { counter, gauge } from "../family";
import { cloudWatchFamily } from "./family";

/** A topic, or what a mobile push goes to. */
const TARGET = ["TopicName", "Application", "Platform"] as const;
const SMS = ["Country", "SMSType"] as const;

export const sns = cloudWatchFamily({
  namespace: "AWS/SNS",
  source: "https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html",
  metrics: {
    NumberOfMessagesPublished: counter("Count", ...TARGET),
    PublishSize: gauge("Bytes", ...TARGET),
    NumberOfNotificationsDelivered: counter("Count", ...TARGET, ...SMS),
    // Of HTTP endpoints every attempt counts, of all others the last one.
    NumberOfNotificationsFailed: counter("Count", ...TARGET, ...SMS),
    NumberOfNotificationsFilteredOut: counter("Count", ...TARGET),
    "NumberOfNotificationsFilteredOut-InvalidAttributes": counter("Count", ...TARGET),
    "NumberOfNotificationsFilteredOut-NoMessageAttributes": counter("Count", ...TARGET),
    NumberOfNotificationsRedrivenToDlq: counter("Count", ...TARGET),
    NumberOfNotificationsFailedToRedriveToDlq: counter("Count", ...TARGET),
    SMSMonthToDateSpentUSD: gauge("USD"),
    SMSSuccessRate: gauge("None", ...SMS),
  },
});
