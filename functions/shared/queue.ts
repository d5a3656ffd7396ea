/** The queue between those who ask and the runner. */
import { SendMessageBatchCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { RunRequest } from "../runbooks/request";

/** Messages that SQS takes at once. */
const BATCH = 10;

/** Puts all requests into the queue. @throws Error when SQS refuses one, so that the sender sends them all again */
export async function enqueue(client: SQSClient, url: string, requests: readonly RunRequest[]): Promise<void> {
  for (let first = 0; first < requests.length; first += BATCH) {
    const entries = requests
      .slice(first, first + BATCH)
      .map((request, index) => ({ Id: String(index), MessageBody: JSON.stringify(request) }));
    const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries: entries }));
    if (Failed.length > 0) throw new Error(`SQS refused ${Failed.length} of ${entries.length} requests.`);
  }
}
