/** Fleets that are wrong: what would install nothing, the wrong thing, or the same thing twice. Each with path, value and fix. */
import { describe, expect, it } from "vitest";
import { problemText } from "../../config/problem";
import { BASE, load, problemsOf } from "./support";

const DIGEST = "0a1b2c3d".repeat(8);
const PASSWORD = "arn:aws:secretsmanager:eu-central-1:444455556666:secret:database/exporter-AbCdEf";
const SHOWN = "arn:aws:secretsmanager:eu-cen…cret:database/exporter-AbCdEf";
const RPM = "fluent-bit-5.0.8-1.x86_64.rpm";
const ARTEFACTS = `artefacts: { bucket: acme-artefacts, sha256: { ${RPM}: ${DIGEST} } }`;

/** What is told of a fleet in the account prod. */
function told(fleet: string, rest = ""): readonly string[] {
  return problemsOf(`${BASE}telemetry:\n  fleet:\n${fleet.replaceAll(/^/gm, "    ")}\n${rest}`).map((problem) =>
    problemText(problem).replace(/^estate\.yaml:[\d:]+ /, ""),
  );
}

const fleet = (...lines: readonly string[]) => ["accounts: [prod]", ...lines].join("\n");

describe("a fleet", () => {
  it("needs little: accounts, and a role whose instances get the collector", () => {
    const text = `${BASE}telemetry: { fleet: { accounts: [prod], roles: { web: {} } } }\n`;
    expect(load(text).telemetry.fleet).toEqual({
      accounts: ["prod"],
      tagKey: "estate-role",
      architectures: ["x86_64"],
      instanceRoles: {},
      outputDays: 90,
      rollout: { maxConcurrency: "10%", maxErrors: "5%", everyHours: 24, severity: "MEDIUM" },
      roles: { web: { exporters: {}, journal: false, logFiles: {}, statsd: false } },
    });
  });

  it("is sound with every exporter, log files and a canary", () => {
    expect(
      told(
        fleet(
          ARTEFACTS,
          "instanceRoles: { prod: [web, database] }",
          "rollout: { maxConcurrency: 5, maxErrors: 0, canary: {} }",
          "roles:",
          "  web:",
          "    service: checkout",
          "    exporters: { node: {}, process: { programs: [nginx] }, apache: {}, nginx: {} }",
          "    journal: true",
          "    logFiles: { access: { path: /var/log/nginx/access.log, multiline: java } }",
          "  database:",
          "    exporters:",
          `      mysqld: { passwords: { prod: "${PASSWORD}" } }`,
          `      postgres: { passwords: { prod: "${PASSWORD}" } }`,
          "      blackbox: { targets: { intranet: { target: https://intranet.example.com } } }",
        ),
      ),
    ).toEqual([]);
  });

  it("names accounts and services that are declared", () => {
    expect(
      told(["accounts: [prodd]", "instanceRoles: { mian: [web] }", "roles: { web: { service: chekout } }"].join("\n")),
    ).toEqual([
      'telemetry.fleet.accounts[0]: "prodd" is not declared. Known accounts: main, prod; did you mean "prod"?',
      'telemetry.fleet.instanceRoles.mian: "mian" is not declared. Known accounts: main, prod; did you mean "main"?',
      'telemetry.fleet.instanceRoles.mian: "mian" has no instances of the fleet. Add it to telemetry.fleet.accounts, or remove it here.',
      'telemetry.fleet.roles.web.service: "chekout" is not declared. Known services: checkout; did you mean "checkout"?',
    ]);
  });

  it("installs nothing that it cannot get or does not know", () => {
    expect(told(fleet("roles: { web: { exporters: { node: {} }, journal: true } }"))).toEqual([
      "telemetry.fleet: installs node, router and has no place to get them from. Add artefacts with a bucket that holds their files.",
    ]);
    expect(
      told(
        fleet(
          "architectures: [x86_64, arm64]",
          ARTEFACTS,
          "roles: { web: { exporters: { node: {} }, journal: true } }",
        ),
      ),
    ).toEqual([
      'telemetry.fleet.artefacts: the digest of fluent-bit-5.0.8-1.aarch64.rpm is not known. Add "fluent-bit-5.0.8-1.aarch64.rpm" to its sha256, with the digest that https://packages.fluentbit.io/amazonlinux/2023/ tells.',
    ]);
    expect(
      told(
        fleet(`artefacts: { bucket: acme-artefacts, sha256: { ${RPM}: abc } }`, "roles: { web: { journal: true } }"),
      ),
    ).toEqual([
      `telemetry.fleet.artefacts.sha256["${RPM}"]: must be a sha256: 64 hexadecimal digits (got "abc"). Write, for example, ${DIGEST}.`,
    ]);
  });

  it("knows the role of every instance, and which change first", () => {
    expect(
      told(
        fleet(
          "instanceRoles: { prod: [web] }",
          "rollout: { canary: { tagKey: estate-role } }",
          "roles: { web: {}, front: { tagValue: web } }",
        ),
      ),
    ).toEqual([
      'telemetry.fleet.rollout.canary.tagKey: is the tag of roles, so that every instance would change first (got "estate-role"). Name another tag.',
      'telemetry.fleet.roles.front.tagValue: has the same instances as web (got "web"). Give it a tagValue of its own, or make one role of both.',
    ]);
  });

  it("has first instances only where the apply that waits for them gives them their rights", () => {
    expect(
      told(
        [
          "accounts: [main, prod]",
          "instanceRoles: { prod: [web] }",
          "rollout: { canary: {} }",
          "roles: { web: {} }",
        ].join("\n"),
      ),
    ).toEqual([
      "telemetry.fleet.rollout.canary: waits for instances in main, which have no rights before the apply ends. Add the account with the instances' IAM roles to telemetry.fleet.instanceRoles.",
    ]);
  });

  it("has a password for a database in every account, of that account and region", () => {
    expect(
      told(
        [
          "accounts: [main, prod]",
          ARTEFACTS,
          `roles: { db: { exporters: { mysqld: {}, postgres: { passwords: { main: "${PASSWORD}" } } } } }`,
        ].join("\n"),
      ),
    ).toEqual([
      "telemetry.fleet.roles.db.exporters.mysqld: has no password for main, prod. Add the ARN of its secret to passwords.",
      "telemetry.fleet.roles.db.exporters.postgres: has no password for prod. Add the ARN of its secret to passwords.",
      `telemetry.fleet.roles.db.exporters.postgres.passwords.main: is in region eu-central-1, but it is used in eu-west-1 (got "${SHOWN}"). Give the ARN of a secret in eu-west-1.`,
      `telemetry.fleet.roles.db.exporters.postgres.passwords.main: belongs to account 444455556666, but it is used in 111122223333 (got "${SHOWN}"). Give the ARN of a secret in account 111122223333, or correct the account id.`,
    ]);
  });

  it("joins lines by what is known, and leaves the journal to systemd", () => {
    expect(
      told(
        fleet(
          ARTEFACTS,
          "roles: { web: { logFiles: { app: { path: /var/log/app.log, multiline: rust }, journal: { path: /a } } } }",
        ),
      ),
    ).toEqual([
      'telemetry.fleet.roles.web.logFiles.app.multiline: is not known (got "rust"). Write go, java, python or ruby, or declare it in telemetry.logs.multiline.',
      'telemetry.fleet.roles.web.logFiles.journal: has the name of the journal of systemd (got "journal"). Give the file another name.',
    ]);
  });

  it("is where AWS publishes the collector's package", () => {
    const text = BASE.replaceAll("eu-central-1", "eu-central-2");
    expect(
      problemsOf(`${text}telemetry: { fleet: { accounts: [prod], roles: { web: {} } } }\n`).map(
        ({ path, message, fix }) => `${path}: ${message}. ${fix}`,
      ),
    ).toEqual([
      "telemetry.fleet.accounts[0]: has its home in eu-central-2, where AWS publishes no package AWSDistroOTel-Collector. leave the account out",
    ]);
  });

  it("writes to a workspace of another account with roles that the workspace lets in", () => {
    const rest = [
      "destinations:",
      "  metrics: [grafana-cloud, amazon-managed-prometheus]",
      "  amazonPrometheus: { account: main }",
    ].join("\n");
    expect(told(fleet("instanceRoles: { prod: [web, acme-web] }", "roles: { web: {} }"), `${rest}\n`)).toEqual([
      'telemetry.fleet.instanceRoles.prod[0]: may not write to the workspace of another account, which lets in roles that begin with acme- (got "web"). Rename the role to acme-web.',
    ]);
  });

  it.each([
    ["maxConcurrency: 0%", 'maxConcurrency: must be a number of instances, or a share such as "10%" (got "0%")'],
    ["maxErrors: 101%", 'maxErrors: must be a number of instances, or a share such as "10%" (got "101%")'],
    ["everyHours: 0", "everyHours: must be at least 1 hour (got 0)"],
  ])("cannot roll out with %s", (text, message) => {
    expect(told(fleet(`rollout: { ${text} }`, "roles: { web: {} }")).map((line) => line.split(". ")[0])).toEqual([
      `telemetry.fleet.rollout.${message}`,
    ]);
  });

  it("takes no address that systemd or a shell would read as something else", () => {
    expect(
      told(
        fleet(
          ARTEFACTS,
          'roles: { web: { exporters: { nginx: { url: "http://127.0.0.1/a%20b" }, process: { programs: ["a b"] } } } }',
        ),
      ).map((line) => line.split(". ")[0]),
    ).toEqual([
      'telemetry.fleet.roles.web.exporters.nginx.url: must be an address without spaces, quotes and percent signs (got "http://127.0.0.1/a%20b")',
      'telemetry.fleet.roles.web.exporters.process.programs[0]: must be a program\'s name as the kernel keeps it: 1-15 characters (got "a b")',
    ]);
  });
});
