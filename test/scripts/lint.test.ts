import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ESLint } from "eslint";
import tseslint from "typescript-eslint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noTokenArithmetic } from "../../scripts/lint/no-token-arithmetic.mjs";
import { ROOT } from "../support/source-file";

describe("the lint rules", () => {
  // Types are not needed for these, and a file that does not exist has none.
  const untyped = { ...tseslint.configs.disableTypeChecked.rules, "estate/no-token-arithmetic": "off" as const };
  const eslint = new ESLint({
    cwd: ROOT,
    overrideConfig: [{ files: ["**/*.ts"], ...tseslint.configs.disableTypeChecked, rules: untyped }],
  });

  it.each([
    {
      fault: "a domain that imports its sibling",
      path: "constructs/cost/seeded.ts",
      text: `import { x } from "../grafana/single-pane";\nexport const y = x;\n`,
      says: /^1 import-x\/no-restricted-paths Unexpected path .+ constructs\/cost may import config, dashboards, constructs\/core\.$/,
    },
    {
      fault: "a config that looks upwards",
      path: "config/seeded.ts",
      text: `export { findTerraform } from "../rehearsal";\n`,
      says: /^1 import-x\/no-restricted-paths .+ config may import nothing of ours\.$/,
    },
    {
      fault: "a dashboard that knows cdktf",
      path: "dashboards/seeded.ts",
      text: `import { Fn } from "cdktf";\nexport const x = Fn;\n`,
      says: /^1 no-restricted-imports .+ This folder is pure/,
    },
    {
      fault: "the AWS barrel",
      path: "stacks/seeded.ts",
      text: `import { s3Bucket } from "@cdktf/provider-aws";\nexport const x = s3Bucket;\n`,
      says: /^1 no-restricted-imports .+ The barrel takes seconds to load\.$/,
    },
    {
      fault: "the environment below the entry points",
      path: "stacks/seeded.ts",
      text: `export const x = process.env["HOME"];\n`,
      says: /^1 no-restricted-properties .+ Only entry points read the environment/,
    },
    {
      fault: "a focused test",
      path: "test/seeded.test.ts",
      text: `import { it } from "vitest";\nit.only("x", () => undefined);\n`,
      says: /^2 no-restricted-syntax No \.only in committed tests\.$/,
    },
    {
      fault: "any",
      path: "stacks/seeded.ts",
      text: `export const x: any = 1;\n`,
      says: /^1 @typescript-eslint\/no-explicit-any /,
    },
    {
      fault: "an assertion that something is there",
      path: "stacks/seeded.ts",
      text: `export const x = (y?: string): string => y!;\n`,
      says: /^1 @typescript-eslint\/no-non-null-assertion /,
    },
  ])("refuse $fault", async ({ path, text, says }) => {
    const [result] = await eslint.lintText(text, { filePath: join(ROOT, path) });
    expect(result?.messages.map(({ line, ruleId, message }) => `${String(line)} ${String(ruleId)} ${message}`)).toEqual(
      [expect.stringMatching(says)],
    );
  });

  it.each([
    { path: "constructs/cost/seeded.ts", text: `export { InputError } from "../core/errors";\n` },
    { path: "constructs/cost/seeded.ts", text: `export { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";\n` },
    { path: "cli/seeded.ts", text: `export const x = process.env["CI"];\n` },
  ])("let sound code be: $path $text", async ({ path, text }) => {
    const [result] = await eslint.lintText(text, { filePath: join(ROOT, path) });
    expect(result?.messages).toEqual([]);
  });
});

describe("estate/no-token-arithmetic", () => {
  let folder = "";
  let eslint: ESLint;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "estate-lint-"));
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    const compilerOptions = {
      strict: true,
      target: "ES2023",
      module: "ESNext",
      moduleResolution: "bundler",
      types: [],
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["queue.ts"] }));
    eslint = new ESLint({
      cwd: folder,
      overrideConfigFile: true,
      overrideConfig: [
        {
          files: ["**/*.ts"],
          languageOptions: {
            parser: tseslint.parser,
            parserOptions: { projectService: true, tsconfigRootDir: folder },
          },
          plugins: { estate: { rules: { "no-token-arithmetic": noTokenArithmetic } } },
          rules: { "estate/no-token-arithmetic": "error" },
        },
      ],
    });
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("sees every use of a placeholder as a value, and nothing else", async () => {
    const text = `
import { SqsQueue, type SqsQueueConfig } from "@cdktf/provider-aws/lib/sqs-queue";
import { Folder } from "@cdktf/provider-grafana/lib/folder";
declare const queue: SqsQueue;
declare const folder: Folder;
declare const given: SqsQueueConfig;
export const faults = [
  queue.delaySeconds > 5,
  1 + queue.maxMessageSize,
  queue.arn.split(":"),
  folder.uid === "cost",
  queue.fifoQueue ? 1 : 2,
];
if (queue.sqsManagedSseEnabled) faults.pop();
export const sound = [
  (queue.delaySecondsInput ?? 0) > 5,
  (given.delaySeconds ?? 0) > 5,
  \`\${queue.arn}/*\`,
  queue.node.path.length > 5,
  queue.redrivePolicy,
  SqsQueue.tfResourceType === "aws_sqs_queue",
];
`;
    const file = join(folder, "queue.ts");
    writeFileSync(file, text);
    const [result] = await eslint.lintFiles([file]);
    const lines = text.split("\n");
    const found = result?.messages.map(
      ({ line, message }) => `${lines[line - 1]?.trim() ?? ""} ${message.split(";")[0] ?? ""}`,
    );
    expect(found).toEqual([
      "queue.delaySeconds > 5, queue.delaySeconds is known only after apply",
      "1 + queue.maxMessageSize, queue.maxMessageSize is known only after apply",
      'queue.arn.split(":"), queue.arn is known only after apply',
      'folder.uid === "cost", folder.uid is known only after apply',
      "queue.fifoQueue ? 1 : 2, queue.fifoQueue is known only after apply",
      "if (queue.sqsManagedSseEnabled) faults.pop(); queue.sqsManagedSseEnabled is known only after apply",
    ]);
  });
});
