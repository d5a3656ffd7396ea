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

/** Debian packages of Prometheus and of what it scrapes. */
export const prometheusPins = path.join(tools, "prometheus", "packages.txt");

/** Folder with the unpacked packages, below `root`. */
export function prometheusDir() {
  return path.join(cacheDir(), `prometheus-${pinHash([prometheusPins])}`);
}

/** Programs by the name of their engine test. */
export function prometheusPrograms() {
  const root = path.join(prometheusDir(), "root", "usr");
  const bin = (name) => path.join(root, "bin", name);
  return {
    prometheus: bin("prometheus"),
    promtool: bin("promtool"),
    "node-exporter": bin("prometheus-node-exporter"),
    "process-exporter": bin("prometheus-process-exporter"),
    "mysqld-exporter": bin("prometheus-mysqld-exporter"),
    "postgres-exporter": bin("prometheus-postgres-exporter"),
    "apache-exporter": bin("prometheus-apache-exporter"),
    "nginx-exporter": bin("prometheus-nginx-exporter"),
    "blackbox-exporter": bin("prometheus-blackbox-exporter"),
    mariadb: path.join(root, "sbin", "mariadbd"),
    postgres: path.join(root, "lib", "postgresql", "15", "bin", "postgres"),
    initdb: path.join(root, "lib", "postgresql", "15", "bin", "initdb"),
  };
}

const otelcolPins = ["builder.yaml", "builder/go.sum", "collector/go.mod", "collector/go.sum"].map((file) =>
  path.join(tools, "otelcol", file),
);

/** Folder of the OpenTelemetry Collector. */
export function otelcolDir() {
  return path.join(cacheDir(), `otelcol-${pinHash(otelcolPins)}`);
}

/** The collector's binary, about 200 MB. */
export function otelcolPath() {
  return path.join(otelcolDir(), "otelcol");
}

/** Debian package of LuaJIT. */
export const luajitPins = path.join(tools, "luajit", "packages.txt");

/** Folder with the unpacked package, below `root`. */
export function luajitDir() {
  return path.join(cacheDir(), `luajit-${pinHash([luajitPins])}`);
}

/** The interpreter. */
export function luajitPath() {
  return path.join(luajitDir(), "root", "usr", "bin", "luajit");
}
