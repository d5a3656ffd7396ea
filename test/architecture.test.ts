import { describe, expect, it } from "vitest";
import {
  checksStayOn,
  constructorsAreShort,
  defaultsAreDocumented,
  environmentIsReadAtTheEdge,
  fileIsShort,
  importsPointOneWay,
  LIMITS,
  nothingIsLocal,
  oneNounPerFile,
  packagesAreAllowed,
  testsRun,
  type Rule,
} from "./support/architecture";
import { repositoryFiles, type SourceFile } from "./support/source-file";

const files = repositoryFiles();
const code = files.filter(({ path }) => /\.(ts|mjs|tsx)$/.test(path) && !path.endsWith(".d.ts"));
const typescript = code.filter(({ path }) => path.endsWith(".ts"));

/** What breaks a rule, as `path:line: what`. */
function broken(rule: Rule, among: readonly SourceFile[]): readonly string[] {
  return among.flatMap((file) => rule(file).map((finding) => `${file.path}:${finding}`));
}

/** The line count that a share of the files stays below. */
function percentile(lines: readonly number[], share: number): number {
  return lines.toSorted((a, b) => a - b)[Math.ceil(lines.length * share) - 1] ?? 0;
}

const at = (path: string, text: string): SourceFile => ({ path, text });
const words = (...parts: readonly string[]): string => parts.join("");

interface Case {
  readonly rule: Rule;
  readonly title: string;
  readonly among: readonly SourceFile[];
  /** Breaks the rule. */
  readonly faults: readonly { readonly file: SourceFile; readonly finding: string }[];
  /** Comes close, and does not. */
  readonly sound: readonly SourceFile[];
}

const cases: readonly Case[] = [
  {
    rule: fileIsShort,
    title: "files have at most 400 lines",
    among: code,
    faults: [{ file: at("a.ts", "x;\n".repeat(401)), finding: "400: file has 401 lines, at most 400" }],
    sound: [at("a.ts", "x;\n".repeat(400))],
  },
  {
    rule: constructorsAreShort,
    title: "constructors have at most 30 lines",
    among: code,
    faults: [
      {
        file: at("a.ts", `class A {\n  constructor() {\n${"    x();\n".repeat(29)}  }\n}`),
        finding: "2: constructor has 31 lines, at most 30",
      },
    ],
    sound: [at("a.ts", `class A {\n  constructor() {\n${"    x();\n".repeat(28)}  }\n}`)],
  },
  {
    rule: importsPointOneWay,
    title: "imports point one way",
    among: typescript,
    faults: [
      {
        file: at("constructs/cost/a.ts", `import { x } from "../security/x";`),
        finding: "1: constructs/cost must not import constructs/security/x",
      },
      { file: at("config/a.ts", `export * from "../cli/x";`), finding: "1: config must not import cli/x" },
      {
        file: at("dashboards/a.ts", `const x = await import("../constructs/core/x");`),
        finding: "1: dashboards must not import constructs/core/x",
      },
      {
        file: at("rehearsal/run/a.ts", `let x: import("../../stacks/x").X;`),
        finding: "1: rehearsal must not import stacks/x",
      },
      { file: at("main.ts", `import "./cli/plan";`), finding: "1: main.ts must not import cli/plan" },
    ],
    sound: [
      at("constructs/cost/a.ts", `import { x } from "../core/x"; import { y } from "../../config/y";`),
      at("constructs/cost/deep/a.ts", `import { x } from "../x"; import { y } from "../../../dashboards";`),
      at("main.ts", `import { x } from "./cli/report-problems";`),
      at("test/a.test.ts", `import { x } from "../stacks/x";`),
    ],
  },
  {
    rule: packagesAreAllowed,
    title: "pure folders import no cdktf, and nobody imports a barrel or ts-node",
    among: code,
    faults: [
      {
        file: at("stacks/a.ts", `import { s3Bucket } from "@cdktf/provider-aws";`),
        finding: "1: barrel @cdktf/provider-aws",
      },
      {
        file: at("stacks/a.ts", `import { dashboard } from "@cdktf/provider-grafana/lib";`),
        finding: "1: barrel @cdktf/provider-grafana/lib",
      },
      { file: at("dashboards/a.ts", `import { Fn } from "cdktf";`), finding: "1: cdktf in a pure folder" },
      {
        file: at("config/a.ts", `import { Dashboard } from "@cdktf/provider-grafana/lib/dashboard";`),
        finding: "1: @cdktf/provider-grafana/lib/dashboard in a pure folder",
      },
      { file: at("scripts/a.mjs", `require("ts-node/register");`), finding: "1: ts-node/register" },
    ],
    sound: [at("stacks/a.ts", `import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket"; import "cdktf";`)],
  },
  {
    rule: environmentIsReadAtTheEdge,
    title: "process.env is read at the entry points only",
    among: code,
    faults: [
      { file: at("stacks/a.ts", `const home = process.env["HOME"];`), finding: "1: process.env" },
      { file: at("config/a.ts", `const { HOME } = process["env"];`), finding: "1: process.env" },
    ],
    sound: [at("cli/a.ts", `process.env["CI"]`), at("stacks/a.ts", `const text = "process.env"; // process.env`)],
  },
  {
    rule: testsRun,
    title: "no test is skipped, focused or put off",
    among: typescript,
    faults: [
      { file: at("test/a.test.ts", `it.only("x", () => {});`), finding: "1: it.only" },
      { file: at("test/a.test.ts", `describe.concurrent.skip("x", f);`), finding: "1: describe.concurrent.skip" },
    ],
    sound: [at("test/a.test.ts", `it.each([1])("x", f); reader.skip(1);`)],
  },
  {
    rule: checksStayOn,
    title: "no check is switched off in place",
    among: code,
    faults: [
      { file: at("a.ts", words("// @ts-", "ignore\nx();")), finding: words("1: @ts-", "ignore") },
      { file: at("a.ts", words("x(); // eslint-", "disable-line")), finding: words("1: eslint-", "disable") },
      { file: at("a.ts", "new App({ skipValidation: true });"), finding: "1: skipValidation" },
    ],
    sound: [at("a.ts", `const rule = "skipValidation";`)],
  },
  {
    rule: defaultsAreDocumented,
    title: "every optional prop says what happens without it",
    among: typescript,
    faults: [
      {
        file: at("a.ts", "export interface BucketProps {\n  /** Days kept. */\n  readonly days?: number;\n}"),
        finding: "3: days is optional and has no @default",
      },
    ],
    sound: [
      at("a.ts", "export interface BucketProps {\n  /** Days kept.\n   * @default 30 */\n  readonly days?: number;\n}"),
      at("a.ts", "export interface ForeignJson { readonly days?: number; }"),
    ],
  },
  {
    rule: oneNounPerFile,
    title: "one noun per file, in kebab-case",
    among: typescript,
    faults: [
      { file: at("config/costDomain.ts", ""), finding: "1: costDomain is not kebab-case" },
      {
        file: at("constructs/cost/a.ts", "export class A extends Construct {}\nexport class B extends Construct {}"),
        finding: "1: 2 exported classes in one file",
      },
      {
        file: at("constructs/cost/bucket.ts", "export class Crawler extends Construct {}"),
        finding: "1: class Crawler lives in bucket.ts, not in its own file",
      },
    ],
    sound: [at("constructs/cost/cost-crawler.ts", "export class CostCrawler extends Construct {}")],
  },
  {
    rule: nothingIsLocal,
    title: "nothing committed knows a machine or a package registry",
    among: files,
    faults: [
      { file: at("a.md", words("see /ro", "ot/notes")), finding: words("1: /ro", "ot/notes") },
      { file: at("a.ts", words("\n// /ho", "me/someone/x")), finding: words("2: /ho", "me/someone") },
      {
        file: at("package-lock.json", words(`"resolved": "https://registry.npm`, `js.org/x"`)),
        finding: words("1: registry.npm", "js."),
      },
    ],
    sound: [at("a.md", "https://example.com/home/index and ~/.cache and registry.terraform.io/hashicorp/aws")],
  },
];

describe("the architecture", () => {
  it.each(cases)("$title", ({ rule, among }) => {
    expect(broken(rule, among)).toEqual([]);
  });

  it.each(cases)("would see a fault: $title", ({ rule, faults, sound }) => {
    expect(faults.map(({ file }) => broken(rule, [file]))).toEqual(
      faults.map(({ file, finding }) => [`${file.path}:${finding}`]),
    );
    expect(broken(rule, sound)).toEqual([]);
  });

  it("is made of short files", () => {
    const lines = typescript
      .filter(({ path }) => !path.startsWith("test/"))
      .map(({ text }) => text.trimEnd().split("\n").length);
    expect(lines.length).toBeGreaterThan(50);
    expect(percentile(lines, 0.5)).toBeLessThanOrEqual(LIMITS.median);
    expect(percentile(lines, 0.9)).toBeLessThanOrEqual(LIMITS.ninetiethPercentile);
  });
});
