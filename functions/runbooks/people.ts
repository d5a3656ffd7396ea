/** What people see of a run: an annotation in Grafana and a message on the signal bus, which brings it to on-call. */
import { PublishCommand, type SNSClient } from "@aws-sdk/client-sns";
import type { Runbook } from "../../config/runbook";
import type { Decision, People } from "./ports";
import type { RunRequest } from "./request";

export interface Grafana {
  /** Address of the instance, without a slash at the end. */
  readonly url: string;
  /** Token of a service account that may write annotations. */
  readonly token: () => Promise<string>;
  readonly fetch: typeof fetch;
}

export interface Topics {
  /** For what people should know. */
  readonly info: string;
  /** For what waits for them. */
  readonly page: string;
}

export class GrafanaAndBus implements People {
  readonly #sns: SNSClient;
  readonly #topics: Topics;
  readonly #grafana: Grafana | undefined;
  readonly #onFailure: (message: string, error: unknown) => void;

  constructor(
    sns: SNSClient,
    topics: Topics,
    grafana: Grafana | undefined,
    onFailure: (message: string, error: unknown) => void,
  ) {
    this.#sns = sns;
    this.#topics = topics;
    this.#grafana = grafana;
    this.#onFailure = onFailure;
  }

  /** A Grafana that is down does not stop a repair: the decision is in the audit already. */
  async tell(request: RunRequest, runbook: Runbook | undefined, decision: Decision): Promise<void> {
    const text = `${runbook?.title ?? "Unknown runbook"}: ${inWords(decision)}`;
    await this.attempt("annotation", () => this.annotate(request, text));
    if (decision.kind === "asked" || decision.kind === "withdrawn") return;
    await this.attempt("message", () => this.publish(this.#topics.info, text, request));
  }

  async ask(request: RunRequest, runbook: Runbook, link: string, expiresAt: number): Promise<void> {
    const until = new Date(expiresAt).toISOString();
    const text = `${runbook.title} waits for approval until ${until}.\nAsked by ${request.requester.kind} ${request.requester.name}.\nTo answer, open ${link}`;
    await this.publish(this.#topics.page, text, request);
  }

  private async annotate(request: RunRequest, text: string): Promise<void> {
    if (this.#grafana === undefined) return;
    const response = await this.#grafana.fetch(`${this.#grafana.url}/api/annotations`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${await this.#grafana.token()}` },
      body: JSON.stringify({
        text,
        tags: ["runbook", request.runbook],
        ...(request.dashboardUid === undefined ? {} : { dashboardUID: request.dashboardUid }),
        ...(request.panelId === undefined ? {} : { panelId: request.panelId }),
      }),
      signal: AbortSignal.timeout(5000),
    });
    if (!response.ok) throw new Error(`Grafana answered ${response.status}.`);
  }

  private async publish(topic: string, text: string, request: RunRequest): Promise<void> {
    await this.#sns.send(
      new PublishCommand({
        TopicArn: topic,
        Subject: `Runbook ${request.runbook.slice(0, 60)}`.replaceAll(/[^\x20-\x7e]/g, " "),
        Message: text,
        MessageAttributes: { subject: { DataType: "String", StringValue: request.subject.slice(0, 200) || "none" } },
      }),
    );
  }

  private async attempt(what: string, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.#onFailure(`The ${what} of a run could not be delivered.`, error);
    }
  }
}

/** A decision as a person reads it. */
export function inWords(decision: Decision): string {
  switch (decision.kind) {
    case "started":
      return `started on ${machines(decision.targets)} as ${decision.execution}`;
    case "would start":
      return `dry run, would start on ${machines(decision.targets)}`;
    case "asked":
      return "waits for approval";
    case "withdrawn":
      return decision.approvals === 0 ? "resolved" : "resolved, the question is withdrawn";
    case "refused":
      return `not started: ${decision.reason} (${decision.detail})`;
  }
}

function machines(count: number): string {
  return count === 1 ? "1 target" : `${count} targets`;
}
