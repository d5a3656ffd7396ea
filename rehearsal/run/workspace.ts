/** The folder a rehearsal runs in, apart from everything else on the machine. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

/** Linux refuses socket paths over 107 bytes, macOS over 103; sockets are named `p0.sock`. */
const LONGEST_SOCKET_FOLDER = 90;

/** How to lay a folder out. */
export interface WorkspaceOptions {
  /** File name -> text of the module. */
  readonly module: Readonly<Record<string, string>>;
  /** @default - a temporary folder, removed at the end */
  readonly workDir?: string;
  /** @default - `terraform.tfstate` in the folder */
  readonly statePath?: string;
  /** Text added to the generated CLI configuration, e.g. a `provider_installation` block.
   * @default - nothing */
  readonly cliConfig?: string;
}

const BACKEND_OVERRIDE = "rehearsal_backend_override.tf.json";
const DESTROY_OVERRIDE = "rehearsal_destroy_override.tf.json";
const CLI_CONFIG = "rehearsal.terraformrc";

/** The files of one rehearsal. */
export class Workspace {
  private constructor(
    /** Where Terraform runs. */
    readonly folder: string,
    /** Where sockets and the CLI configuration are. */
    readonly privateFolder: string,
    private readonly isTemporary: boolean,
    private readonly statePath: string | undefined,
  ) {}

  /** Writes module, backend override and CLI configuration. */
  static async create(options: WorkspaceOptions): Promise<Workspace> {
    const privateFolder = await shortTemporaryFolder();
    const folder = options.workDir === undefined ? join(privateFolder, "module") : resolve(options.workDir);
    const workspace = new Workspace(folder, privateFolder, options.workDir === undefined, options.statePath);
    await mkdir(folder, { recursive: true });
    await workspace.writeModule(options.module);
    await workspace.write(BACKEND_OVERRIDE, {
      terraform: { backend: { local: { path: workspace.backendPath } } },
    });
    await writeFile(workspace.cliConfigFile, `disable_checkpoint = true\n${options.cliConfig ?? ""}\n`);
    return workspace;
  }

  /** The CLI configuration to use instead of the user's. */
  get cliConfigFile(): string {
    return join(this.privateFolder, CLI_CONFIG);
  }

  /** The state so far; empty where there is none. */
  async stateText(): Promise<string> {
    return readFile(resolve(this.folder, this.backendPath), "utf8").catch(() => "");
  }

  /** Writes the module's files. */
  async writeModule(module: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(module)) await writeFile(join(this.folder, name), text);
  }

  /** Takes files of an earlier module away. */
  async removeModule(names: readonly string[]): Promise<void> {
    for (const name of names) await rm(join(this.folder, name), { force: true });
  }

  /** Path for the socket of the nth provider. */
  socket(index: number): string {
    return join(this.privateFolder, `p${index}.sock`);
  }

  /** Overrides `prevent_destroy` for exactly the given resources, type -> names. */
  async allowDestroy(resources: Readonly<Record<string, readonly string[]>>): Promise<void> {
    const lifecycle = { lifecycle: { prevent_destroy: false } };
    const resource = Object.fromEntries(
      Object.entries(resources).map(([type, names]) => [
        type,
        Object.fromEntries(names.map((name) => [name, lifecycle])),
      ]),
    );
    if (Object.keys(resource).length > 0) await this.write(DESTROY_OVERRIDE, { resource });
  }

  /** Takes the override back. */
  async forbidDestroy(): Promise<void> {
    await rm(join(this.folder, DESTROY_OVERRIDE), { force: true });
  }

  /** Removes what was generated; the whole folder if it was temporary. */
  async remove(): Promise<void> {
    if (!this.isTemporary) {
      await rm(join(this.folder, BACKEND_OVERRIDE), { force: true });
      await this.forbidDestroy();
    }
    await rm(this.privateFolder, { recursive: true, force: true });
  }

  /** Relative where it can be: a path inside the folder must not name the folder. */
  private get backendPath(): string {
    if (this.statePath === undefined) return "terraform.tfstate";
    return resolve(this.statePath);
  }

  private async write(name: string, content: object): Promise<void> {
    await writeFile(join(this.folder, name), `${JSON.stringify(content, null, 2)}\n`);
  }
}

async function shortTemporaryFolder(): Promise<string> {
  const parent = tmpdir().length > LONGEST_SOCKET_FOLDER - 20 ? "/tmp" : tmpdir();
  return mkdtemp(join(parent, "rehearsal-"));
}
