/** Takes a webhook of Grafana: genuine and new ones go into the queue, others leave no trace but a count. */
import { type RunRequest } from "../runbooks/request";
import { readPayload } from "./payload";
import { type Forgery, verify } from "./signature";

/** Headers of Grafana's signature, in lower case, as API Gateway gives them. */
export const SIGNATURE_HEADER = "x-grafana-alerting-signature";
export const TIMESTAMP_HEADER = "x-grafana-alerting-timestamp";

/** Largest body that is looked at, in bytes; SQS takes 1 MiB a message, and a request is far smaller. */
const MOST_BYTES = 1_048_576;

export interface Received {
  readonly body: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
}

export interface Inbox {
  readonly now: () => number;
  readonly secrets: (now: number) => Promise<readonly string[]>;
  /** Puts requests into the queue; all of them, or it throws. */
  readonly enqueue: (requests: readonly RunRequest[]) => Promise<void>;
}

export type Receipt =
  | { readonly status: 202; readonly queued: number; readonly others: number; readonly truncated: number }
  | { readonly status: 401; readonly forgery: Forgery }
  | { readonly status: 400 | 413 };

export async function receive({ body, headers }: Received, inbox: Inbox): Promise<Receipt> {
  if (Buffer.byteLength(body) > MOST_BYTES) return { status: 413 };
  const now = inbox.now();
  const signed = { body, signature: headers[SIGNATURE_HEADER], timestamp: headers[TIMESTAMP_HEADER] };
  const verdict = verify(signed, await inbox.secrets(now), now);
  if (!verdict.genuine) return { status: 401, forgery: verdict.reason };
  const reading = readPayload(body, now);
  if (reading === undefined) return { status: 400 };
  await inbox.enqueue(reading.requests);
  return { status: 202, queued: reading.requests.length, others: reading.others, truncated: reading.truncated };
}
