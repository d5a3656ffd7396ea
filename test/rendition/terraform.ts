/** A real Terraform on modules that need no provider: what does it read out of a text? */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findTerraform } from "../../rehearsal";

/** Runs one Terraform command and returns its standard output; nothing of the user's settings reaches it. */
async function terraform(cwd: string, ...args: readonly string[]): Promise<string> {
  const { path } = await findTerraform(process.env);
  const env = { PATH: process.env["PATH"] ?? "", HOME: cwd, CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" };
  return execFileSync(path, args, {
    cwd,
    env,
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Runs `use` in a folder that holds one file, and removes the folder. */
async function withFile<T>(name: string, text: string, use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "rendition-"));
  try {
    writeFileSync(join(folder, name), text);
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The planned value of every output of a module made of one file. */
export function plannedOutputs(
  name: "main.tf" | "main.tf.json",
  text: string,
): Promise<Readonly<Record<string, unknown>>> {
  return withFile(name, text, async (folder) => {
    await terraform(folder, "init", "-input=false", "-no-color");
    await terraform(folder, "plan", "-input=false", "-no-color", "-out=tfplan");
    const plan = JSON.parse(await terraform(folder, "show", "-json", "tfplan")) as {
      planned_values: { outputs: Record<string, { value: unknown }> };
    };
    return Object.fromEntries(Object.entries(plan.planned_values.outputs).map(([key, { value }]) => [key, value]));
  });
}

/** Fails unless Terraform's own parser takes the text; returns it as Terraform would lay it out. */
export function formatted(hcl: string): Promise<string> {
  return withFile("main.tf", hcl, async (folder) => {
    await terraform(folder, "fmt", "-no-color", "main.tf");
    return readFileSync(join(folder, "main.tf"), "utf8");
  });
}
