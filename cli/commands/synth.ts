/** `estate synth`: the Terraform JSON of every stack, and on request its HCL rendition. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { TerraformJson } from "../../rendition";
import { loadEstate } from "../../config/load";
import type { SynthFlags } from "../main";
import { replaceFolder, type OutputFile } from "../output-folder";
import { createProgress } from "../progress";
import type { Synthesis } from "../synthesise";

export async function synth(options: SynthFlags): Promise<void> {
  const config = loadEstate(options.config);
  const progress = createProgress(process.env);
  const synthesis = await progress.step("Synthesising", async () => (await import("../synthesise")).synthesise(config));
  try {
    const files = [...(await stackFiles(synthesis)), ...(options.hcl === true ? await renditions(synthesis) : [])];
    await replaceFolder(options.out, files);
    report(options, synthesis, files);
  } finally {
    await synthesis.dispose();
  }
}

/** `manifest.json` and the JSON of every stack, as cdktf wrote them. */
export async function stackFiles(synthesis: Synthesis): Promise<readonly OutputFile[]> {
  const manifest = await readFile(join(synthesis.folder, "manifest.json"), "utf8");
  return [
    { path: "manifest.json", text: manifest },
    ...synthesis.stacks.map(({ name, text }) => ({ path: `stacks/${name}/cdk.tf.json`, text })),
  ];
}

async function renditions(synthesis: Synthesis): Promise<readonly OutputFile[]> {
  const { renderHcl } = await import("../../rendition");
  const { loadSchemas } = await import("../../schemas/load");
  const schemas = loadSchemas();
  return synthesis.stacks.map(({ name, text }) => {
    const document = JSON.parse(text) as TerraformJson;
    return { path: `hcl/${name}/main.tf`, text: renderHcl(document, schemas) };
  });
}

function report(options: SynthFlags, synthesis: Synthesis, files: readonly OutputFile[]): void {
  const stacks = synthesis.stacks.map(({ name, addresses }) => ({ name, addresses: addresses.length }));
  if (options.json === true) {
    const written = files.map(({ path }) => path);
    process.stdout.write(`${JSON.stringify({ stacks, out: options.out, files: written }, null, 2)}\n`);
    return;
  }
  for (const stack of stacks) process.stdout.write(`${stack.name}: ${String(stack.addresses)} resources\n`);
  process.stdout.write(`Written to ${options.out}: ${files.map(({ path }) => path).join(", ")}\n`);
}
