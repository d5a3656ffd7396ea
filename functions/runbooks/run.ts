/**
 * From a request to a decision. The order is the safety: what costs nothing is asked first, a person is asked before
 * anything is taken, and the document is started last. Running it twice for one request starts nothing twice.
 */
import { createHash } from "node:crypto";
import type { AllowList, Runbook } from "../../config/runbook";
import { readParameters, type Parameters } from "./parameters";
import type { Approval, Decision, Refusal, World } from "./ports";
import type { RunRequest } from "./request";

/** Decides, acts, records and tells. */
export async function run(request: RunRequest, list: AllowList, world: World): Promise<Decision> {
  const runbook = list.runbooks.find(({ id }) => id === request.runbook);
  const approval = await usedApproval(request, world);
  const decision = await decide(request, { list, runbook, approval, world });
  await world.store.audit({
    at: world.now(),
    run: request.id,
    runbook: request.runbook,
    requester: `${request.requester.kind} ${request.requester.name}`,
    subject: request.subject,
    decision,
    ...(approval === undefined ? {} : { approvedBy: approval.by }),
  });
  await world.people.tell(request, runbook, decision);
  return decision;
}

interface Case {
  readonly list: AllowList;
  readonly runbook: Runbook | undefined;
  readonly approval: Approval | undefined;
  readonly world: World;
}

async function decide(request: RunRequest, { list, runbook, approval, world }: Case): Promise<Decision> {
  if (request.status === "resolved")
    return { kind: "withdrawn", approvals: await world.store.withdraw(request.subject, world.now()) };
  const stop = await world.store.stopped();
  if (stop !== undefined) return refused("stopped", stop);
  if (runbook === undefined) return refused("unknown runbook", "the allow-list does not hold it");
  const parameters = readParameters(runbook, request.labels);
  if (!parameters.ok) return refused("wrong parameters", parameters.reason);
  if (request.approval !== undefined && !fits(approval, request))
    return refused("not approved", "there is no unused approval for this request");
  return withTargets({ request, list, runbook, parameters, approved: approval !== undefined, world });
}

interface Ready {
  readonly request: RunRequest;
  readonly list: AllowList;
  readonly runbook: Runbook;
  readonly parameters: Extract<Parameters, { ok: true }>;
  readonly approved: boolean;
  readonly world: World;
}

async function withTargets(ready: Ready): Promise<Decision> {
  const { runbook, parameters, world } = ready;
  const { targets, maxTargets } = runbook;
  if (targets === undefined || parameters.target === undefined) return start(ready, []);
  const machines = await world.systems.machines(targets.tag, parameters.target, maxTargets);
  if (machines.length === 0) return refused("no targets", `no machine that is online carries the tag ${targets.tag}`);
  if (machines.length > maxTargets) return refused("too many targets", `at most ${maxTargets} at once`);
  return start(ready, machines);
}

async function start(ready: Ready, machines: readonly string[]): Promise<Decision> {
  const { request, list, runbook, parameters, approved, world } = ready;
  const count = Math.max(machines.length, 1);
  if (!runbook.execute) return { kind: "would start", targets: count };
  if (runbook.approval && !approved) return ask(request, list, runbook, world);
  const now = world.now();
  // An approved run is not one of a storm: a person has looked at it.
  if (!approved && !(await world.store.countRun(request.id, list.maxRunsPerHour, now)))
    return ask(request, list, runbook, world);
  const target = parameters.target ?? JSON.stringify(parameters.values);
  if (!(await world.store.coolDown(runbook.id, target, runbook.cooldownSeconds, request.id, now)))
    return refused("cooling down", `it ran for this target less than ${runbook.cooldownSeconds} s ago`);
  const execution = await world.systems.start(runbook, parameters.values, machines, request.id);
  return { kind: "started", execution, targets: count };
}

/** Keeps the question under the digest of a new token; a repeated request asks again and voids the older question. */
async function ask(request: RunRequest, list: AllowList, runbook: Runbook, world: World): Promise<Decision> {
  const token = world.token();
  const expiresAt = world.now() + list.approvalMinutes * 60_000;
  await world.store.ask({ id: request.id, request, tokenHash: digest(token), expiresAt });
  // After the # nothing is sent to a server, so that no proxy, log or preview of a link sees the token.
  await world.people.ask(request, runbook, `${world.approvalUrl}/approvals/${request.id}#${token}`, expiresAt);
  return { kind: "asked", approval: request.id };
}

export function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

async function usedApproval({ approval, id }: RunRequest, { store }: World): Promise<Approval | undefined> {
  return approval === undefined ? undefined : store.useApproval(approval, id);
}

/** Whether what was approved is what is asked for now: same runbook, same labels. */
function fits(approval: Approval | undefined, request: RunRequest): boolean {
  if (approval === undefined) return false;
  const of = ({ runbook, labels }: RunRequest) => JSON.stringify([runbook, Object.entries(labels).toSorted()]);
  return of(approval.request) === of(request);
}

function refused(reason: Refusal, detail: string): Decision {
  return { kind: "refused", reason, detail };
}
