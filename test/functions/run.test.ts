import { beforeEach, describe, expect, it } from "vitest";
import type { Decision } from "../../functions/runbooks/ports";
import { run } from "../../functions/runbooks/run";
import type { RunRequest } from "../../functions/runbooks/request";
import { CLEAR_DISK, LIST, MemoryWorld, request } from "./world";

let world: MemoryWorld;
beforeEach(() => {
  world = new MemoryWorld();
});

const decide = (over: Partial<RunRequest> = {}, list = LIST) => run(request(over), list, world);

describe("a request that may run", () => {
  it("starts the document on the machines of the tag, records it and tells it", async () => {
    const asked = request();
    const decision = await run(asked, LIST, world);
    expect(decision).toEqual({ kind: "started", execution: `execution-of-${asked.id.slice(-4)}`, targets: 1 });
    expect(world.started).toEqual([
      { runbook: "clear-disk", machines: ["i-1"], values: { path: ["/var"], keepDays: ["7"] }, run: asked.id },
    ]);
    expect(world.audits).toEqual([
      {
        at: world.at,
        run: asked.id,
        runbook: "clear-disk",
        requester: "alert DiskAlmostFull",
        subject: "fingerprint-1",
        decision,
      },
    ]);
    expect(world.told).toEqual([decision]);
  });

  it("starts nothing while it is on dry run, and takes no cooldown", async () => {
    const list = { ...LIST, runbooks: [{ ...CLEAR_DISK, execute: false }] };
    expect(await decide({}, list)).toEqual({ kind: "would start", targets: 1 });
    expect(await decide({}, list)).toEqual({ kind: "would start", targets: 1 });
    expect(world.started).toEqual([]);
  });

  it("starts once when the same request is decided again", async () => {
    const asked = request();
    const first = await run(asked, LIST, world);
    expect(await run(asked, LIST, world)).toEqual(first);
    expect(world.started).toHaveLength(1);
  });
});

describe("a request that may not run", () => {
  it.each<[string, Partial<RunRequest>, string, string]>([
    ["an unknown document", { runbook: "AWS-RunShellScript" }, "unknown runbook", "the allow-list does not hold it"],
    [
      "a shell command in a parameter",
      { labels: { host_name: "web-1", mountpoint: "/var; rm -rf /" } },
      "wrong parameters",
      "parameter path is not what the runbook takes",
    ],
    ["a missing parameter", { labels: { host_name: "web-1" } }, "wrong parameters", "parameter path is missing"],
    [
      "a wildcard as target",
      { labels: { host_name: "*", mountpoint: "/" } },
      "wrong parameters",
      "label host_name is no value of a tag",
    ],
    ["no target", { labels: { mountpoint: "/" } }, "wrong parameters", "label host_name names no target"],
    [
      "a target that is not online",
      { labels: { host_name: "web-9", mountpoint: "/" } },
      "no targets",
      "no machine that is online carries the tag Name",
    ],
    ["too many targets", { labels: { host_name: "fleet", mountpoint: "/" } }, "too many targets", "at most 2 at once"],
    [
      "an approval that nobody gave",
      { approval: "f".repeat(64) },
      "not approved",
      "there is no unused approval for this request",
    ],
  ])("is refused for %s", async (_what, over, reason, detail) => {
    world.online["fleet"] = ["i-1", "i-2", "i-3"];
    expect(await decide(over)).toEqual({ kind: "refused", reason, detail });
    expect(world.started).toEqual([]);
    expect(world.audits).toHaveLength(1);
  });

  it("is refused while the same target cools down, and runs again afterwards", async () => {
    await decide();
    world.at += 599_000;
    expect(await decide()).toEqual({
      kind: "refused",
      reason: "cooling down",
      detail: "it ran for this target less than 600 s ago",
    });
    world.at += 1000;
    expect(await decide()).toMatchObject({ kind: "started" });
  });

  it("is refused while all automation is stopped, with the reason that was given", async () => {
    world.stop = "incident 42";
    expect(await decide()).toEqual({ kind: "refused", reason: "stopped", detail: "incident 42" });
  });
});

describe("a request that needs a person", () => {
  const isolate = (over: Partial<RunRequest> = {}) =>
    request({ runbook: "isolate-instance", labels: { instance_id: "i-0123456789abcdef0" }, ...over });

  it("asks, and the link holds the token only where no server sees it", async () => {
    const asked = isolate();
    expect(await run(asked, LIST, world)).toEqual({ kind: "asked", approval: asked.id });
    expect(world.links).toEqual([
      `https://runbooks.example.com/approvals/${asked.id}#a-token-of-43-characters-that-nobody-guesses`,
    ]);
    expect(JSON.stringify([...world.questions.values()])).not.toContain("a-token-of");
    expect(world.started).toEqual([]);
  });

  it("runs once after the approval, for what was approved and nothing else", async () => {
    const asked = isolate();
    await run(asked, LIST, world);
    world.approve(asked.id);
    const other = isolate({ approval: asked.id, labels: { instance_id: "i-0fedcba9876543210" } });
    expect(await run(other, LIST, world)).toMatchObject({ kind: "refused", reason: "not approved" });
    const again = isolate();
    await run(again, LIST, world);
    world.approve(again.id);
    expect(await run(isolate({ approval: again.id }), LIST, world)).toMatchObject({ kind: "started" });
    expect(await run(isolate({ approval: again.id }), LIST, world)).toMatchObject({ reason: "not approved" });
    expect(world.started).toHaveLength(1);
    expect(world.audits.find(({ decision }) => decision.kind === "started")?.approvedBy).toBe("ada@example.com");
  });

  it("withdraws the question when the alert resolves", async () => {
    const asked = isolate();
    await run(asked, LIST, world);
    expect(await run(isolate({ status: "resolved" }), LIST, world)).toEqual({ kind: "withdrawn", approvals: 1 });
    world.approve(asked.id);
    expect(await run(isolate({ approval: asked.id }), LIST, world)).toMatchObject({ reason: "not approved" });
  });

  it("asks instead of running when an hour has had its runs: 1,000 alerts start three", async () => {
    const decisions: Decision[] = [];
    for (let host = 0; host < 1000; host += 1) {
      world.online[`host-${host}`] = [`i-${host}`];
      decisions.push(await decide({ labels: { host_name: `host-${host}`, mountpoint: "/" }, subject: `s${host}` }));
    }
    const count = (kind: string) => decisions.filter((decision) => decision.kind === kind).length;
    expect({ started: count("started"), asked: count("asked") }).toEqual({ started: 3, asked: 997 });
    expect(world.started).toHaveLength(3);
  });
});
