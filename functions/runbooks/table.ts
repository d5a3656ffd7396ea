/** What runs remember, in one DynamoDB table with the keys `pk` and `sk`; `expiresAt` is its time to live, in seconds. */
import { ConditionalCheckFailedException, TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from "@aws-sdk/lib-dynamodb";
import type { Approval, AuditRecord, Question, RunStore } from "./ports";
import { requestSchema } from "./request";

const DAY = 86_400;

/** Days that audit records stay in the table; the log group keeps them as well. */
const AUDIT_DAYS = 400;

/** Item that pauses all automation while it is there. */
export const STOP_KEY = { pk: "CONTROL", sk: "STOP" } as const;

export class RunTable implements RunStore {
  readonly #client: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(client: DynamoDBDocumentClient, table: string) {
    this.#client = client;
    this.#table = table;
  }

  async stopped(): Promise<string | undefined> {
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: STOP_KEY, ConsistentRead: true }),
    );
    return Item === undefined ? undefined : String(Item["reason"] ?? "no reason was given");
  }

  coolDown(runbook: string, target: string, seconds: number, run: string, now: number): Promise<boolean> {
    const at = Math.floor(now / 1000);
    return this.taken({
      TableName: this.#table,
      Item: { pk: `COOLDOWN#${runbook}`, sk: target, run, until: at + seconds, expiresAt: at + seconds + DAY },
      ConditionExpression: "attribute_not_exists(pk) OR #until <= :now OR #run = :run",
      ExpressionAttributeNames: { "#until": "until", "#run": "run" },
      ExpressionAttributeValues: { ":now": at, ":run": run },
    });
  }

  /** The counter and a mark of the run are written together, so that a run counts once however often it is tried. */
  async countRun(run: string, most: number, now: number): Promise<boolean> {
    const hour = Math.floor(now / 3_600_000);
    const expiresAt = Math.floor(now / 1000) + DAY;
    const mark = { pk: `COUNTED#${hour}`, sk: run };
    const { Item } = await this.#client.send(
      new GetCommand({ TableName: this.#table, Key: mark, ConsistentRead: true }),
    );
    if (Item !== undefined) return true;
    return held(
      this.#client.send(
        new TransactWriteCommand({
          TransactItems: [
            {
              Update: {
                TableName: this.#table,
                Key: { pk: `COUNT#${hour}`, sk: "RUNS" },
                UpdateExpression: "ADD #count :one SET expiresAt = :expires",
                ConditionExpression: "attribute_not_exists(#count) OR #count < :most",
                ExpressionAttributeNames: { "#count": "count" },
                ExpressionAttributeValues: { ":one": 1, ":most": most, ":expires": expiresAt },
              },
            },
            { Put: { TableName: this.#table, Item: { ...mark, expiresAt } } },
          ],
        }),
      ),
    );
  }

  async ask({ id, request, tokenHash, expiresAt }: Question): Promise<void> {
    const seconds = Math.floor(expiresAt / 1000);
    // One that is answered already stays answered, should the run that asked be tried again.
    await this.taken({
      TableName: this.#table,
      Item: {
        pk: `APPROVAL#${id}`,
        sk: "QUESTION",
        state: "open",
        tokenHash,
        request: JSON.stringify(request),
        until: seconds,
        expiresAt: seconds + AUDIT_DAYS * DAY,
      },
      ConditionExpression: "attribute_not_exists(pk) OR #state = :open",
      ExpressionAttributeNames: { "#state": "state" },
      ExpressionAttributeValues: { ":open": "open" },
    });
    await this.#client.send(
      new PutCommand({
        TableName: this.#table,
        Item: { pk: `SUBJECT#${request.subject}`, sk: id, expiresAt: seconds + DAY },
      }),
    );
  }

  async withdraw(subject: string, now: number): Promise<number> {
    const { Items = [] } = await this.#client.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: "pk = :pk",
        ExpressionAttributeValues: { ":pk": `SUBJECT#${subject}` },
      }),
    );
    const closed = await Promise.all(
      Items.map(({ sk }) => this.close(String(sk), "open", { state: "withdrawn", closedAt: now })),
    );
    return closed.filter(Boolean).length;
  }

  async useApproval(approval: string, run: string): Promise<Approval | undefined> {
    const used = await held(
      this.#client.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: { pk: `APPROVAL#${approval}`, sk: "QUESTION" },
          UpdateExpression: "SET #state = :used, usedBy = :run",
          ConditionExpression: "#state = :approved OR (#state = :used AND usedBy = :run)",
          ExpressionAttributeNames: { "#state": "state" },
          ExpressionAttributeValues: { ":approved": "approved", ":used": "used", ":run": run },
        }),
      ),
    );
    if (!used) return undefined;
    const item = await this.question(approval);
    if (item === undefined) return undefined;
    return { request: requestSchema.parse(JSON.parse(String(item["request"]))), by: String(item["by"]) };
  }

  async audit(record: AuditRecord): Promise<void> {
    const at = new Date(record.at).toISOString();
    await this.#client.send(
      new PutCommand({
        TableName: this.#table,
        Item: {
          ...record,
          pk: `AUDIT#${at.slice(0, 10)}`,
          sk: `${at}#${record.run}`,
          at,
          expiresAt: Math.floor(record.at / 1000) + AUDIT_DAYS * DAY,
        },
      }),
    );
  }

  /** The stored question with this id. */
  async question(id: string): Promise<Readonly<Record<string, unknown>> | undefined> {
    const Key = { pk: `APPROVAL#${id}`, sk: "QUESTION" };
    const { Item } = await this.#client.send(new GetCommand({ TableName: this.#table, Key, ConsistentRead: true }));
    return Item;
  }

  /** Moves a question on, once: false when it was no longer in the state `from`. */
  async close(id: string, from: string, change: Readonly<Record<string, unknown>>): Promise<boolean> {
    const names = Object.keys(change);
    return held(
      this.#client.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: { pk: `APPROVAL#${id}`, sk: "QUESTION" },
          UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(", ")}`,
          ConditionExpression: "#state = :from",
          ExpressionAttributeNames: {
            "#state": "state",
            ...Object.fromEntries(names.map((name) => [`#${name}`, name])),
          },
          ExpressionAttributeValues: {
            ":from": from,
            ...Object.fromEntries(names.map((name) => [`:${name}`, change[name]])),
          },
        }),
      ),
    );
  }

  private taken(put: ConstructorParameters<typeof PutCommand>[0]): Promise<boolean> {
    return held(this.#client.send(new PutCommand(put)));
  }
}

/** False where a condition did not hold; any other failure is thrown. */
async function held(sent: Promise<unknown>): Promise<boolean> {
  try {
    await sent;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    if (error instanceof TransactionCanceledException && conditionFailed(error)) return false;
    throw error;
  }
}

/** A transaction is also cancelled when another one is under way, which is no answer. */
function conditionFailed({ CancellationReasons = [] }: TransactionCanceledException): boolean {
  return CancellationReasons.some(({ Code }) => Code === "ConditionalCheckFailed");
}
