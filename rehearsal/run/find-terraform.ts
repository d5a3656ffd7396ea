/** Finds the Terraform or OpenTofu that rehearses. */
import { execa } from "execa";

/** A usable binary. */
export interface TerraformBinary {
  /** Name or path to start it by. */
  readonly path: string;
  readonly product: "terraform" | "opentofu";
  /** e.g. `1.11.4`. */
  readonly version: string;
}

/** The environment variables that decide which binary is used. */
export interface SearchEnvironment {
  readonly PATH?: string | undefined;
  readonly HOME?: string | undefined;
  /** Name or path of the binary; the only one tried when set.
   * @default - `terraform`, then `tofu` */
  readonly TERRAFORM_BINARY_NAME?: string | undefined;
}

/** What is accepted, in words. */
export const ACCEPTED_VERSIONS = "Terraform >= 1.11 or OpenTofu >= 1.11";

const OLDEST_MINOR = 11;

/** No usable Terraform: says what was tried, what was found, and what is accepted. */
export class TerraformNotFoundError extends Error {
  override readonly name = "TerraformNotFoundError";
}

/** The first of `TERRAFORM_BINARY_NAME`, or of `terraform` and `tofu`, that is new enough. */
export async function findTerraform(env: SearchEnvironment): Promise<TerraformBinary> {
  const asked = env.TERRAFORM_BINARY_NAME;
  const names = asked === undefined || asked === "" ? ["terraform", "tofu"] : [asked];
  const found: string[] = [];
  for (const name of names) {
    const binary = await identify(name, env);
    if (binary === undefined) found.push(`"${name}" could not be started`);
    else if (isAccepted(binary.version)) return binary;
    else found.push(`"${name}" is ${binary.product === "terraform" ? "Terraform" : "OpenTofu"} ${binary.version}`);
  }
  throw new TerraformNotFoundError(
    `${found.join("; ")}. Needed: ${ACCEPTED_VERSIONS}. Put it on the PATH, or name it in TERRAFORM_BINARY_NAME.`,
  );
}

async function identify(name: string, env: SearchEnvironment): Promise<TerraformBinary | undefined> {
  const result = await execa(name, ["version"], {
    reject: false,
    extendEnv: false,
    env: { PATH: env.PATH, HOME: env.HOME, CHECKPOINT_DISABLE: "1" },
    timeout: 20_000,
  });
  const [, product, version] = /^(Terraform|OpenTofu) v(\d+\.\d+\.\d+)/.exec(result.stdout) ?? [];
  if (version === undefined) return undefined;
  return { path: name, product: product === "Terraform" ? "terraform" : "opentofu", version };
}

function isAccepted(version: string): boolean {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major === 1 && minor >= OLDEST_MINOR;
}
