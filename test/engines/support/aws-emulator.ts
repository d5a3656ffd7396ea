/**
 * Everything a real AWS provider needs to work against an emulator and nothing else: a provider mirror with the binary
 * we built, an environment, and an override file for the provider blocks of a stack.
 */
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { awsProviderPath, awsProviderVersion } from "../../../tools/lib/engines.mjs";
import { openLoopbackProxy, type AwsCall } from "./loopback-proxy";
import { startMoto } from "./moto-server";
import type { AwsProviderBlock } from "./stack-text";

/** Never resolved: the proxy answers for it and for every host below it. */
const host = "aws.invalid";

const platforms: Readonly<Record<string, string>> = { x64: "amd64", arm64: "arm64" };

/** An emulator with the provider that talks to it. */
export interface AwsEmulator {
  /** CLI configuration by which `terraform init` finds the provider and looks for it nowhere else. */
  readonly cliConfig: string;
  /** Environment of Terraform: every AWS request goes to the emulator. */
  readonly env: Readonly<Record<string, string>>;
  /** What the emulator answered, oldest first. */
  readonly calls: readonly AwsCall[];
  /** What tried to reach another host. */
  readonly refused: readonly string[];
  close(): Promise<void>;
}

/** Starts an emulator without any state. */
export async function openAwsEmulator(): Promise<AwsEmulator> {
  const mirror = await createMirror();
  const moto = await startMoto();
  const proxy = await openLoopbackProxy(host, moto.port);
  return {
    cliConfig: `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`,
    env: environment(proxy.url),
    calls: proxy.calls,
    refused: proxy.refused,
    close: async () => {
      await proxy.close();
      await moto.stop();
      await rm(mirror, { recursive: true, force: true });
    },
  };
}

/**
 * Overrides for the provider blocks of a stack: what an emulator cannot do as AWS does. Roles, account checks and
 * default tags stay as they are.
 * @param providers the `provider.aws` list of a cdk.tf.json
 * @returns text of a file named `*_override.tf.json`
 */
export function emulatorOverride(providers: readonly AwsProviderBlock[]): string {
  const aws = providers.map(({ alias }) => ({
    ...(alias === undefined ? {} : { alias }),
    s3_use_path_style: true,
    skip_metadata_api_check: "true",
    // A call that the emulator lacks is answered by 500, which the SDK would repeat for minutes.
    max_retries: 1,
  }));
  return JSON.stringify({ provider: { aws } }, null, 2);
}

function environment(proxy: string): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: `http://${host}`,
    AWS_ACCESS_KEY_ID: "testing",
    AWS_SECRET_ACCESS_KEY: "testing",
    AWS_EC2_METADATA_DISABLED: "true",
    HTTP_PROXY: proxy,
    HTTPS_PROXY: proxy,
  };
}

/** A filesystem mirror, so that `init` checks the version constraint as it would against the registry. */
async function createMirror(): Promise<string> {
  const binary = awsProviderPath();
  if (!existsSync(binary)) {
    throw new Error("not run: the AWS provider is not installed: run `node tools/install-engines.mjs`");
  }
  const mirror = await mkdtemp(join(tmpdir(), "provider-mirror-"));
  const platform = `${process.platform}_${platforms[process.arch] ?? process.arch}`;
  const folder = join(mirror, "registry.terraform.io", "hashicorp", "aws", awsProviderVersion, platform);
  await mkdir(folder, { recursive: true });
  await symlink(binary, join(folder, `terraform-provider-aws_v${awsProviderVersion}`));
  return mirror;
}
