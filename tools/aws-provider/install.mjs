/**
 * Builds the real AWS provider from source, once: no provider registry is needed to test against it.
 * go.mod replaces hashicorp's module, whose entry point is internal, by a mirror of the same release that exports it.
 */
import { accessSync, chmodSync, constants, mkdirSync, renameSync, rmSync } from "node:fs";
import { awsProviderDir, awsProviderPath, awsProviderVersion } from "../lib/engines.mjs";
import { InstallError, asProgram, output, run, say, withLock } from "../lib/process.mjs";

const mainPackage = "github.com/hashicorp/terraform-provider-aws";
const mirror = "github.com/upbound/terraform-provider-aws";
const oldestGo = "1.25.7";

/**
 * Builds the provider unless it is there already: 30 to 45 minutes on 2 cores, 1 GB on disk.
 * @returns {Promise<string>} path of the binary
 */
export async function installAwsProvider() {
  const binary = awsProviderPath();
  await withLock(`${awsProviderDir()}.lock`, async () => {
    if (isExecutable(binary)) return;
    requireGo();
    say(`aws-provider: building ${awsProviderVersion} from source, 30 to 45 minutes on 2 cores, once`);
    mkdirSync(awsProviderDir(), { recursive: true });
    await build(`${binary}.part`);
    chmodSync(`${binary}.part`, 0o755);
    renameSync(`${binary}.part`, binary);
  });
  return binary;
}

async function build(target) {
  rmSync(target, { force: true });
  const env = { ...process.env, CGO_ENABLED: "0", GOFLAGS: "-mod=readonly -buildvcs=false", GOWORK: "off" };
  // The mirror is not in the checksum database; go.sum pins it all the same, and the rest is checked as usual.
  env.GONOSUMDB = [process.env.GONOSUMDB, mirror].filter(Boolean).join(",");
  const cwd = import.meta.dirname;
  const flags = ["-trimpath", "-ldflags", "-s -w", "-o", target];
  await run("aws-provider: download modules and compile", "go", ["build", ...flags, mainPackage], { cwd, env });
}

/** An older Go may still do where it is allowed to fetch a newer toolchain, so only a fixed older one is refused. */
function requireGo() {
  const version = output("go", ["env", "GOVERSION"]);
  if (version === undefined) {
    throw new InstallError(`aws-provider: Go is not on the PATH: install Go ${oldestGo} or newer`);
  }
  const isLocal = output("go", ["env", "GOTOOLCHAIN"]) === "local";
  if (isLocal && isOlder(version.replace(/^go/, ""), oldestGo)) {
    throw new InstallError(
      `aws-provider: Go ${version} is older than ${oldestGo} and GOTOOLCHAIN=local forbids a newer one: install it, or unset GOTOOLCHAIN`,
    );
  }
}

function isOlder(version, floor) {
  return version.localeCompare(floor, "en", { numeric: true }) < 0;
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

if (process.argv[1] === import.meta.filename) await asProgram("aws-provider", installAwsProvider);
