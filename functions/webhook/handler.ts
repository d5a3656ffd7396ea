/** Lambda behind `POST /alerts` of the HTTP API. */
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SQSClient } from "@aws-sdk/client-sqs";
import { Logger } from "@aws-lambda-powertools/logger";
import { Metrics, MetricUnit } from "@aws-lambda-powertools/metrics";
import { Tracer } from "@aws-lambda-powertools/tracer";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { required } from "../shared/environment";
import { enqueue } from "../shared/queue";
import { Secret } from "../shared/secret";
import { receive, type Receipt } from "./receive";

const logger = new Logger({ serviceName: "estate-webhook" });
const metrics = new Metrics({ namespace: "Estate", serviceName: "estate-webhook" });
const tracer = new Tracer({ serviceName: "estate-webhook" });
const queue = tracer.captureAWSv3Client(new SQSClient({}));
const secret = new Secret(tracer.captureAWSv3Client(new SecretsManagerClient({})), required("WEBHOOK_SECRET_ARN"));

export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const text = event.body ?? "";
  const body = event.isBase64Encoded ? Buffer.from(text, "base64").toString("utf8") : text;
  const receipt = await receive(
    { body, headers: event.headers },
    {
      now: Date.now,
      secrets: (now) => secret.values(now),
      enqueue: (requests) => enqueue(queue, required("REQUEST_QUEUE_URL"), requests),
    },
  );
  note(receipt, event.requestContext.http.sourceIp);
  // Why a message is not genuine is told to the log only.
  return { statusCode: receipt.status, headers: { "content-type": "application/json" }, body: "{}" };
}

function note(receipt: Receipt, from: string): void {
  if (receipt.status === 202) {
    metrics.addMetric("RequestsQueued", MetricUnit.Count, receipt.queued);
    metrics.addMetric("AlertsTruncated", MetricUnit.Count, receipt.truncated);
    if (receipt.truncated > 0) logger.warn("Grafana left alerts out of the message.", { truncated: receipt.truncated });
  } else {
    metrics.addMetric("MessagesRefused", MetricUnit.Count, 1);
    const reason = receipt.status === 401 ? receipt.forgery : "unreadable";
    logger.warn("A message was refused.", { reason, from });
  }
  metrics.publishStoredMetrics();
}
