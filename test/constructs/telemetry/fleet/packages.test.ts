/** Bundles whose programs come as packages: the log router's, and the collector's from AWS. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { renderBundle, type Bundle } from "../../../../constructs/telemetry/fleet/bundle";
import { Instance, scriptsOf } from "./instance";

let instance: Instance;

beforeEach(() => {
  instance = new Instance();
});

afterEach(() => {
  instance.remove();
});

describe("a bundle of the log router", () => {
  const RPM = "fluent-bit-5.0.8-1.x86_64.rpm";
  const router = (version = "5.0.8"): Bundle => ({
    component: "router",
    architectures: ["x86_64"],
    services: [
      {
        unit: "estate-router.service",
        health: "http://127.0.0.1:2020/",
        archives: [],
        idle: ["fluent-bit.service"],
        packages: [
          { architecture: "x86_64", sha256: instance.package(RPM, version), file: RPM, name: "fluent-bit", version },
        ],
        files: [{ path: "/etc/estate/router/main.conf", text: "[SERVICE]\n    Host ${LOGS_LOKI_HOST}\n" }],
      },
    ],
  });
  const told = (version: number) => ({ version, text: `variable LOGS_LOKI_HOST host${String(version)}\n` });

  it("installs the package once, and silences the service that it brings", () => {
    const first = instance.apply(router(), told(1));
    expect(first).toMatchObject({ status: 0, stderr: "" });
    expect(
      first.calls.filter((call) => /^dnf|disable/.test(call)).map((call) => call.replace(/\/tmp\S+\//, "")),
    ).toEqual([`dnf --assumeyes --quiet install ${RPM}`, "systemctl disable --quiet --now fluent-bit.service"]);
    expect(instance.read("etc/estate/router/main.conf")).toBe("[SERVICE]\n    Host ${LOGS_LOKI_HOST}\n");
    expect(instance.apply(router(), told(1)).calls.filter((call) => call.startsWith("dnf"))).toEqual([]);
    expect(instance.apply(router("5.0.9"), told(1)).calls.filter((call) => call.startsWith("dnf"))).toHaveLength(1);
  });

  it("is started again when the parameter has a new version, such as after a rotation of a token", () => {
    instance.apply(router(), told(1));
    const again = instance.apply(router(), told(2));
    expect(again.calls.filter((call) => call.includes("restart"))).toEqual(["systemctl restart estate-router.service"]);
    expect(instance.read("etc/estate/router/environment")).toBe("variable LOGS_LOKI_HOST host2\n");
  });
});

describe("a bundle of the collector", () => {
  const collector: Bundle = {
    component: "collector",
    architectures: ["x86_64", "arm64"],
    services: [
      {
        unit: "aws-otel-collector.service",
        health: "http://127.0.0.1:13133/",
        archives: [],
        packages: [],
        idle: [],
        files: [
          { path: "/etc/estate/collector/config.yaml", text: "receivers:\n  otlp: {}\n\n# 100% %s \\n\n" },
          { path: "/etc/systemd/system/aws-otel-collector.service.d/estate.conf", text: "[Service]\n" },
        ],
      },
    ],
  };

  it("is in place before AWS's package starts its service, and is started after that", () => {
    const [configure = "", start = ""] = scriptsOf("collector");
    expect(scriptsOf("collector")).toHaveLength(2);
    expect(configure.trimEnd().split("\n").at(-1)).toBe("configure");
    expect(start.trimEnd().split("\n").slice(-2)).toEqual(["start", "retire"]);
    const ran = instance.apply(collector, { version: 7, text: "variable METRICS_URL https://a\n" });
    expect(ran).toMatchObject({ status: 0, stderr: "" });
    expect(instance.read("etc/estate/collector/config.yaml")).toBe("receivers:\n  otlp: {}\n\n# 100% %s \\n\n");
    expect(instance.read("etc/estate/collector/environment")).toBe("variable METRICS_URL https://a\n");
    expect(ran.calls.filter((call) => call.includes("restart"))).toEqual([
      "systemctl restart aws-otel-collector.service",
    ]);
  });

  it("is not started where it was not configured", () => {
    const { sha256 } = renderBundle(collector);
    const ran = instance.run({ component: "collector", sha256 });
    expect(ran.stderr).toContain("collector: was not configured\n");
    expect(ran.calls.filter((call) => call.startsWith("systemctl"))).toEqual([]);
  });
});
