/** Where each engine is once installed. Nothing is installed here: see tools/install-engines.mjs. */
import path from "node:path";
import { cacheDir, pinHash } from "./cache.mjs";

const tools = path.dirname(import.meta.dirname);
const goPins = [path.join(tools, "aws-provider", "go.mod"), path.join(tools, "aws-provider", "go.sum")];

/** Pin files of the Python environment. */
export const pythonPins = {
  requirements: path.join(tools, "python", "requirements.txt"),
  constraints: path.join(tools, "python", "constraints.txt"),
};

/** Version of the AWS provider that tools/aws-provider/go.mod pins, as HashiCorp numbers it. */
export const awsProviderVersion = "6.34.0";

/** Folder that Terraform's `dev_overrides` takes for hashicorp/aws. */
export function awsProviderDir() {
  return path.join(cacheDir(), `aws-provider-${awsProviderVersion}-${pinHash(goPins, [awsProviderVersion])}`);
}

/** The AWS provider's binary, about 870 MB. */
export function awsProviderPath() {
  return path.join(awsProviderDir(), "terraform-provider-aws");
}

/** Folder of the Python environment with moto, DuckDB and sqlglot. */
export function pythonDir() {
  return path.join(cacheDir(), `python-${pinHash([pythonPins.requirements, pythonPins.constraints])}`);
}

/** The interpreter that can import moto, duckdb and sqlglot. */
export function pythonPath() {
  return path.join(pythonDir(), "bin", "python");
}
