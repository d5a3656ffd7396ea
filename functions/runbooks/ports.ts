/** What a run needs of the world: kept apart from the decisions, so that these are tested without AWS. */
import type { Runbook } from "../../config/runbook";
import type { Values } from "./parameters";
import type { RunRequest } from "./request";

/** What was decided about a request. Every decision is recorded. */
export type Decision =
  | { readonly kind: "started"; readonly execution: string; readonly targets: number }
  | { readonly kind: "would start"; readonly targets: number }
  | { readonly kind: "asked"; readonly approval: string }
  | { readonly kind: "withdrawn"; readonly approvals: number }
  | { readonly kind: "refused"; readonly reason: Refusal; readonly detail: string };

export type Refusal =
  | "stopped"
  | "unknown runbook"
  | "wrong parameters"
  | "no targets"
  | "too many targets"
  | "cooling down"
  | "not approved";

export interface AuditRecord {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly run: string;
  readonly runbook: string;
  readonly requester: string;
  readonly subject: string;
  readonly decision: Decision;
  /** Who approved it, where that was needed. */
  readonly approvedBy?: string;
}

export interface Question {
  readonly id: string;
  readonly request: RunRequest;
  /** SHA-256 of the token, in hex; the token itself is only in the link. */
  readonly tokenHash: string;
  readonly expiresAt: number;
}

export interface Approval {
  readonly request: RunRequest;
  readonly by: string;
}

/** What is remembered between runs. Every method may be repeated with the same arguments. */
export interface RunStore {
  /** Why all automation is paused; undefined while it is not. */
  stopped(): Promise<string | undefined>;
  /** Takes the right to run for a while; false while another run has it. */
  coolDown(runbook: string, target: string, seconds: number, run: string, now: number): Promise<boolean>;
  /** Counts a run into its hour; false when the hour is full. */
  countRun(run: string, most: number, now: number): Promise<boolean>;
  ask(question: Question): Promise<void>;
  /** Closes open questions about a subject; gives how many there were. */
  withdraw(subject: string, now: number): Promise<number>;
  /** Uses up an approval for a run; undefined when there is none, or when another run has used it. */
  useApproval(approval: string, run: string): Promise<Approval | undefined>;
  audit(record: AuditRecord): Promise<void>;
}

/** AWS Systems Manager. */
export interface Systems {
  /** Ids of the machines that are online and carry the tag; one more than `most` at most. */
  machines(tag: string, value: string, most: number): Promise<readonly string[]>;
  /** Starts the document, unless this run has started it already. Gives the id of the execution. */
  start(runbook: Runbook, values: Values, machines: readonly string[], run: string): Promise<string>;
}

/** People are told what was done, and asked. */
export interface People {
  /** Puts a decision beside the graph that the alert came from. */
  tell(request: RunRequest, runbook: Runbook | undefined, decision: Decision): Promise<void>;
  /** Asks for approval; the link holds the only copy of the token. */
  ask(request: RunRequest, runbook: Runbook, link: string, expiresAt: number): Promise<void>;
}

export interface World {
  readonly now: () => number;
  readonly store: RunStore;
  readonly systems: Systems;
  readonly people: People;
  /** Address of the approvals, without a slash at the end. */
  readonly approvalUrl: string;
  /** A new token of 32 random bytes, base64url. */
  readonly token: () => string;
}
