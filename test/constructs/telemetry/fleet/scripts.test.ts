/** What documents do to an instance, by doing it: in a temporary folder, with stand-ins for AWS, systemd and packages. */
import { spawnSync } from "node:child_process";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  COMPONENTS,
  renderBundle,
  type Bundle,
  type BundleService,
} from "../../../../constructs/telemetry/fleet/bundle";
import { LAUNCHER } from "../../../../constructs/telemetry/fleet/launcher";
import { Instance, scriptsOf } from "./instance";

let instance: Instance;

beforeEach(() => {
  instance = new Instance();
});

afterEach(() => {
  instance.remove();
});

const NODE = "node-1.tar.gz";
const NGINX = "nginx-1.tar.gz";

interface ServiceChoice {
  readonly argument?: string;
  readonly program?: string;
}

function service(
  name: string,
  file: string,
  { argument = "--quiet", program = "program 1" }: ServiceChoice = {},
): BundleService {
  return {
    unit: `estate-${name}-exporter.service`,
    health: `http://127.0.0.1:1/${name}`,
    packages: [],
    idle: [],
    archives: [
      {
        architecture: "x86_64",
        sha256: instance.archive(file, `${name}/${name}`, program),
        file,
        member: `${name}/${name}`,
        target: `/opt/estate/bin/${name}-1`,
      },
    ],
    files: [
      { path: "/opt/estate/bin/launch-exporters", executable: true, text: "#!/bin/bash\n" },
      {
        path: `/etc/estate/exporters/${name}.start`,
        text: `program /opt/estate/bin/${name}-1\nargument ${argument}\n`,
      },
      { path: `/etc/systemd/system/estate-${name}-exporter.service`, text: `[Service]\nExecStart=${name}\n` },
    ],
  };
}

const exporters = (...services: readonly BundleService[]): Bundle => ({
  component: "exporters",
  architectures: ["x86_64"],
  services,
});

describe("scripts", () => {
  it.each([
    ...COMPONENTS.flatMap((component) => scriptsOf(component).map((text, at) => [`${component} ${String(at)}`, text])),
    ["launcher", LAUNCHER],
  ])("are shell: %s", (_, text) => {
    const { status, stderr } = spawnSync("bash", ["-n"], { input: text, encoding: "utf8" });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  it("are short enough for a document, and take nothing but declared parameters", () => {
    for (const component of COMPONENTS) {
      const text = scriptsOf(component).join("\n");
      expect(text.length).toBeLessThan(60_000);
      expect([...new Set(text.match(/\{\{.*?\}\}/g))].toSorted()).toEqual(
        component === "exporters"
          ? ["{{ Bundle }}", "{{ Sha256 }}"]
          : ["{{ Bundle }}", "{{ Environment }}", "{{ Sha256 }}"],
      );
    }
  });
});

describe("a bundle of exporters", () => {
  it("is installed, put in place and started", () => {
    const ran = instance.apply(exporters(service("node", NODE)));
    expect(ran).toMatchObject({ status: 0, stderr: "" });
    expect(ran.calls.filter((call) => call.startsWith("systemctl"))).toEqual([
      "systemctl daemon-reload",
      "systemctl enable --quiet estate-node-exporter.service",
      "systemctl restart estate-node-exporter.service",
      "systemctl is-active --quiet estate-node-exporter.service",
    ]);
    expect(instance.files()).toEqual([
      "644 /etc/estate/exporters/node.start",
      "644 /etc/systemd/system/estate-node-exporter.service",
      "755 /opt/estate/bin/launch-exporters",
      "755 /opt/estate/bin/node-1",
    ]);
    expect(instance.read("opt/estate/bin/node-1")).toBe("program 1");
    expect(instance.read("etc/estate/exporters/node.start")).toBe("program /opt/estate/bin/node-1\nargument --quiet\n");
  });

  it("changes nothing when it is applied again: nothing is fetched but the bundle, nothing written, nothing started", () => {
    const bundle = exporters(service("node", NODE));
    instance.apply(bundle);
    const before = instance.snapshot();
    const { status, stdout, calls } = instance.apply(bundle);
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
    expect(calls.map((call) => call.split(" ").slice(0, 2).join(" "))).toEqual([
      "aws s3",
      "systemctl daemon-reload",
      "systemctl enable",
      "systemctl is-active",
      "systemctl daemon-reload",
    ]);
    const { stdout: difference } = spawnSync("diff", ["-r", before, instance.root], { encoding: "utf8" });
    expect(difference).toBe("");
  });

  it("starts only what has changed", () => {
    instance.apply(exporters(service("node", NODE), service("nginx", NGINX)));
    const { calls } = instance.apply(exporters(service("node", NODE, { argument: "--loud" }), service("nginx", NGINX)));
    expect(calls.filter((call) => call.includes("restart"))).toEqual([
      "systemctl restart estate-node-exporter.service",
    ]);
    expect(instance.read("etc/estate/exporters/node.start")).toContain("--loud");
  });

  it("starts what has ended", () => {
    const bundle = exporters(service("node", NODE));
    instance.apply(bundle);
    instance.bash(`rm ${instance.folder}/active/*.service`.replace("*", "estate-node-exporter"));
    expect(instance.apply(bundle).calls.filter((call) => call.includes("restart"))).toEqual([
      "systemctl restart estate-node-exporter.service",
    ]);
  });

  it("replaces a program of another digest", () => {
    instance.apply(exporters(service("node", NODE)));
    instance.apply(exporters(service("node", NODE, { program: "program 2" })));
    expect(instance.read("opt/estate/bin/node-1")).toBe("program 2");
  });

  it("removes what the role has no more, and leaves everything else", () => {
    instance.apply(exporters(service("node", NODE), service("nginx", NGINX)));
    const { status, calls, stdout } = instance.apply(exporters(service("nginx", NGINX)));
    expect(status).toBe(0);
    expect(calls).toContain("systemctl disable --quiet --now estate-node-exporter.service");
    expect(stdout.split("\n").filter((line) => line.includes("removed"))).toEqual([
      "exporters: removed estate-node-exporter.service",
      "exporters: removed /opt/estate/bin/node-1",
      "exporters: removed /etc/systemd/system/estate-node-exporter.service",
      "exporters: removed /etc/estate/exporters/node.start",
    ]);
    expect(instance.files().map((line) => line.slice(4))).toEqual([
      "/etc/estate/exporters/nginx.start",
      "/etc/systemd/system/estate-nginx-exporter.service",
      "/opt/estate/bin/launch-exporters",
      "/opt/estate/bin/nginx-1",
    ]);
  });

  it("is refused where its digest is another, before anything is written", () => {
    const { sha256 } = renderBundle(exporters(service("node", NODE)));
    instance.write(`s3/smallco-fleet-config/fleet/web/${sha256}.bundle`, "file 0755 1 /opt/estate/bin/evil\nevil\n");
    const ran = instance.run({ component: "exporters", sha256 });
    expect(ran.status).toBe(1);
    expect(ran.stderr).toBe(
      `exporters: s3://smallco-fleet-config/fleet/web/${sha256}.bundle does not have the digest ${sha256}\n`,
    );
    expect(instance.files()).toEqual([]);
  });

  it("is refused where a program is not what it should be, and nothing is started", () => {
    const sound = service("node", NODE);
    instance.archive(NODE, "node/node", "another program");
    const ran = instance.apply(exporters(sound));
    expect(ran.status).toBe(1);
    expect(ran.stderr).toMatch(/^exporters: s3:\/\/smallco-artefacts\/fleet\/node-1\.tar\.gz does not have the digest/);
    expect(ran.calls.filter((call) => call.startsWith("systemctl"))).toEqual([]);
    expect(instance.read("opt/estate/bin/node-1")).toBeUndefined();
  });

  it("says what is missing in S3, and what there is nothing for", () => {
    const missing = instance.run({ component: "exporters", sha256: "0".repeat(64) });
    expect(missing.stderr).toBe(
      `exporters: cannot read s3://smallco-fleet-config/fleet/web/${"0".repeat(64)}.bundle\n`,
    );
    instance.write("processor", "aarch64\n");
    expect(instance.apply(exporters(service("node", NODE))).stderr).toBe(
      "exporters: the estate has no programs for arm64\n",
    );
    instance.write("processor", "riscv64\n");
    expect(instance.apply(exporters(service("node", NODE))).stderr).toBe(
      "exporters: there is nothing for the processor riscv64\n",
    );
  });

  it.each(["/etc/passwd", "/etc/estate/../passwd", "/etc/systemd/system/sshd.service"])(
    "writes nothing at %s, even where a bundle says so",
    (path) => {
      const text = `architectures x86_64\nfile 0644 1 ${path}\nroot\n`;
      const sha256 = spawnSync("sha256sum", { input: text, encoding: "utf8" }).stdout.slice(0, 64);
      instance.write(`s3/smallco-fleet-config/fleet/web/${sha256}.bundle`, text);
      const ran = instance.run({ component: "exporters", sha256 });
      expect({ status: ran.status, stderr: ran.stderr }).toEqual({
        status: 1,
        stderr: `exporters: must not write ${path}\n`,
      });
      expect(instance.files()).toEqual([]);
    },
  );

  it("goes back to what ran before where the new one does not become well, and says why", () => {
    instance.apply(exporters(service("node", NODE)));
    instance.write("sick", "");
    const ran = instance.apply(exporters(service("node", NODE, { argument: "--wrong" })));
    expect(ran.status).toBe(1);
    expect(ran.stderr).toBe(
      "the last lines of estate-node-exporter.service\nexporters: estate-node-exporter.service did not become well; what it was before runs again\n",
    );
    expect(instance.read("etc/estate/exporters/node.start")).toContain("--quiet");
    expect(ran.calls.filter((call) => call.includes("restart"))).toHaveLength(2);
    instance.bash(`rm ${instance.folder}/sick`);
    expect(instance.apply(exporters(service("node", NODE, { argument: "--right" }))).status).toBe(0);
    expect(instance.read("etc/estate/exporters/node.start")).toContain("--right");
  });
});
