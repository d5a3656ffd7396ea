/** Who logs in and who edits: what is wrong is refused with what to write instead. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadEstate } from "../../config/load";
import { EstateError, problemText } from "../../config/problem";
import { METADATA } from "../support/saml";
import { BASE, planted, problemsIn, problemsOf, problemsOfObject } from "./support";

const STACK = 'stack: { existing: { slug: acme, id: "123456", url: https://acme.grafana.net } }';
const GROUP = "906717fb02-4c1f2a70-3b2d-4e8a-9c5d-0f1e2d3c4b5a";
const DOWNLOAD = "Download the IAM Identity Center SAML metadata file of the application, and give its text unchanged.";

const textOf = (problems: ReturnType<typeof problemsOf>): readonly string[] =>
  problems.map((problem) => problemText(problem).replace(/^\S*estate\.yaml:[\d:]+ /, ""));

/** What is told of the base with lines added to its section grafana. */
const told = (lines: string, from = "plan: pro", to = "plan: pro"): readonly string[] =>
  textOf(problemsOf(planted(STACK, `${STACK}\n${lines}`).replace(from, () => to)));

describe("grafana.folders", () => {
  it("takes teams for folders that there are", () => {
    expect(told("  folders: { Cost: { editors: [payments, platform] } }")).toEqual([]);
  });

  it.each<readonly [lines: string, expected: readonly string[]]>([
    [
      "  folders: { Costs: { editors: [payments] } }",
      [`grafana.folders.Costs: is no folder of the estate (got "Costs"). Did you mean "Cost"?`],
    ],
    [
      "  folders: { Kitchen: { editors: [payment] } }",
      [
        'grafana.folders.Kitchen: is no folder of the estate (got "Kitchen"). Known folders: Estate, Services, Compute, Managed services, Security, Cost, Operations.',
        'grafana.folders.Kitchen.editors[0]: "payment" is not declared. Known teams: payments, platform; did you mean "payments"?',
      ],
    ],
    [
      "  folders: { Cost: { editors: [payments, payments] }, Security: { editors: [] } }",
      [
        'grafana.folders.Cost.editors[1]: stands in the list already (got "payments"). Remove it.',
        "grafana.folders.Security.editors: must name at least one team (got an empty list). Write at least 1 entry.",
      ],
    ],
  ])("%s", (lines, expected) => {
    expect(told(lines)).toEqual(expected);
  });
});

describe("teams", () => {
  it("have names that differ, since Grafana refuses the second of a name", () => {
    expect(textOf(problemsOf(planted("name: Payments", 'name: "platform "')))).toEqual([
      'teams.payments.name: is also the name of teams.platform (got "platform "). Rename one.',
    ]);
  });
});

describe("grafana.sso", () => {
  it.each<readonly [what: string, lines: string]>([
    ["the first phase, without metadata", `  sso: { admins: ["${GROUP}"] }`],
    ["an address", "  sso: { metadata: { url: https://portal.sso.eu-west-1.amazonaws.com/saml/metadata/abc } }"],
    ["base64", `  sso: { metadata: { base64: ${Buffer.from(METADATA).toString("base64")} } }`],
    ["the text", `  sso: { metadata: { xml: ${JSON.stringify(METADATA)} } }`],
  ])("takes %s", (_, lines) => {
    expect(told(lines)).toEqual([]);
  });

  it.each<readonly [what: string, lines: string, expected: readonly string[]]>([
    [
      "the page behind which the file is",
      '  sso: { metadata: { xml: "<!doctype html><html><body>Sign in</body></html>" } }',
      [
        `grafana.sso.metadata.xml: is a page of a website, not SAML metadata (got "<!doctype html><html><body>Sign in</body></html>"). ${DOWNLOAD}`,
      ],
    ],
    [
      "what is no base64",
      '  sso: { metadata: { base64: "PG5v dGU+!" } }',
      [`grafana.sso.metadata.base64: is not well-formed XML (got "PG5v dGU+!"). ${DOWNLOAD}`],
    ],
    [
      "an address that anybody could answer",
      "  sso: { metadata: { url: http://sso.example.com/metadata } }",
      [
        'grafana.sso.metadata.url: must be an https address (got "http://sso.example.com/metadata"). Write, for example, https://portal.sso.eu-west-1.amazonaws.com/saml/metadata/abcdefgh.',
      ],
    ],
    [
      "metadata twice, and none",
      "  sso: { metadata: { url: https://sso.example.com/metadata, file: metadata.xml } }",
      [
        "grafana.sso.metadata: has both url and file. Keep one.",
        'grafana.sso.metadata.file: is read for an estate in a YAML file only (got "metadata.xml"). Give the metadata as xml.',
      ],
    ],
    [
      "an empty mapping",
      "  sso: { metadata: {} }",
      ["grafana.sso.metadata: has none of url, xml, base64, file. Add one of url, xml, base64, file."],
    ],
    [
      "groups that Grafana would split, or that have two roles",
      '  sso: { admins: ["a, b"], editors: [ops, ops], viewers: [ops] }',
      [
        'grafana.sso.admins[0]: must be a group as the identity provider sends it, without spaces, commas, quotes and brackets (got "a, b"). Write, for example, 906717fb02-4c1f2a70-3b2d-4e8a-9c5d-0f1e2d3c4b5a.',
        'grafana.sso.editors[1]: stands in the list already (got "ops"). Remove it.',
        'grafana.sso.viewers[0]: stands in editors already (got "ops"). Remove it.',
      ],
    ],
    [
      "nobody who administers",
      "  sso: { editors: [ops] }",
      [
        "grafana.sso.admins: names nobody, while other groups have roles: every login would lose the role of an administrator. Name the group of the administrators.",
      ],
    ],
    [
      "an unknown team, on a plan without team sync",
      "  sso: { teams: { payment: [ops], platform: [] } }",
      [
        "grafana.sso.teams: is not part of Grafana Cloud's pro plan (got a mapping of 2). Remove it, or set grafana.plan to advanced if that is what you pay for.",
        'grafana.sso.teams.payment: "payment" is not declared. Known teams: payments, platform; did you mean "payments"?',
        "grafana.sso.teams.platform: must name at least one group (got an empty list). Write at least 1 entry.",
      ],
    ],
  ])("refuses %s", (_, lines, expected) => {
    expect(told(lines)).toEqual(expected);
  });

  it("is refused on the free plan, once for the whole section", () => {
    expect(told("  sso: { teams: { platform: [ops] } }", "plan: pro\n  queryCaching: true", "plan: free")).toEqual([
      "grafana.sso: is not part of Grafana Cloud's free plan (got a mapping of 1). Remove it, or set grafana.plan to pro or advanced if that is what you pay for.",
    ]);
    expect(told("  sso: { teams: { platform: [ops] } }", "plan: pro", "plan: advanced")).toEqual([]);
  });

  it("is refused on Amazon's platform, where Identity Center is the login", () => {
    const managed =
      "platform: amazon-managed\n  amazonManaged: { account: main, access: { admins: [906717fb02-4c1f2a70-3b2d-4e8a-9c5d-0f1e2d3c4b5a] } }";
    expect(told("  sso: { metadata: { xml: no } }", "plan: pro", managed)).toEqual([
      "grafana.sso: is for Grafana Cloud; on platform amazon-managed, people log in through IAM Identity Center already. Remove it, and give roles to groups in grafana.amazonManaged.access.",
    ]);
  });
});

/** What is told of an estate whose metadata is in a file beside it. */
function besideOf(path: string, prepare: (folder: string) => void): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), "estate-"));
  try {
    const file = join(folder, "estate.yaml");
    mkdirSync(join(folder, "sso"));
    prepare(folder);
    writeFileSync(
      file,
      BASE.replace(STACK, () => `${STACK}\n  sso: { metadata: { file: ${path} } }`),
    );
    return textOf(problemsIn(() => loadEstate(file)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe("grafana.sso.metadata.file", () => {
  const RELATIVE = "Put the file there, or correct the path; it is relative to the folder of the estate.";

  it("is read from beside the estate, so that the estate holds its text", () => {
    const folder = mkdtempSync(join(tmpdir(), "estate-"));
    writeFileSync(join(folder, "metadata.xml"), METADATA);
    writeFileSync(
      join(folder, "e.yaml"),
      BASE.replace(STACK, () => `${STACK}\n  sso: { metadata: { file: metadata.xml } }`),
    );
    expect(loadEstate(join(folder, "e.yaml")).grafana.sso?.metadata).toEqual({ xml: METADATA });
    rmSync(folder, { recursive: true });
  });

  it.each<readonly [path: string, prepare: (folder: string) => void, expected: string]>([
    ["sso/none.xml", () => undefined, `names a file that does not exist (got "sso/none.xml"). ${RELATIVE}`],
    ["sso", () => undefined, `is no file (got "sso"). ${RELATIVE}`],
    [
      "sso/link.xml",
      (folder) => {
        symlinkSync("/etc/hostname", join(folder, "sso", "link.xml"));
      },
      `leads out of the estate's folder (got "sso/link.xml"). ${RELATIVE}`,
    ],
    [
      "sso/big.xml",
      (folder) => {
        writeFileSync(join(folder, "sso", "big.xml"), "x".repeat(300_000));
      },
      `is larger than 256 KiB, which no metadata is (got "sso/big.xml"). ${RELATIVE}`,
    ],
    [
      "sso/page.xml",
      (folder) => {
        writeFileSync(join(folder, "sso", "page.xml"), "<html></html>");
      },
      `is a page of a website, not SAML metadata (got "sso/page.xml"). ${DOWNLOAD}`,
    ],
    [
      "../metadata.xml",
      () => undefined,
      'must be a path below the folder of this file (got "../metadata.xml"). Write, for example, saml-metadata.xml.',
    ],
    [
      "/etc/passwd",
      () => undefined,
      'must be a path below the folder of this file (got "/etc/passwd"). Write, for example, saml-metadata.xml.',
    ],
  ])("refuses %s", (path, prepare, expected) => {
    expect(besideOf(path, prepare)).toEqual([`grafana.sso.metadata.file: ${expected}`]);
  });

  it("is no part of an estate in TypeScript, which has no folder", () => {
    const problems = problemsOfObject({
      name: "smallco",
      accounts: { main: { id: "111122223333", region: "eu-west-1" } },
      teams: { everyone: { name: "Everyone", email: "team@example.com" } },
      grafana: {
        owner: "everyone",
        plan: "pro",
        stack: { existing: { slug: "smallco", id: "123456", url: "https://smallco.grafana.net" } },
        sso: { metadata: { file: "metadata.xml" } },
      },
    });
    expect(new EstateError(problems).message).toBe(
      'grafana.sso.metadata.file: is read for an estate in a YAML file only (got "metadata.xml"). Give the metadata as xml.',
    );
  });
});
