/** A person's answer to a question of the runner: once, in time, with the token, and not by who asked. */
import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import { requestSchema, type RunRequest } from "../runbooks/request";

export const answerSchema = z.strictObject({
  token: z.string().min(20).max(100),
  decision: z.enum(["approve", "refuse"]),
});

/** Who is signed in, as the authorizer has verified. */
export interface Person {
  readonly subject: string;
  readonly name: string;
  readonly groups: readonly string[];
}

export interface Questions {
  question(id: string): Promise<Readonly<Record<string, unknown>> | undefined>;
  close(id: string, from: string, change: Readonly<Record<string, unknown>>): Promise<boolean>;
}

export interface Desk {
  readonly now: () => number;
  readonly questions: Questions;
  /** Group whose members may answer. */
  readonly group: string;
  readonly enqueue: (requests: readonly RunRequest[]) => Promise<void>;
}

export type Answered =
  | { readonly status: 200; readonly text: string }
  | { readonly status: 400 | 403 | 404 | 409 | 410; readonly text: string };

export async function answer(id: string, body: unknown, person: Person, desk: Desk): Promise<Answered> {
  if (!person.groups.includes(desk.group)) return told(403, `Only members of ${desk.group} answer.`);
  const parsed = answerSchema.safeParse(body);
  if (!parsed.success) return told(400, "The answer needs a token, and approve or refuse.");
  const question = await desk.questions.question(id);
  // A wrong token is answered like an unknown question, so that ids tell nothing.
  if (question === undefined || !matches(parsed.data.token, String(question["tokenHash"])))
    return told(404, "There is no such question.");
  const request = requestSchema.parse(JSON.parse(String(question["request"])));
  if (request.requester.kind === "person" && [person.subject, person.name].includes(request.requester.name))
    return told(403, "Who asks does not answer.");
  const now = desk.now();
  if (now / 1000 >= Number(question["until"])) return told(410, "The question has run out.");
  const state = parsed.data.decision === "approve" ? "approved" : "declined";
  const closed = await desk.questions.close(id, "open", { state, by: person.name, closedAt: now });
  // An approval that did not reach the queue is sent by the next attempt of the same person; the run stays one.
  const unsent = question["state"] === "approved" && question["by"] === person.name && state === "approved";
  if (!closed && !unsent) return told(409, "The question is answered already.");
  if (state === "declined") return told(200, "Refused. Nothing is started.");
  await desk.enqueue([approved(request, id, now)]);
  return told(200, "Approved. The runbook is on its way.");
}

function approved(request: RunRequest, id: string, now: number): RunRequest {
  const run = createHash("sha256").update(`approved\n${id}`).digest("hex");
  return { ...request, id: run, approval: id, askedAt: now };
}

function matches(token: string, hash: string): boolean {
  const given = createHash("sha256").update(token).digest();
  const known = Buffer.from(hash, "hex");
  return given.length === known.length && timingSafeEqual(given, known);
}

function told<S extends Answered["status"]>(status: S, text: string): { readonly status: S; readonly text: string } {
  return { status, text };
}
