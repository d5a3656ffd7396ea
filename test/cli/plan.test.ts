import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { contents, estate, fakeTerraform, scratch, SHOWCASE, start, type Outcome } from "./support";

interface Summary {
  readonly live: boolean;
  readonly stacks: readonly string[];
  readonly resources: number;
  readonly byDomain: Readonly<Record<string, number>>;
  readonly byType: Readonly<Record<string, number>>;
  readonly add: number;
  readonly change: number;
  readonly destroy: number;
  readonly import: number;
  readonly secretsInState: number;
  readonly grafanaScopes: readonly string[];
  readonly manualSteps: readonly Readonly<Record<string, string>>[];
  readonly planFile: string;
}

interface PlanJson {
  readonly timestamp: string;
  readonly resource_changes: readonly { readonly mode: string; readonly type: string }[];
}

const cwd = scratch();
const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((a, b) => a + b, 0);

/** A folder with a space and an umlaut, an estate in it, and results beside it. */
const elsewhere = join(cwd, "my plans", "ü");
const config = join("my plans", "ü", "the estate.yaml");
const temporary = join(cwd, "tmp");

let first: Outcome;
let second: Outcome;

beforeAll(async () => {
  mkdirSync(elsewhere, { recursive: true });
  mkdirSync(temporary);
  writeFileSync(join(cwd, config), readFileSync(SHOWCASE));
  const hostile = { TF_CLI_ARGS_plan: "-nonsense", AWS_PROFILE: "nobody", TF_WORKSPACE: "other", TMPDIR: temporary };
  [first, second] = await Promise.all([
    estate(["plan", "--json", "-c", config, "-o", join("my plans", "one")], { cwd, env: hostile }),
    estate(["plan", "-c", SHOWCASE, "-o", "two"], { cwd, env: { CI: "true", TERM: "xterm" } }),
  ]);
});

describe("estate plan --json", () => {
  it("prints one document with exactly the promised keys, and exits 0", () => {
    expect(first.code).toBe(0);
    expect(Object.keys(JSON.parse(first.stdout) as object)).toEqual([
      "live",
      "stacks",
      "resources",
      "byDomain",
      "byType",
      "add",
      "change",
      "destroy",
      "import",
      "secretsInState",
      "prerequisites",
      "grafanaScopes",
      "manualSteps",
      "planFile",
    ]);
  });

  it("counts what the plan holds", () => {
    const summary = JSON.parse(first.stdout) as Summary;
    const plan = JSON.parse(readFileSync(join(cwd, "my plans", "one", "plan.json"), "utf8")) as PlanJson;
    const types = plan.resource_changes.filter(({ mode }) => mode === "managed").map(({ type }) => type);
    expect(summary).toMatchObject({ live: false, stacks: ["estate"], change: 0, destroy: 0, import: 0 });
    expect(summary.resources).toBe(types.length);
    expect(summary.add).toBe(types.length);
    expect(sum(summary.byDomain)).toBe(types.length);
    for (const [type, count] of Object.entries(summary.byType))
      expect([type, count]).toEqual([type, types.filter((other) => other === type).length]);
    expect(sum(summary.byType)).toBe(types.length);
    expect(Object.keys(summary.byDomain)).toEqual(expect.arrayContaining(["cost", "grafana", "platform"]));
  });

  it("lists manual steps in the order in which they are done", () => {
    const { manualSteps } = JSON.parse(first.stdout) as Summary;
    const when = manualSteps.map((step) => step["when"]);
    expect(when).toEqual(when.toSorted().toReversed());
    for (const step of manualSteps) expect(Object.keys(step).toSorted()).toEqual(["how", "id", "title", "when", "why"]);
  });

  it("names the plan file below --out as that was given", () => {
    expect((JSON.parse(first.stdout) as Summary).planFile).toBe(join("my plans", "one", "tfplan"));
  });

  it("says what it does on standard error only, in plain lines", () => {
    // A slow machine adds lines with the seconds so far.
    expect(first.stderr.replaceAll(/^.* … \d+ s\n/gm, "")).toBe("Synthesising …\nRehearsing the plan …\n");
  });

  it("leaves nothing behind in the temporary folder or in the working directory", () => {
    expect(readdirSync(temporary)).toEqual([]);
    expect(readdirSync(cwd).toSorted()).toEqual(["my plans", "tmp", "two"]);
    expect(readdirSync(join(cwd, "my plans")).toSorted()).toEqual(["one", "ü"]);
  });
});

describe("what people must know of tokens", () => {
  it("is every scope of the pipeline's, once, in both forms", () => {
    const { grafanaScopes } = JSON.parse(first.stdout) as Summary;
    expect(grafanaScopes).toEqual([...new Set(grafanaScopes)].toSorted());
    expect(grafanaScopes).toEqual(
      expect.arrayContaining(["accesspolicies:write", "stack-plugins:write", "stacks:read"]),
    );
    expect(second.stdout).toContain(
      `  Scopes of GRAFANA_CLOUD_ACCESS_POLICY_TOKEN\n      ${grafanaScopes.join(", ")}\n`,
    );
  });

  it("is how many secrets the state will hold: each token, and what is made of it", () => {
    const { secretsInState, byType } = JSON.parse(first.stdout) as Summary;
    const tokens = Object.entries(byType).filter(([type]) => /_token$|secret_version$/.test(type));
    expect(secretsInState).toBeGreaterThanOrEqual(sum(Object.fromEntries(tokens)));
  });
});

describe("what a plan writes", () => {
  it("is the JSON of every stack, the plan and its JSON", () => {
    expect(Object.keys(contents(join(cwd, "two")))).toEqual([
      "manifest.json",
      "plan.json",
      "stacks/bootstrap/cdk.tf.json",
      "stacks/estate/cdk.tf.json",
      "tfplan",
    ]);
  });

  it("is the same twice, apart from the moment of planning", () => {
    const [one, two] = [join("my plans", "one"), "two"].map((folder) => contents(join(cwd, folder)));
    const untimed = (text = "{}") => ({ ...(JSON.parse(text) as PlanJson), timestamp: "" });
    expect(untimed(one?.["plan.json"])).toEqual(untimed(two?.["plan.json"]));
    for (const path of ["manifest.json", "stacks/bootstrap/cdk.tf.json", "stacks/estate/cdk.tf.json"])
      expect(one?.[path]).toBe(two?.[path]);
  });
});

/** What CloudWatch's reader makes in each account: a role, its policy, and the link to the monitoring account. */
const READER = 3;

describe("estate plan, for people", () => {
  it("says what a rehearsal is not, and ends in Terraform's own last line", () => {
    const lines = second.stdout.split("\n");
    const { add } = JSON.parse(first.stdout) as Summary;
    expect(lines[0]).toMatch(
      /^(Terraform|OpenTofu) [\d.]+\. Rehearsed offline with the providers' schemas: checks a provider makes itself are not part of a rehearsal\.$/,
    );
    expect(lines.slice(-3)).toEqual([
      expect.stringMatching(/^Secrets in the state after apply: \d+$/),
      `Plan: ${add} to add, 0 to change, 0 to destroy.`,
      "",
    ]);
  });

  it("counts by domain and by account, in aligned columns that add up", () => {
    const { resources, byDomain } = JSON.parse(first.stdout) as Summary;
    for (const title of ["Domain", "Account"]) {
      const lines = second.stdout.split("\n");
      const begin = lines.findIndex((line) => line.startsWith(`${title} `));
      const table = lines.slice(begin, lines.indexOf("", begin));
      expect(new Set(table.map((line) => line.length)).size).toBe(1);
      const counts = Object.fromEntries(
        table.slice(1).map((line) => {
          const [, name = "", count = ""] = /^(.*?) {2,}(\d+) /.exec(line) ?? [];
          return [name, Number(count)] as const;
        }),
      );
      expect(sum(counts)).toBe(resources);
      expect(counts).toEqual(
        title === "Domain" ? byDomain : { ...counts, management: (byDomain["cost"] ?? 0) + READER },
      );
    }
  });

  it("has no colour where nobody looks, not even in CI", () => {
    expect(second.stdout + second.stderr).not.toContain("\u001b");
  });
});

describe("a plan that cannot be made", () => {
  it("names the accepted versions when there is no Terraform", async () => {
    const env = { PATH: dirname(process.execPath), TERRAFORM_BINARY_NAME: "no-such-terraform" };
    const { code, stdout, stderr } = await estate(["plan", "-c", SHOWCASE, "-o", "three", "--json"], { cwd, env });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toContain(
      '"no-such-terraform" could not be started. Needed: Terraform >= 1.11 or OpenTofu >= 1.11. Put it on the PATH, or name it in TERRAFORM_BINARY_NAME.\n',
    );
    expect(stderr).not.toMatch(/^ {4}at /m);
  });

  it("names the stacks there are", async () => {
    const { code, stderr } = await estate(["plan", "-c", SHOWCASE, "-o", "three", "--stack", "estat"], { cwd });
    expect(code).toBe(1);
    expect(stderr).toContain("--stack estat: this estate has no such stack. Known: bootstrap, estate.\n");
  });

  it("tells what Terraform refuses by construct path, without a stack trace, and keeps the old results", async () => {
    const folder = scratch();
    const address = "aws_s3_bucket.cost_exports_bucket";
    const diagnostic = { severity: "error", summary: "Unsupported argument", detail: "No such\nthing.", address };
    const line = JSON.stringify({ type: "diagnostic", "@level": "error", diagnostic });
    const body = `if [ "$1" = plan ]; then echo '${line.replaceAll("\\n", "\\\\n")}'; exit 1; fi`;
    const env = { TERRAFORM_BINARY_NAME: fakeTerraform(folder, body) };
    const before = contents(join(cwd, "two"));
    const { code, stdout, stderr } = await estate(["plan", "-c", SHOWCASE, "-o", "two"], { cwd, env });
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr.split("\n").slice(2)).toEqual([
      expect.stringMatching(
        /^estate\/cost\/\S+ \(aws_s3_bucket\.cost_exports_bucket\): Unsupported argument: No such thing\.$/,
      ),
      "",
    ]);
    expect(contents(join(cwd, "two"))).toEqual(before);
  });
});

describe("a reader that has seen enough", () => {
  it("is not a failure", async () => {
    const child = start(["synth", "-c", SHOWCASE, "-o", "four"], { cwd });
    child.stdout.destroy();
    const { exitCode, stderr } = await child;
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "Synthesising …\n" });
  });
});
