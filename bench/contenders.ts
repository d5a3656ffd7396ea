/**
 * The programs that race: the estate as it is run here, the least any cdktf program can cost, and the way cdktf's own
 * template would write it. Each is laid out in a temporary folder, so that no file of this project imports a barrel.
 */
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** One program: how it is started, and with what. */
export interface Contender {
  readonly name: "floorNode" | "floorTsx" | "bundled" | "tsx" | "template";
  /** What it is, for the table. */
  readonly title: string;
  /** Arguments for Node. */
  readonly args: readonly string[];
  /** Variables on top of a nearly empty environment. */
  readonly env: Readonly<Record<string, string>>;
}

/** Writes all contenders into a folder. */
export async function layOut(folder: string): Promise<readonly Contender[]> {
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  const bindings = usedBindings();
  const tsx = createRequire(import.meta.url).resolve("tsx");
  const estate = { ESTATE_CONFIG: join(ROOT, "estate.yaml") };
  const floor = `cdktf and ${String(bindings.length)} binding modules, empty stack`;
  return [
    {
      name: "floorNode",
      title: `floor, by node: ${floor}`,
      args: [
        write(
          folder,
          "floor.cjs",
          floorOf(bindings, (name, from) => `const ${name} = require("${from}");`),
        ),
      ],
      env: {},
    },
    {
      name: "bundled",
      title: "estate.yaml, one file made by esbuild, with V8's code cache, by node",
      args: [await bundle(folder)],
      env: estate,
    },
    {
      name: "floorTsx",
      title: `floor, by tsx: ${floor}`,
      args: [
        "--import",
        tsx,
        write(
          folder,
          "floor.ts",
          floorOf(bindings, (name, from) => `import * as ${name} from "${from}";`),
        ),
      ],
      env: {},
    },
    { name: "tsx", title: "estate.yaml, by tsx", args: ["--import", tsx, join(ROOT, "main.ts")], env: estate },
    {
      name: "template",
      title: "one bucket, the cdktf template's way: ts-node, provider barrel",
      args: [join(ROOT, "node_modules", "ts-node", "dist", "bin.js"), template(folder)],
      env: {},
    },
  ];
}

/** Modules of the AWS and Grafana packages that the estate imports anywhere. */
function usedBindings(): readonly string[] {
  const files = ["constructs", "stacks"].flatMap((room) =>
    readdirSync(join(ROOT, room), { recursive: true, encoding: "utf8" }).map((file) => join(ROOT, room, file)),
  );
  const modules = files
    .filter((file) => file.endsWith(".ts"))
    .flatMap((file) => {
      const text = readFileSync(file, "utf8");
      return [...text.matchAll(/"(@cdktf\/provider-(?:aws|grafana)\/lib\/[a-z0-9-]+)"/g)].map(
        (match) => match[1] ?? "",
      );
    });
  return [...new Set(modules)].toSorted();
}

function floorOf(bindings: readonly string[], load: (name: string, from: string) => string): string {
  const loads = bindings.map((module, index) => load(`binding${String(index)}`, module));
  const uses = bindings.map((_module, index) => `binding${String(index)}`);
  return [
    load("cdktf", "cdktf"),
    ...loads,
    `globalThis.used = [${uses.join(", ")}];`,
    `const app = new cdktf.App();`,
    `new cdktf.TerraformStack(app, "empty");`,
    `app.synth();`,
    "",
  ].join("\n");
}

/** The estate's program, what `main.ts` does, and all it needs in one file, which Node runs with V8's code cache. */
async function bundle(folder: string): Promise<string> {
  const contents = `
    import { App } from "cdktf";
    import { reportProblems } from "./cli/report-problems";
    import { loadEstate } from "./config/load";
    import { addStacks } from "./stacks";
    const config = reportProblems(() => loadEstate(process.env.ESTATE_CONFIG));
    if (config !== undefined) {
      const app = new App();
      addStacks(app, config);
      app.synth();
    }`;
  const outfile = join(folder, "estate.cjs");
  await build({
    stdin: { contents, resolveDir: ROOT, loader: "ts" },
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    logLevel: "error",
    define: { "import.meta.url": "__filename" },
    supported: { "dynamic-import": false },
  });
  const runner = JSON.stringify(join(ROOT, "scripts", "lib", "code-cache.mjs"));
  const run = `import { runCached } from ${runner};\nrunCached(${JSON.stringify(outfile)});\n`;
  return write(folder, "estate.mjs", run);
}

/** What `cdktf init --template=typescript` sets up, with one bucket as its only resource. */
function template(folder: string): string {
  const home = join(folder, "template");
  mkdirSync(home);
  symlinkSync(join(ROOT, "node_modules"), join(home, "node_modules"));
  write(home, "package.json", `{ "name": "template", "private": true, "main": "main.js" }\n`);
  const compilerOptions = {
    alwaysStrict: true,
    declaration: true,
    experimentalDecorators: true,
    inlineSourceMap: true,
    inlineSources: true,
    lib: ["es2018"],
    module: "CommonJS",
    noEmitOnError: true,
    noFallthroughCasesInSwitch: true,
    noImplicitAny: true,
    noImplicitReturns: true,
    noImplicitThis: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    resolveJsonModule: true,
    skipLibCheck: true,
    strict: true,
    strictNullChecks: true,
    strictPropertyInitialization: true,
    stripInternal: true,
    target: "ES2018",
  };
  write(home, "tsconfig.json", JSON.stringify({ compilerOptions, include: ["**/*.ts"] }));
  return write(
    home,
    "main.ts",
    `import { Construct } from "constructs";
import { App, TerraformStack } from "cdktf";
import { provider, s3Bucket } from "@cdktf/provider-aws";

class MyStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new provider.AwsProvider(this, "aws", { region: "eu-central-1" });
    new s3Bucket.S3Bucket(this, "bucket", { bucket: "example" });
  }
}

const app = new App();
new MyStack(app, "template");
app.synth();
`,
  );
}

function write(folder: string, name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}
