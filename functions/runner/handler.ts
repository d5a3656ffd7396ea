/** Lambda behind the queue of requests. One request that fails is delivered again; the others of its batch are not. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SNSClient } from "@aws-sdk/client-sns";
import { SSMClient } from "@aws-sdk/client-ssm";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { IdempotencyConfig, makeIdempotent } from "@aws-lambda-powertools/idempotency";
import { DynamoDBPersistenceLayer } from "@aws-lambda-powertools/idempotency/dynamodb";
import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { Tracer } from "@aws-lambda-powertools/tracer";
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from "aws-lambda";
import { grafanaOfEnvironment, readAllowList } from "./settings";
import { randomBytes } from "node:crypto";
import { GrafanaAndBus } from "../runbooks/people";
import type { Decision, World } from "../runbooks/ports";
import { requestSchema, type RunRequest } from "../runbooks/request";
import { run } from "../runbooks/run";
import { SystemsManager } from "../runbooks/systems-manager";
import { RunTable } from "../runbooks/table";
import { required } from "../shared/environment";

const logger = new Logger({ serviceName: "estate-runner" });
const metrics = new Metrics({ namespace: "Estate", serviceName: "estate-runner" });
const tracer = new Tracer({ serviceName: "estate-runner" });

const dynamo = new DynamoDBClient({});
const table = required("RUNS_TABLE");
const list = readAllowList();
const world: World = {
  now: Date.now,
  store: new RunTable(DynamoDBDocumentClient.from(tracer.captureAWSv3Client(dynamo)), table),
  systems: new SystemsManager(tracer.captureAWSv3Client(new SSMClient({})), required("COMMAND_LOG_GROUP")),
  people: new GrafanaAndBus(
    tracer.captureAWSv3Client(new SNSClient({})),
    { info: required("INFO_TOPIC_ARN"), page: required("PAGE_TOPIC_ARN") },
    grafanaOfEnvironment(),
    (message, error) => logger.error(message, asError(error)),
  ),
  approvalUrl: required("APPROVAL_URL"),
  token: () => randomBytes(32).toString("base64url"),
};

/** Hours in which the same request is answered from memory; SQS keeps a message for four days at most. */
const REMEMBERED_HOURS = 120;

const idempotency = new IdempotencyConfig({
  eventKeyJmesPath: "id",
  throwOnNoIdempotencyKey: true,
  expiresAfterSeconds: REMEMBERED_HOURS * 3600,
});

const once = makeIdempotent((request: RunRequest): Promise<Decision> => run(request, list, world), {
  persistenceStore: new DynamoDBPersistenceLayer({
    tableName: table,
    awsSdkV3Client: dynamo,
    keyAttr: "pk",
    sortKeyAttr: "sk",
    staticPkValue: "ONCE",
    expiryAttr: "expiresAt",
    statusAttr: "state",
    dataAttr: "decision",
  }),
  config: idempotency,
});

export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  // While a run is under way it is nobody else's; the claim of a killed one ends with the time that it had left.
  idempotency.registerLambdaContext(context);
  const failed: string[] = [];
  for (const record of event.Records) if (!(await handled(record))) failed.push(record.messageId);
  metrics.publishStoredMetrics();
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

async function handled(record: SQSRecord): Promise<boolean> {
  try {
    const request = requestSchema.parse(JSON.parse(record.body));
    const decision = await once(request);
    logger.info("Decided.", { run: request.id, runbook: request.runbook, decision });
    metrics.addMetric(`Runs ${decision.kind}`, MetricUnit.Count, 1);
    return true;
  } catch (error) {
    logger.error("A request could not be decided.", asError(error));
    metrics.addMetric("RunsFailed", MetricUnit.Count, 1);
    return false;
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
