/** A world of runs in memory, with the same rules as the table; every change is kept for the tests to look at. */
import type { AllowList, Runbook } from "../../config/runbook";
import type { Approval, AuditRecord, Decision, Question, RunStore, World } from "../../functions/runbooks/ports";
import type { RunRequest } from "../../functions/runbooks/request";

export const CLEAR_DISK: Runbook = {
  id: "clear-disk",
  title: "Clear disk",
  document: "acme-clear-disk",
  kind: "command",
  approval: false,
  execute: true,
  targets: { tag: "Name", label: "host_name" },
  maxTargets: 2,
  cooldownSeconds: 600,
  timeoutSeconds: 300,
  parameters: {
    path: { kind: "choice", choices: ["/", "/var"], label: "mountpoint" },
    keepDays: { kind: "number", min: 1, max: 30, value: 7 },
  },
};

export const ISOLATE: Runbook = {
  id: "isolate-instance",
  title: "Isolate instance",
  document: "acme-isolate-instance",
  kind: "automation",
  approval: true,
  execute: true,
  maxTargets: 1,
  cooldownSeconds: 3600,
  timeoutSeconds: 900,
  parameters: { instanceId: { kind: "text", pattern: "i-[0-9a-f]{8,17}", label: "instance_id" } },
};

export const LIST: AllowList = { runbooks: [CLEAR_DISK, ISOLATE], maxRunsPerHour: 3, approvalMinutes: 30 };

let counter = 0;

export function request(over: Partial<RunRequest> = {}): RunRequest {
  counter += 1;
  return {
    id: counter.toString(16).padStart(64, "0"),
    runbook: "clear-disk",
    status: "firing",
    requester: { kind: "alert", name: "DiskAlmostFull" },
    labels: { host_name: "web-1", mountpoint: "/var" },
    subject: "fingerprint-1",
    askedAt: 0,
    ...over,
  };
}

interface Asked extends Question {
  state: "open" | "approved" | "withdrawn" | "used";
  usedBy?: string;
}

export class MemoryWorld implements World, RunStore {
  at = 1_800_000_000_000;
  stop: string | undefined;
  online: Record<string, readonly string[]> = { "web-1": ["i-1"] };
  readonly started: { runbook: string; machines: readonly string[]; values: unknown; run: string }[] = [];
  readonly audits: AuditRecord[] = [];
  readonly told: Decision[] = [];
  readonly links: string[] = [];
  readonly questions = new Map<string, Asked>();
  readonly #cooling = new Map<string, { until: number; run: string }>();
  readonly #counted = new Map<number, Set<string>>();

  readonly now = () => this.at;
  readonly store = this;
  readonly approvalUrl = "https://runbooks.example.com";
  readonly token = () => "a-token-of-43-characters-that-nobody-guesses";
  readonly systems = {
    machines: (_tag: string, value: string, most: number) =>
      Promise.resolve((this.online[value] ?? []).slice(0, most + 1)),
    start: ({ id }: Runbook, values: unknown, machines: readonly string[], run: string) => {
      if (!this.started.some((each) => each.run === run)) this.started.push({ runbook: id, machines, values, run });
      return Promise.resolve(`execution-of-${run.slice(-4)}`);
    },
  };
  readonly people = {
    tell: (_request: RunRequest, _runbook: Runbook | undefined, decision: Decision) => {
      this.told.push(decision);
      return Promise.resolve();
    },
    ask: (_request: RunRequest, _runbook: Runbook, link: string) => {
      this.links.push(link);
      return Promise.resolve();
    },
  };

  stopped() {
    return Promise.resolve(this.stop);
  }

  coolDown(runbook: string, target: string, seconds: number, run: string, now: number) {
    const key = `${runbook} ${target}`;
    const held = this.#cooling.get(key);
    if (held !== undefined && held.until > now && held.run !== run) return Promise.resolve(false);
    this.#cooling.set(key, { until: now + seconds * 1000, run });
    return Promise.resolve(true);
  }

  countRun(run: string, most: number, now: number) {
    const hour = Math.floor(now / 3_600_000);
    const runs = this.#counted.get(hour) ?? new Set();
    this.#counted.set(hour, runs);
    if (!runs.has(run) && runs.size >= most) return Promise.resolve(false);
    runs.add(run);
    return Promise.resolve(true);
  }

  ask(question: Question) {
    this.questions.set(question.id, { ...question, state: "open" });
    return Promise.resolve();
  }

  withdraw(subject: string) {
    const open = [...this.questions.values()].filter(
      (each) => each.state === "open" && each.request.subject === subject,
    );
    for (const each of open) each.state = "withdrawn";
    return Promise.resolve(open.length);
  }

  approve(id: string) {
    const question = this.questions.get(id);
    if (question?.state === "open") question.state = "approved";
  }

  useApproval(id: string, run: string): Promise<Approval | undefined> {
    const question = this.questions.get(id);
    const usable = question?.state === "approved" || (question?.state === "used" && question.usedBy === run);
    if (question === undefined || !usable) return Promise.resolve(undefined);
    question.state = "used";
    question.usedBy = run;
    return Promise.resolve({ request: question.request, by: "ada@example.com" });
  }

  audit(record: AuditRecord) {
    this.audits.push(record);
    return Promise.resolve();
  }
}
