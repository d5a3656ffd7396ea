/** Lambda behind `GET` and `POST /approvals/{id}` of the HTTP API; the API's JWT authorizer lets no other POST through. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SQSClient } from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { Logger } from "@aws-lambda-powertools/logger";
import { Tracer } from "@aws-lambda-powertools/tracer";
import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyEventV2WithJWTAuthorizer,
  APIGatewayProxyStructuredResultV2,
} from "aws-lambda";
import { randomBytes } from "node:crypto";
import { requestSchema } from "../runbooks/request";
import { RunTable } from "../runbooks/table";
import { required } from "../shared/environment";
import { enqueue } from "../shared/queue";
import { answer, type Person } from "./answer";
import { page, pageHeaders, type SignIn } from "./page";

type Event = APIGatewayProxyEventV2 | APIGatewayProxyEventV2WithJWTAuthorizer;

const logger = new Logger({ serviceName: "estate-approval" });
const tracer = new Tracer({ serviceName: "estate-approval" });
const queue = tracer.captureAWSv3Client(new SQSClient({}));
const dynamo = DynamoDBDocumentClient.from(tracer.captureAWSv3Client(new DynamoDBClient({})));
const questions = new RunTable(dynamo, required("RUNS_TABLE"));

export async function handler(event: Event): Promise<APIGatewayProxyStructuredResultV2> {
  const id = event.pathParameters?.["id"] ?? "";
  if (!/^[a-f0-9]{64}$/.test(id)) return json(404, "There is no such question.");
  return event.requestContext.http.method === "POST" ? answered(id, event) : shown(id);
}

async function shown(id: string): Promise<APIGatewayProxyStructuredResultV2> {
  const question = await questions.question(id);
  if (question === undefined) return json(404, "There is no such question.");
  const { runbook } = requestSchema.parse(JSON.parse(String(question["request"])));
  const nonce = randomBytes(16).toString("base64url");
  const signIn: SignIn = {
    authorizeUrl: required("AUTHORIZE_URL"),
    tokenUrl: required("TOKEN_URL"),
    clientId: required("CLIENT_ID"),
  };
  return { statusCode: 200, headers: { ...pageHeaders(nonce, signIn) }, body: page({ id, runbook }, signIn, nonce) };
}

async function answered(id: string, event: Event): Promise<APIGatewayProxyStructuredResultV2> {
  const person = personOf(event);
  if (person === undefined) return json(403, "Nobody is signed in.");
  const result = await answer(id, parsed(event), person, {
    now: Date.now,
    questions,
    group: required("APPROVERS_GROUP"),
    enqueue: (requests) => enqueue(queue, required("REQUEST_QUEUE_URL"), requests),
  });
  logger.info("Answered.", { run: id, by: person.name, status: result.status });
  return json(result.status, result.text);
}

/** The signed-in person, from claims that API Gateway has verified. */
function personOf(event: Event): Person | undefined {
  if (!("authorizer" in event.requestContext)) return undefined;
  const { claims } = event.requestContext.authorizer.jwt;
  const subject = claims["sub"];
  if (typeof subject !== "string" || subject === "") return undefined;
  const groups = claims["cognito:groups"] ?? claims["groups"] ?? "";
  return { subject, name: String(claims["email"] ?? subject), groups: listOf(groups) };
}

/** API Gateway writes a list claim as `[a b]`. */
function listOf(claim: unknown): readonly string[] {
  if (Array.isArray(claim)) return claim.map(String);
  return String(claim)
    .replace(/^\[|\]$/g, "")
    .split(/[ ,]+/)
    .filter((group) => group !== "");
}

function parsed(event: Event): unknown {
  const text = event.isBase64Encoded ? Buffer.from(event.body ?? "", "base64").toString("utf8") : event.body;
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}

function json(statusCode: number, text: string): APIGatewayProxyStructuredResultV2 {
  const headers = { "content-type": "application/json", "cache-control": "no-store" };
  return { statusCode, headers, body: JSON.stringify({ text }) };
}
