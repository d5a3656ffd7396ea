import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findTerraform } from "../../rehearsal";

let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "find-terraform-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** A stand-in that prints what the real binary prints for "version". */
async function fake(name: string, output: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, `#!/bin/sh\necho "${output}"\n`);
  await chmod(path, 0o755);
  return path;
}

describe("findTerraform", () => {
  it("finds the one on the PATH", async () => {
    const binary = await findTerraform({ PATH: process.env["PATH"], HOME: process.env["HOME"] });
    expect(binary).toEqual({
      path: expect.stringMatching(/^(terraform|tofu)$/) as string,
      product: expect.stringMatching(/^(terraform|opentofu)$/) as string,
      version: expect.stringMatching(/^1\.\d+\.\d+$/) as string,
    });
  });

  it("uses the one TERRAFORM_BINARY_NAME names, OpenTofu included", async () => {
    const path = await fake("tofu-1.11", "OpenTofu v1.11.0");
    expect(await findTerraform({ PATH: process.env["PATH"], TERRAFORM_BINARY_NAME: path })).toEqual({
      path,
      product: "opentofu",
      version: "1.11.0",
    });
  });

  it("refuses one that is too old, saying what is accepted", async () => {
    const path = await fake("terraform-1.5", "Terraform v1.5.7");
    await expect(findTerraform({ PATH: process.env["PATH"], TERRAFORM_BINARY_NAME: path })).rejects.toThrow(
      `"${path}" is Terraform 1.5.7. Needed: Terraform >= 1.11 or OpenTofu >= 1.11. Put it on the PATH, or name it in TERRAFORM_BINARY_NAME.`,
    );
  });

  it("says what it looked for when there is none", async () => {
    await expect(findTerraform({ PATH: folder })).rejects.toThrow(
      '"terraform" could not be started; "tofu" could not be started. Needed: Terraform >= 1.11 or OpenTofu >= 1.11. ' +
        "Put it on the PATH, or name it in TERRAFORM_BINARY_NAME.",
    );
  });
});
