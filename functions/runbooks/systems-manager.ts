/** AWS Systems Manager as runs use it. */
import { createHash } from "node:crypto";
import {
  DescribeInstanceInformationCommand,
  ListCommandsCommand,
  SendCommandCommand,
  type SSMClient,
  StartAutomationExecutionCommand,
} from "@aws-sdk/client-ssm";
import type { Runbook } from "../../config/runbook";
import type { Values } from "./parameters";
import type { Systems } from "./ports";

/** Machines in one answer of DescribeInstanceInformation: the API takes 5-50. */
const PAGE = 50;

/** Commands of the last day are looked through for one that this run has sent. */
const LOOK_BACK_MS = 86_400_000;

export class SystemsManager implements Systems {
  readonly #client: SSMClient;
  readonly #output: string;

  /** @param output log group of the commands' output */
  constructor(client: SSMClient, output: string) {
    this.#client = client;
    this.#output = output;
  }

  async machines(tag: string, value: string, most: number): Promise<readonly string[]> {
    const found: string[] = [];
    let next: string | undefined;
    do {
      const answer = await this.#client.send(
        new DescribeInstanceInformationCommand({
          Filters: [
            { Key: `tag:${tag}`, Values: [value] },
            { Key: "PingStatus", Values: ["Online"] },
          ],
          MaxResults: PAGE,
          ...(next === undefined ? {} : { NextToken: next }),
        }),
      );
      found.push(...(answer.InstanceInformationList ?? []).flatMap(({ InstanceId }) => InstanceId ?? []));
      next = answer.NextToken;
    } while (next !== undefined && found.length <= most);
    return found.toSorted().slice(0, most + 1);
  }

  start(runbook: Runbook, values: Values, machines: readonly string[], run: string): Promise<string> {
    return runbook.kind === "automation"
      ? this.automate(runbook, values, run)
      : this.command(runbook, values, machines, run);
  }

  /** The token makes a second start of the same run the same execution. */
  private async automate(runbook: Runbook, values: Values, run: string): Promise<string> {
    const { AutomationExecutionId } = await this.#client.send(
      new StartAutomationExecutionCommand({
        DocumentName: runbook.document,
        Parameters: mutable(values),
        ClientToken: uuidOf(run),
      }),
    );
    if (AutomationExecutionId === undefined) throw new Error(`Systems Manager started ${runbook.id} without an id.`);
    return AutomationExecutionId;
  }

  /**
   * Run Command has no token, so each command carries its run, and an earlier one of the same run is looked for first.
   * The machines are named one by one: what gets the tag in the meantime is not touched.
   */
  private async command(runbook: Runbook, values: Values, machines: readonly string[], run: string): Promise<string> {
    const comment = `estate run ${run.slice(0, 40)}`;
    const earlier = await this.sent(runbook.document, comment);
    if (earlier !== undefined) return earlier;
    const { Command } = await this.#client.send(
      new SendCommandCommand({
        DocumentName: runbook.document,
        Targets: [{ Key: "InstanceIds", Values: [...machines] }],
        Parameters: mutable(values),
        Comment: comment,
        TimeoutSeconds: Math.min(runbook.timeoutSeconds, 2_592_000),
        MaxConcurrency: "1",
        MaxErrors: "0",
        CloudWatchOutputConfig: { CloudWatchOutputEnabled: true, CloudWatchLogGroupName: this.#output },
      }),
    );
    if (Command?.CommandId === undefined) throw new Error(`Systems Manager took ${runbook.id} without an id.`);
    return Command.CommandId;
  }

  private async sent(document: string, comment: string): Promise<string | undefined> {
    let next: string | undefined;
    do {
      const answer = await this.#client.send(
        new ListCommandsCommand({
          Filters: [
            { key: "DocumentName", value: document },
            { key: "InvokedAfter", value: new Date(Date.now() - LOOK_BACK_MS).toISOString().replace(/\.\d+Z$/, "Z") },
          ],
          ...(next === undefined ? {} : { NextToken: next }),
        }),
      );
      const found = answer.Commands?.find(({ Comment }) => Comment === comment)?.CommandId;
      if (found !== undefined) return found;
      next = answer.NextToken;
    } while (next !== undefined);
    return undefined;
  }
}

function mutable(values: Values): Record<string, string[]> {
  return Object.fromEntries(Object.entries(values).map(([name, list]) => [name, [...list]]));
}

/** A UUID made of a run's id, as Automation wants its token. */
function uuidOf(run: string): string {
  const hex = createHash("sha256").update(run).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}
