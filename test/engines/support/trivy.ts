/** Trivy as the tests use it: pinned flags, embedded checks, no network; and its report in few words. */
import { execFile, spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const INSTALLER = fileURLToPath(new URL("../../../tools/trivy/install.mjs", import.meta.url));

/** One check that failed at one place. */
export interface Finding {
  /** Such as `AVD-AWS-0086`. */
  readonly check: string;
  readonly severity: string;
  /** Address such as `aws_s3_bucket.Logs`; empty where Trivy names none. */
  readonly resource: string;
  /** Path of the file in the scanned folder. */
  readonly file: string;
}

/** What one scan said. */
export interface Scan {
  readonly findings: readonly Finding[];
  /** Checks that were evaluated, whether they failed or not. */
  readonly checks: ReadonlySet<string>;
}

/** The parts of Trivy's JSON report that are read. */
interface Report {
  readonly Results?: readonly {
    readonly Target: string;
    readonly Misconfigurations?: readonly {
      /** Such as `AVD-AWS-0104`; `ID` is that too for some checks and a long name for others. */
      readonly AVDID: string;
      readonly Status: "PASS" | "FAIL" | "EXCEPTION";
      readonly Severity: string;
      readonly CauseMetadata?: { readonly Resource?: string };
    }[];
  }[];
}

/** Severities that stop a change. */
export const GATE = ["HIGH", "CRITICAL"] as const;

/** Every severity: what is seeded may be lesser, and still has to be seen. */
export const ALL_SEVERITIES = ["LOW", "MEDIUM", ...GATE] as const;

/**
 * Scans files given as path -> text; every folder with Terraform files is a module of its own.
 * @throws when Trivy is not installed: then nothing was scanned, which must not look like a pass
 */
export async function scan(
  files: Readonly<Record<string, string>>,
  severities: readonly string[] = GATE,
): Promise<Scan> {
  const binary = trivyPath();
  const folder = await mkdtemp(join(tmpdir(), "trivy-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, "scanned", path)), { recursive: true });
      await writeFile(join(folder, "scanned", path), text);
    }
    return read(await run(binary, folder, severities));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function run(binary: string, folder: string, severities: readonly string[]): Promise<Report> {
  const cache = ["--cache-dir", join(folder, "cache"), "--skip-check-update", "--skip-version-check"];
  const report = ["--format", "json", "--include-non-failures", "--severity", severities.join(",")];
  const { stdout } = await promisify(execFile)(binary, ["config", "--quiet", ...cache, ...report, "scanned"], {
    cwd: folder,
    env: { PATH: process.env["PATH"] ?? "", HOME: folder },
    maxBuffer: 2 ** 29,
  });
  return JSON.parse(stdout) as Report;
}

function read({ Results: results = [] }: Report): Scan {
  const all = results.flatMap(({ Target: file, Misconfigurations: found = [] }) =>
    found.map((one) => ({ ...one, file, resource: one.CauseMetadata?.Resource ?? "" })),
  );
  const findings = all
    .filter(({ Status }) => Status === "FAIL")
    .map(({ AVDID: check, Severity: severity, resource, file }) => ({ check, severity, resource, file }));
  return { findings, checks: new Set(all.map(({ AVDID }) => AVDID)) };
}

function trivyPath(): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [INSTALLER, "--where"], { encoding: "utf8" });
  if (status === 0) return stdout.trim();
  throw new Error(`not run: ${stderr.trim()}`);
}
