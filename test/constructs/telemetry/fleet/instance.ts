/**
 * An instance in a temporary folder: documents are run on it by bash itself, with stand-ins for AWS, systemd and packages
 * that note what they were asked and answer from files.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { renderBundle, type Bundle, type RenderedBundle } from "../../../../constructs/telemetry/fleet/bundle";
import { documentText } from "../../../../constructs/telemetry/fleet/document";

const BUCKET = "smallco-fleet-config";
const ARTEFACTS = "smallco-artefacts";
const PREFIX = "fleet/";

/** What is asked, one call a line, and what answers. */
const STAND_INS: Readonly<Record<string, string>> = {
  aws: `case "$1 $2" in
  "s3 cp") from=\${6#s3://}; cp "$fake/s3/$from" "$7" 2> /dev/null ;;
  "ssm get-parameter") cat "$fake/ssm/$(basename "$6")" 2> /dev/null ;;
  "ssm get-parameters") cat "$fake/secrets/$(basename "$6")" 2> /dev/null ;;
  "secretsmanager get-secret-value") cat "$fake/secrets/$(basename "$6")" 2> /dev/null ;;
esac`,
  systemctl: `unit=\${!#}
case $1 in
  is-active) [ -e "$fake/active/$unit" ] ;;
  restart) touch "$fake/active/$unit" ;;
  disable) rm -f "$fake/active/$unit" ;;
esac`,
  curl: `case "$*" in
  *api/token*) echo token ;;
  *instance-id*) printf i-0123456789abcdef0 ;;
  *) [ ! -e "$fake/sick" ] ;;
esac`,
  uname: `cat "$fake/processor"`,
  rpm: `cat "$fake/rpm" 2> /dev/null`,
  dnf: `sed -n 's/^version //p' "\${!#}" > "$fake/rpm"`,
  journalctl: `echo "the last lines of \${2}"`,
  sleep: "",
  restorecon: "",
};

/** Asked so often that nobody wants to read it. */
const SILENT = ["sleep", "uname", "curl", "rpm", "restorecon"];

export interface Ran {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Calls of the stand-ins, in their order. */
  readonly calls: readonly string[];
}

export class Instance {
  readonly folder = mkdtempSync(join(tmpdir(), "estate-instance-"));
  readonly root = join(this.folder, "root");

  constructor() {
    mkdirSync(this.root);
    for (const name of ["bin", "active", "s3", "ssm", "secrets"]) mkdirSync(join(this.folder, name));
    this.write("processor", "x86_64\n");
    for (const [name, body] of Object.entries(STAND_INS)) {
      const note = SILENT.includes(name) ? "" : `echo "${name} $*" >> "$fake/calls"\n`;
      this.write(`bin/${name}`, `#!/bin/bash\nfake=${this.folder}\n${note}${body}\n`);
      chmodSync(join(this.folder, "bin", name), 0o755);
    }
  }

  remove(): void {
    for (const folder of [this.folder, `${this.folder}-copy`]) rmSync(folder, { recursive: true, force: true });
  }

  /** A file of the stand-ins: what is in S3, which processor there is. */
  write(path: string, text: string | Buffer): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Puts a program's archive where the artefacts are. @returns its digest */
  archive(file: string, member: string, program: string): string {
    const source = join(this.folder, "archive");
    mkdirSync(join(source, dirname(member)), { recursive: true });
    writeFileSync(join(source, member), program);
    const target = join(this.folder, "s3", ARTEFACTS, PREFIX, file);
    mkdirSync(dirname(target), { recursive: true });
    spawnSync("tar", ["--mtime=@0", "--use-compress-program=gzip -n", "-cf", target, "-C", source, member]);
    rmSync(source, { recursive: true });
    return digestOf(readFileSync(target));
  }

  /** Puts a package there, which says its version. @returns its digest */
  package(file: string, version: string): string {
    const text = `version ${version}\n`;
    this.write(join("s3", ARTEFACTS, PREFIX, file), text);
    return digestOf(text);
  }

  /** Runs the document of a bundle as State Manager would. @param environment text of the parameter in this version */
  apply(bundle: Bundle, environment?: { readonly version: number; readonly text: string }): Ran {
    const rendered = renderBundle(bundle);
    this.write(join("s3", BUCKET, `fleet/web/${rendered.sha256}.bundle`), rendered.text);
    if (environment !== undefined)
      this.write(`ssm/${bundle.component}:${String(environment.version)}`, environment.text);
    return this.run(rendered, environment?.version);
  }

  /** Runs the document with a bundle that is, or is not, in S3. */
  run({ component, sha256 }: Pick<RenderedBundle, "component" | "sha256">, version = 1, key = sha256): Ran {
    writeFileSync(join(this.folder, "calls"), "");
    const ran = scriptsOf(component).map((script) =>
      this.bash(
        script
          .replaceAll("{{ Bundle }}", `fleet/web/${key}.bundle`)
          .replaceAll("{{ Sha256 }}", sha256)
          .replaceAll("{{ Environment }}", `/estate/smallco/fleet/web/${component}:${String(version)}`)
          .replace("root=''", `root='${this.root}'`),
      ),
    );
    return {
      status: Math.max(...ran.map(({ status }) => status)),
      stdout: ran.map(({ stdout }) => stdout).join(""),
      stderr: ran.map(({ stderr }) => stderr).join(""),
      calls: this.calls(),
    };
  }

  /** Runs a script with the stand-ins in front of all other programs. */
  bash(script: string, ...given: readonly string[]): Omit<Ran, "calls"> {
    const file = join(this.folder, "script.sh");
    writeFileSync(file, script);
    const path = `${join(this.folder, "bin")}:/usr/bin:/bin`;
    const { status, stdout, stderr } = spawnSync("bash", [file, ...given], { env: { PATH: path }, encoding: "utf8" });
    return { status: status ?? 255, stdout, stderr };
  }

  calls(): readonly string[] {
    const text = readFileSync(join(this.folder, "calls"), "utf8").replaceAll(this.folder, "");
    return text.split("\n").filter((line) => line !== "");
  }

  /** A file of the instance; undefined where there is none. */
  read(path: string): string | undefined {
    const file = join(this.root, path);
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  }

  /** Files of the instance outside of the estate's own notes, with what they may be used for. */
  files(): readonly string[] {
    const walk = (folder: string): readonly string[] =>
      readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
        const path = join(folder, entry.name);
        return entry.isDirectory() ? walk(path) : [path];
      });
    return walk(this.root)
      .map((path) => `${(statSync(path).mode & 0o777).toString(8)} ${path.slice(this.root.length)}`)
      .filter((line) => !line.includes("/var/lib/estate/"))
      .toSorted((one, other) => (one.slice(4) < other.slice(4) ? -1 : 1));
  }

  /** A copy of everything, to compare with. */
  snapshot(): string {
    const copy = `${this.folder}-copy`;
    rmSync(copy, { recursive: true, force: true });
    cpSync(this.root, copy, { recursive: true });
    return copy;
  }
}

/** The scripts of a document, in the order of its steps. */
export function scriptsOf(component: Bundle["component"]): readonly string[] {
  const place = { component, region: "eu-west-1", bucket: BUCKET, artefacts: { bucket: ARTEFACTS, prefix: PREFIX } };
  const document = JSON.parse(documentText(place)) as {
    readonly mainSteps: readonly { readonly inputs: { readonly runCommand?: readonly string[] } }[];
  };
  return document.mainSteps.flatMap(({ inputs: { runCommand } }) =>
    runCommand === undefined ? [] : [`${runCommand.join("\n")}\n`],
  );
}

function digestOf(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}
