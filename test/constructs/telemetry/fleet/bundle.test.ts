/** Bundles: the text to the letter, what they refuse, and which digest changes with what. */
import { describe, expect, it } from "vitest";
import { renderBundle, type Bundle, type BundleService } from "../../../../constructs/telemetry/fleet/bundle";
import { DIGEST } from "./support";

const service = (name: string, text: string): BundleService => ({
  unit: `estate-${name}-exporter.service`,
  health: `http://127.0.0.1:1/${name}`,
  archives: [
    {
      architecture: "arm64",
      sha256: DIGEST,
      file: `${name}.tar.gz`,
      member: `${name}/${name}`,
      target: `/opt/estate/bin/${name}`,
    },
  ],
  packages: [{ architecture: "x86_64", sha256: DIGEST, file: `${name}.rpm`, name, version: "1.2.3" }],
  idle: [`${name}.service`],
  files: [
    { path: "/opt/estate/bin/launch", executable: true, text: "#!/bin/bash\n" },
    { path: `/etc/estate/${name}`, text },
  ],
});

const bundle = (...services: readonly BundleService[]): Bundle => ({
  component: "exporters",
  architectures: ["x86_64", "arm64"],
  services,
});

/** Digest of a unit in a bundle. */
function digestIn(text: string, unit: string): string | undefined {
  return new RegExp(`^unit ${unit} (\\S+)`, "m").exec(text)?.[1];
}

describe("a bundle", () => {
  it("is text in which every line says what follows", () => {
    const { text, sha256 } = renderBundle(bundle(service("one", "a\n\nb\n")));
    expect(text.replace(/^(unit \S+) [0-9a-f]{64} /m, "$1 digest ")).toBe(
      [
        "architectures x86_64 arm64",
        `archive arm64 ${DIGEST} one.tar.gz one/one /opt/estate/bin/one`,
        `package x86_64 ${DIGEST} one.rpm one 1.2.3`,
        "idle one.service",
        "file 0755 1 /opt/estate/bin/launch",
        "#!/bin/bash",
        "file 0644 3 /etc/estate/one",
        "a",
        "",
        "b",
        "unit estate-one-exporter.service digest http://127.0.0.1:1/one",
        "",
      ].join("\n"),
    );
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it("holds a file of two services once, and the same text gives the same digest", () => {
    const both = bundle(service("one", "a\n"), service("two", "b\n"));
    expect(renderBundle(both).text.match(/launch\n/g)).toHaveLength(1);
    expect(renderBundle(both)).toEqual(renderBundle(structuredClone(both)));
  });

  it("changes its digest with any change, and that of the one service that it is a change of", () => {
    const before = renderBundle(bundle(service("one", "a\n"), service("two", "b\n")));
    const after = renderBundle(bundle(service("one", "A\n"), service("two", "b\n")));
    expect(after.sha256).not.toBe(before.sha256);
    expect(digestIn(after.text, "estate-one-exporter.service")).not.toBe(
      digestIn(before.text, "estate-one-exporter.service"),
    );
    expect(digestIn(after.text, "estate-two-exporter.service")).toBe(
      digestIn(before.text, "estate-two-exporter.service"),
    );
  });

  it.each([
    ["/etc/passwd", "a\n", "a bundle must not hold /etc/passwd"],
    ["/etc/estate/../passwd", "a\n", "a bundle must not hold /etc/estate/../passwd"],
    ["/etc/systemd/system/sshd.service", "a\n", "a bundle must not hold /etc/systemd/system/sshd.service"],
    ["/etc/estate/a", "a", "/etc/estate/a is no text that ends with a line break"],
    ["/etc/estate/a", "a\r\n", "/etc/estate/a is no text that ends with a line break"],
  ])("refuses %s with %j", (path, text, message) => {
    expect(() => renderBundle(bundle({ ...service("one", "a\n"), files: [{ path, text }] }))).toThrow(message);
  });

  it("refuses a word that would be two", () => {
    expect(() => renderBundle(bundle({ ...service("one", "a\n"), health: "http://a b" }))).toThrow(
      'a bundle must not hold "http://a b" as a word',
    );
  });
});
