import { describe, expect, it } from "vitest";
import { catalogue } from "../../../dashboards/catalogue";
import { cloudWatchMetrics } from "../../../dashboards/catalogue/cloudwatch";

/** Metrics that the page of AWS lists, by namespace. */
const INVENTORY: Readonly<Record<string, number>> = {
  "AWS/ApiGateway": 15,
  "AWS/AppSync": 41,
  "AWS/Backup": 20,
  "AWS/CodeBuild": 14,
  "AWS/CodePipeline": 2,
  "AWS/Events": 32,
  "AWS/Firehose": 101,
  "AWS/Kinesis": 29,
  "AWS/SNS": 11,
  "AWS/SQS": 16,
  "AWS/SSM-RunCommand": 3,
  "AWS/Scheduler": 8,
};

function namesOf(namespace: string): string[] {
  return Object.keys(cloudWatchMetrics)
    .filter((name) => name.startsWith(`${namespace} `))
    .map((name) => name.slice(namespace.length + 1));
}

describe("the catalogue of APIs, messages, delivery and backups", () => {
  it("has as many metrics as AWS lists", () => {
    expect(Object.fromEntries(Object.keys(INVENTORY).map((name) => [name, namesOf(name).length]))).toEqual(INVENTORY);
  });

  it("gives units in CloudWatch's words, and pages of AWS", () => {
    const facts = Object.keys(INVENTORY).flatMap((namespace) =>
      namesOf(namespace).map((name) => catalogue.find(`${namespace} ${name}`)),
    );
    expect([...new Set(facts.map((fact) => fact?.unit))].toSorted()).toEqual([
      "Bytes",
      "Bytes/Second",
      "Count",
      "Milliseconds",
      "None",
      "Percent",
      "Seconds",
      "USD",
    ]);
    expect(facts.filter((fact) => !/^https:\/\/docs\.aws\.amazon\.com\/.+\.html$/.test(fact?.source ?? ""))).toEqual(
      [],
    );
  });

  it.each([
    ["AWS/Backup NUMBER_OF_BACKUP_JOBS_FAILED", "a state of the API as a metric"],
    ["AWS/ApiGateway 5XX", "neither REST nor HTTP"],
    ["AWS/CodePipeline SuccessfulPipelineExecutions", "what AWS does not count"],
    ["AWS/SNS NumberOfMessagesSent", "a metric of queues"],
    ["AWS/SQS ApproximateNumberOfMessages", "an attribute of queues"],
  ])("does not know %s: %s", (name) => {
    expect(catalogue.find(name)).toBeUndefined();
  });

  it.each([
    ["AWS/Backup NumberOfBackupJobsFailed", "Count", ["BackupVaultName", "ResourceType"]],
    ["AWS/ApiGateway 5xx", "Count", ["ApiId", "Stage", "Method", "Resource"]],
    ["AWS/ApiGateway 5XXError", "Count", ["ApiName", "Stage", "Method", "Resource"]],
    ["AWS/AppSync ActiveConnections", "Count", ["GraphQLAPIId"]],
    ["AWS/AppSync EngineCPUUtilization", "Percent", ["API_Id"]],
    ["AWS/SQS ApproximateAgeOfOldestMessage", "Seconds", ["QueueName"]],
    ["AWS/Kinesis GetRecords.IteratorAgeMilliseconds", "Milliseconds", ["StreamName"]],
    ["AWS/Firehose DeliveryToHttpEndpoint.DataFreshness", "Seconds", ["DeliveryStreamName"]],
    ["AWS/CodePipeline PipelineDuration", "Seconds", ["PipelineName"]],
    ["AWS/SSM-RunCommand CommandsFailed", "Count", []],
  ])("knows %s", (name, unit, labels) => {
    expect(catalogue.find(name)).toMatchObject({ unit, labels });
  });
});
