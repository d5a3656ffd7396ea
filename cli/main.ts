/** The `estate` command line. Commands load what they need when they run, so that `--help` and a refusal are quick. */
import { Command, Option } from "commander";
import packageJson from "../package.json";
import { runCommand } from "./run-command";

const EXAMPLES = `
Examples:
  estate plan                          rehearse the plan of ./estate.yaml: no cloud, no credentials
  estate plan --live                   plan it with the real providers and your credentials
  estate synth --out build --hcl       write Terraform JSON and its HCL rendition
  estate check --config team.yaml      run every static gate
  estate demo switch                   see what a change of backend would change

Results go to standard output, progress and errors to standard error. NO_COLOR and CI are honoured.

Exit codes: 0 done, 1 Terraform or the tool failed, 2 the estate is wrong.`;

/** Options that every command takes. */
export interface CommonFlags {
  /** The estate to read, as given. */
  readonly config: string;
  readonly json?: boolean;
}

export interface SynthFlags extends CommonFlags {
  /** Folder for results, as given. */
  readonly out: string;
  readonly hcl?: boolean;
}

export interface PlanFlags extends CommonFlags {
  /** Folder for results, as given. */
  readonly out: string;
  readonly live?: boolean;
  readonly stack: string;
}

const config = () => new Option("-c, --config <file>", "the estate to read").default("estate.yaml");
const out = () =>
  new Option("-o, --out <dir>", "where results go; replaced as a whole, on success only").default("out");
const json = () => new Option("--json", "print one JSON document on standard output and nothing else");

const program = new Command("estate")
  .description(packageJson.description)
  .version(packageJson.version)
  .showHelpAfterError()
  .addHelpText("after", EXAMPLES);

program
  .command("plan")
  .description("plan the whole estate; a rehearsal without cloud unless --live")
  .addOption(config())
  .addOption(out())
  .addOption(json())
  .option("--live", "run the real Terraform, with the real providers and your credentials, in ./cdktf.out")
  .option("--stack <name>", "the stack to plan", "estate")
  .action((flags: PlanFlags) =>
    runCommand(flags, async (context) => (await import("./commands/plan")).plan(flags, context)),
  );

program
  .command("synth")
  .description("write the Terraform JSON of every stack")
  .addOption(config())
  .addOption(out())
  .addOption(json())
  .option("--hcl", "also write an HCL rendition, for scanners that cannot read the JSON")
  .action((flags: SynthFlags) =>
    runCommand(flags, async (context) => (await import("./commands/synth")).synth(flags, context)),
  );

program
  .command("check")
  .description("run every static gate without planning")
  .addOption(config())
  .addOption(json())
  .action((flags: CommonFlags) =>
    runCommand(flags, async (context) => (await import("./commands/check")).check(flags, context)),
  );

const demo = program.command("demo").description("see what the estate does for you; no cloud, and nothing is written");

demo
  .command("switch")
  .description("what a move to another backend changes, step by step, and what it leaves alone")
  .addOption(config())
  .addOption(json())
  .action((flags: CommonFlags) =>
    runCommand(flags, async (context) => (await import("./commands/demo-switch")).demoSwitch(flags, context)),
  );

await program.parseAsync();
