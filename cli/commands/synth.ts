/** `estate synth`: the Terraform JSON of every stack, and on request its HCL rendition. */
import type { TerraformJson } from "../../rendition";
import type { SynthFlags } from "../main";
import { OutputFolder, type OutputFile } from "../output-folder";
import { createProgress } from "../progress";
import type { CommandContext } from "../run-command";
import type { Synthesis } from "../synthesise";

export async function synth(flags: SynthFlags, { config }: CommandContext): Promise<void> {
  const out = await OutputFolder.claim(flags.out, [flags.config]);
  const progress = createProgress(process.env);
  const synthesis = await progress.step("Synthesising", async () => (await import("../synthesise")).synthesise(config));
  const files = [...synthesis.files, ...(flags.hcl === true ? await renditions(synthesis) : [])];
  await out.replace(files);
  report(flags, synthesis, files);
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

/** `--json`: `{ stacks: [{ name, addresses }], out, files }`, where `addresses` counts resources and data sources. */
function report(flags: SynthFlags, synthesis: Synthesis, files: readonly OutputFile[]): void {
  const stacks = synthesis.stacks.map(({ name, addresses }) => ({ name, addresses: addresses.length }));
  if (flags.json === true) {
    const written = files.map(({ path }) => path);
    process.stdout.write(`${JSON.stringify({ stacks, out: flags.out, files: written }, null, 2)}\n`);
    return;
  }
  const width = Math.max(...stacks.map(({ name }) => name.length));
  for (const { name, addresses } of stacks)
    process.stdout.write(`${name.padEnd(width)}  ${addresses} resources and data sources\n`);
  process.stdout.write(`Written to ${flags.out}: ${files.map(({ path }) => path).join(", ")}\n`);
}
