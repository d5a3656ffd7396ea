/** The offline plan: a real Terraform, with providers that are only their schemas. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ImportBook, type ExistingResources } from "./host/import-book";
import { ServedProviders } from "./host/served-providers";
import type { TerraformBinary } from "./run/find-terraform";
import { parsePlan, planReport, type PlanReport } from "./run/plan-report";
import { constructPaths, problemsOf, RehearsalError } from "./run/problem";
import { protectedResources } from "./run/protected-resources";
import { PASSED_VARIABLES, runTerraform, type CommandResult } from "./run/terraform-command";
import { Workspace } from "./run/workspace";
import { pinnedSchemas, type SchemaSource } from "./schema/schema-source";
import { joinTypes, stateTypes, usedTypes } from "./schema/used-types";

/** What to rehearse, and with what. */
export interface RehearsalOptions {
  /** File name -> text, e.g. `{ "cdk.tf.json": "..." }` or `{ "main.tf": "..." }`. */
  readonly module: Readonly<Record<string, string>>;
  readonly terraform: TerraformBinary;
  /** The variables a child process needs; only PATH, HOME, TMPDIR and LANG are passed on. */
  readonly processEnv: Readonly<Record<string, string | undefined>>;
  /** Variables Terraform gets on top, e.g. `TF_VAR_name` or settings of a real provider.
   * @default - none */
  readonly env?: Readonly<Record<string, string>>;
  /** Schemas that can be served.
   * @default - all pinned ones */
  readonly schemas?: readonly SchemaSource[];
  /** Addresses of the providers to serve, e.g. `hashicorp/aws`; others must be installed.
   * @default - all of `schemas` */
  readonly providers?: readonly string[];
  /** Text added to the CLI configuration, e.g. a `provider_installation` block for a real provider.
   * @default - nothing */
  readonly cliConfig?: string;
  /** Folder to run in; it is kept.
   * @default - a temporary folder, removed by `close` */
  readonly workDir?: string;
  /** State file to start from and write to.
   * @default - `terraform.tfstate` in the folder */
  readonly statePath?: string;
  /**
   * Ends what runs when aborted; the call then rejects with the signal's reason. Use it instead of `close` to stop early:
   * a Terraform that starts and finds no socket kills the process it expects there, which is this one.
   * @default - commands run to their end */
  readonly interruption?: AbortSignal;
  /** Attributes of things that already exist, by type and import id: what an import finds.
   * @default - an import finds exactly what the configuration describes */
  readonly existing?: ExistingResources;
  /** The time for providers: a token that is due by then is planned to rotate.
   * @default - now */
  readonly now?: Date;
}

/** Said on screen with every rehearsal. */
export const REHEARSAL_NOTICE =
  "Rehearsed offline with the providers' schemas: checks a provider makes itself are not part of a rehearsal.";

const PINNED_SCHEMAS = fileURLToPath(new URL("../schemas/", import.meta.url));
const PLAN_FILE = "rehearsal.tfplan";
/** An import may hang on another import; each plan settles at least one more. */
const MOST_PLANS = 6;

/** Starts the providers and lays out a folder. Call `close` in the end. */
export async function openRehearsal(options: RehearsalOptions): Promise<Rehearsal> {
  const workspace = await Workspace.create(options);
  try {
    const imports = new ImportBook(options.existing);
    const sources = (options.schemas ?? pinnedSchemas(PINNED_SCHEMAS)).filter(
      ({ address }) => options.providers?.includes(address) ?? true,
    );
    const types = joinTypes(usedTypes(options.module), stateTypes(await workspace.stateText()));
    const providers = await ServedProviders.start(sources, types, (index) => workspace.socket(index), {
      imports,
      now: options.now ?? new Date(),
    });
    return new Rehearsal(options, workspace, providers, imports);
  } catch (error) {
    await workspace.remove();
    throw error;
  }
}

/** One module being rehearsed. Commands run one after another, never side by side. */
export class Rehearsal {
  private isInitialised = false;
  private module: RehearsalOptions["module"];

  /** Use `openRehearsal`. */
  constructor(
    private readonly options: RehearsalOptions,
    private readonly workspace: Workspace,
    private readonly providers: ServedProviders,
    private readonly imports: ImportBook,
  ) {
    this.module = options.module;
  }

  /** The folder Terraform runs in. */
  get folder(): string {
    return this.workspace.folder;
  }

  /** Readies the folder; the other commands do it themselves when it was not done. */
  async init(): Promise<void> {
    if (this.isInitialised) return;
    const result = await this.run("init", "-json", "-input=false");
    if (!this.isOnlyMissingOverridden(result)) this.accept(result);
    this.isInitialised = true;
  }

  /** Puts another module in the place of this one; the state stays. */
  async rewrite(module: RehearsalOptions["module"]): Promise<void> {
    await this.workspace.removeModule(Object.keys(this.module));
    await this.workspace.writeModule(module);
    this.providers.serve(usedTypes(module));
    this.module = module;
    this.isInitialised = false;
  }

  /** Checks the module without state or plan. */
  async validate(): Promise<void> {
    await this.init();
    const result = await this.run("validate", "-json");
    const report = JSON.parse(result.stdout) as { readonly diagnostics?: CommandResult["diagnostics"] };
    this.accept({ ...result, diagnostics: report.diagnostics ?? result.diagnostics });
  }

  /** Plans against the state so far; `destroy` plans the end of everything. */
  async plan({ destroy = false }: { readonly destroy?: boolean } = {}): Promise<PlanReport> {
    await this.init();
    const planFile = join(this.folder, PLAN_FILE);
    const args = [
      "plan",
      "-json",
      "-input=false",
      "-lock=false",
      `-out=${PLAN_FILE}`,
      ...(destroy ? ["-destroy"] : []),
    ];
    let result = this.accept(await this.planOnce(args));
    for (let plans = 1; plans < MOST_PLANS && result.learned; plans += 1)
      result = this.accept(await this.planOnce(args));
    const shown = this.accept(await this.run("show", "-json", PLAN_FILE));
    return planReport(parsePlan(shown.stdout), planFile, result.summary);
  }

  /** Applies the module to the throw-away state. Returns Terraform's last line. */
  async apply(): Promise<string> {
    await this.plan();
    return this.accept(await this.run("apply", "-json", "-input=false", "-lock=false", PLAN_FILE)).summary;
  }

  /**
   * Destroys everything in the state. Returns Terraform's last line.
   * `force` overrides `prevent_destroy` for exactly the resources that set it; without it Terraform refuses.
   */
  async destroy({ force }: { readonly force: boolean }): Promise<string> {
    await this.init();
    if (force) await this.workspace.allowDestroy(protectedResources(this.module));
    try {
      const result = await this.run("destroy", "-json", "-input=false", "-lock=false", "-auto-approve");
      return this.accept(result).summary;
    } finally {
      await this.workspace.forbidDestroy();
    }
  }

  /** The state so far, as `terraform show -json` prints it. */
  async state(): Promise<StateJson> {
    await this.init();
    return JSON.parse(this.accept(await this.run("show", "-json")).stdout) as StateJson;
  }

  /** Stops the providers and removes what was generated. */
  async close(): Promise<void> {
    await this.providers.close();
    await this.workspace.remove();
  }

  /** One plan, and whether it taught something about imports that changes the next. */
  private async planOnce(args: readonly string[]): Promise<CommandResult & { readonly learned: boolean }> {
    const before = this.imports.revision;
    const result = await this.run(...args);
    return { ...result, learned: this.imports.revision > before };
  }

  private async run(...args: readonly string[]): Promise<CommandResult> {
    const { terraform, interruption } = this.options;
    const context = { binary: terraform.path, folder: this.folder, env: this.environment(), interruption };
    return runTerraform(context, args);
  }

  /** "init" asks the registry even for providers under `dev_overrides`; by then the backend is ready, so that is all. */
  private isOnlyMissingOverridden({ diagnostics }: CommandResult): boolean {
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    const isOverridden = this.options.cliConfig?.includes("dev_overrides") === true;
    return isOverridden && errors.every(({ summary }) => summary === "Failed to query available provider packages");
  }

  private accept<Result extends CommandResult>(result: Result): Result {
    if (result.isOk) return result;
    throw new RehearsalError(problemsOf(result.diagnostics, constructPaths(this.module), this.folder));
  }

  private environment(): Readonly<Record<string, string | undefined>> {
    return {
      ...Object.fromEntries(PASSED_VARIABLES.map((name) => [name, this.options.processEnv[name]])),
      CHECKPOINT_DISABLE: "1",
      TF_IN_AUTOMATION: "1",
      TF_CLI_CONFIG_FILE: this.workspace.cliConfigFile,
      TF_REATTACH_PROVIDERS: this.providers.reattachments(this.options.terraform.product),
      ...this.options.env,
    };
  }
}

/** One resource in a state. */
export interface StateResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** `terraform show -json` of a state. */
export interface StateJson {
  readonly format_version: string;
  readonly values?: {
    readonly root_module?: { readonly resources?: readonly StateResource[] };
    readonly outputs?: Readonly<Record<string, { readonly value: unknown; readonly sensitive: boolean }>>;
  };
}
