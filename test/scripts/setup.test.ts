import { describe, expect, it } from "vitest";
import { Sandbox, type Outcome } from "./support";

const SCRIPT = "scripts/setup.mjs";
const MAKERS = ["@cdktf/provider-generator", "typescript", "esbuild", "cdktf"];
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

const lock = {
  packages: {
    "": { name: "sandbox", version: "1.0.0" },
    "node_modules/used": { version: "1.2.3" },
    "node_modules/tested": { version: "4.5.6", dev: true },
    "node_modules/elsewhere": { version: "7.8.9", optional: true },
    "node_modules/linked": { resolved: "packages/linked", link: true },
  },
};
const installed = {
  packages: { "node_modules/used": { version: "1.2.3" }, "node_modules/tested": { version: "4.5.6" } },
};

/** A repository with everything in place, and stand-ins for npm and the generator. */
function sandbox({ engines = `>=${String(major)}.0.0`, terraform = "1.11.4" } = {}): Sandbox {
  const box = new Sandbox();
  box.write("package.json", { engines: { node: engines } });
  box.write("package-lock.json", lock);
  box.write("node_modules/.package-lock.json", installed);
  box.write("providers/grafana/tsconfig.json", {});
  box.write("schemas/grafana.gz", "schema");
  box.write("schemas/pins.json", { aws: {}, grafana: { file: "schemas/grafana.gz" } });
  for (const maker of MAKERS) box.write(`node_modules/${maker}/package.json`, { version: "1.0.0" });
  box.program("bin/terraform", `console.log(JSON.stringify({ terraform_version: "${terraform}" }));`);
  box.write(
    "npm.mjs",
    `import { writeFileSync } from "node:fs";
     process.stdout.write("npm " + process.argv.slice(2).join(" ") + "\\n");
     writeFileSync("node_modules/.package-lock.json", ${JSON.stringify(JSON.stringify(installed))});`,
  );
  box.write(
    "stamp.mjs",
    `import { mkdirSync, writeFileSync } from "node:fs";
     import { bindingsFingerprint } from "./scripts/lib/bindings.mjs";
     mkdirSync("providers/grafana/lib", { recursive: true });
     writeFileSync("providers/grafana/lib/.stamp", bindingsFingerprint());`,
  );
  box.run("stamp.mjs", []);
  return box;
}

function setUp(box: Sandbox, ...args: readonly string[]): Outcome {
  return box.run(SCRIPT, args, { npm_execpath: `${box.root}/npm.mjs` });
}

describe("setup", () => {
  it("says and does nothing when all is in place", () => {
    expect(setUp(sandbox(), "--dev")).toEqual({ status: 0, stdout: "", stderr: "" });
  });

  it("asks Terraform for its version once", () => {
    const box = sandbox();
    setUp(box);
    const answer = box.read("node_modules/.cache/terraform.json");
    expect(Object.values(JSON.parse(answer) as object)).toEqual(["1.11.4"]);
    box.write("node_modules/.cache/terraform.json", answer.replace("1.11.4", "1.99.0"));
    expect(setUp(box).status).toBe(0);
    expect(box.read("node_modules/.cache/terraform.json")).toContain("1.99.0");
  });

  it.each([
    { state: "is missing", record: undefined, why: "nothing is installed yet" },
    {
      state: "is another version",
      record: { packages: { ...installed.packages, "node_modules/used": { version: "1.2.2" } } },
      why: "package-lock.json asks for other versions",
    },
  ])("installs, and says why, when a package $state", ({ record, why }) => {
    const box = sandbox();
    box.write("node_modules/.package-lock.json", record ?? "{}");
    if (record === undefined) box.remove("node_modules/.package-lock.json");
    const outcome = setUp(box);
    expect(outcome.status).toBe(0);
    expect(outcome.stdout).toBe("");
    expect(outcome.stderr).toBe(
      `Installing dependencies with "npm ci", because ${why}. This happens once and takes 1 to 2 minutes ...\n` +
        "npm ci --no-audit --no-fund\n" +
        "Dependencies ready after 0 s.\n",
    );
    expect(setUp(box).stderr).toBe("");
  });

  it("counts development dependencies for the tests only", () => {
    const box = sandbox();
    box.write("node_modules/.package-lock.json", { packages: { "node_modules/used": { version: "1.2.3" } } });
    expect(setUp(box).stderr).toBe("");
    expect(setUp(box, "--dev").stderr).toContain("npm ci --no-audit --no-fund --include=dev\n");
  });

  it("generates the bindings when their schema has changed", () => {
    const box = sandbox();
    box.write("schemas/grafana.gz", "another schema");
    expect(setUp(box).stderr).toBe("bindings generated\nBindings ready after 0 s.\n");
  });

  it("ends when the installation fails, and says what to check", () => {
    const box = sandbox();
    box.remove("node_modules/.package-lock.json");
    box.write("npm.mjs", "process.exit(7);");
    const outcome = setUp(box);
    expect(outcome.status).toBe(1);
    expect(outcome.stderr).toMatch(/^Dependencies: ".+npm\.mjs ci .+" ended with 7\. Check the network and the npm/m);
  });
});

describe("setup on a machine that cannot run the project", () => {
  const refused = (seen: string): string =>
    `Terraform or OpenTofu is needed to plan the estate, and was not found.\n` +
    `  accepted   Terraform >= 1.11 or OpenTofu >= 1.11\n` +
    `  looked for terraform, then tofu on PATH${seen}\n` +
    `  get it     https://developer.hashicorp.com/terraform/install or https://opentofu.org/docs/intro/install\n` +
    `  elsewhere  set TERRAFORM_BINARY_NAME to the path of the binary\n`;

  it("names what is accepted, and where to get it, without Terraform", () => {
    const box = sandbox();
    box.remove("bin/terraform");
    expect(setUp(box)).toEqual({ status: 1, stdout: "", stderr: refused("") });
  });

  it("says that a Terraform is too old", () => {
    const box = sandbox({ terraform: "1.10.5" });
    const seen = `; too old: ${box.root}/bin/terraform is 1.10.5`;
    expect(setUp(box)).toEqual({ status: 1, stdout: "", stderr: refused(seen) });
  });

  it("takes an OpenTofu beside a Terraform that is too old, and a binary named by TERRAFORM_BINARY_NAME", () => {
    const box = sandbox({ terraform: "1.9.8" });
    const tofu = box.program("bin/tofu", `console.log(JSON.stringify({ terraform_version: "1.11.0" }));`);
    expect(setUp(box).status).toBe(0);
    box.remove("bin/terraform");
    expect(box.run(SCRIPT, [], { TERRAFORM_BINARY_NAME: tofu }).status).toBe(0);
    expect(box.run(SCRIPT, [], { TERRAFORM_BINARY_NAME: "/nowhere/terraform" }).stderr).toContain(
      "  looked for /nowhere/terraform on PATH\n",
    );
  });

  it.each([
    { engines: `^${String(major)}.${String(minor)}.0`, accepted: true },
    { engines: `^${String(major - 1)}.0.0 || >=${String(major)}.0.0`, accepted: true },
    { engines: `^${String(major - 1)}.0.0`, accepted: false },
    { engines: `^${String(major)}.${String(minor + 1)}.0 || >=${String(major + 1)}.0.0`, accepted: false },
  ])("holds Node to $engines", ({ engines, accepted }) => {
    const outcome = setUp(sandbox({ engines }));
    const refusal =
      `Node.js ${process.versions.node} cannot run this project.\n` +
      `  accepted   ${engines}\n` +
      `  get it     https://nodejs.org/en/download, or "nvm install 22"\n`;
    expect(outcome).toEqual({ status: accepted ? 0 : 1, stdout: "", stderr: accepted ? "" : refusal });
  });

  it("says everything that is wrong at once", () => {
    const box = sandbox({ engines: ">=99.0.0" });
    box.remove("bin/terraform");
    expect(setUp(box).stderr).toMatch(/^Node\.js .+\nTerraform or OpenTofu is needed/s);
  });
});
