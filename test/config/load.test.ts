import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { loadEstate } from "../../config/load";
import { problemText } from "../../config/problem";
import { BASE, load, planted, problemsIn, problemsOf } from "./support";

const root = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const told = (content: string | Buffer): readonly string[] => problemsOf(content).map(problemText);

describe("loading", () => {
  it("fills in the defaults of a small team", () => {
    const estate = loadEstate(root("examples/minimal.yaml"));

    expect(estate.state).toEqual({ local: { path: "terraform.tfstate" } });
    expect(estate.grafana).toMatchObject({ platform: "grafana-cloud", plan: "free", queryCaching: false });
    expect(estate.cost).toMatchObject({
      activateTags: false,
      budgets: {},
      exports: { cur2: { name: "cur2", granularity: "daily", catalogue: "projection" } },
      bucket: { infrequentAccessDays: 90, expireDays: 1460 },
      athena: { scanLimitGiB: 10, resultExpiryDays: 7 },
    });
    expect(estate.cost?.anomalies).toBeUndefined();
    expect(estate.services).toEqual({});
  });

  it.each([
    "estate.yaml",
    "examples/amazon-managed.yaml",
    "examples/existing-bucket.yaml",
    "examples/focus-only.yaml",
    "examples/minimal.yaml",
  ])("accepts %s", (file) => {
    expect(problemsIn(() => loadEstate(root(file)))).toEqual([]);
  });

  it("reads a byte order mark and Windows line ends as if they were not there", () => {
    expect(load(`\uFEFF${BASE.replaceAll("\n", "\r\n")}`)).toEqual(load(BASE));
  });

  it("keeps places right behind a byte order mark and Windows line ends", () => {
    const wrong = planted("plan: pro", "plan: por").replaceAll("\n", "\r\n");

    expect(problemsOf(`\uFEFF${wrong}`)).toEqual(problemsOf(wrong.replaceAll("\r", "")));
    expect(told(`\uFEFFnmae: x\r\n${BASE.replaceAll("\n", "\r\n")}`)).toEqual([
      'estate.yaml:1:1 nmae: unrecognized key "nmae". Did you mean "name"?',
    ]);
  });

  it("resolves anchors and merge keys, and points into the merged mapping", () => {
    const anchored = planted(
      "payments: { name: Payments, email: payments@example.com }",
      "payments:\n    <<: *person\n    name: Payments",
    ).replace("platform: { name", "platform: &person { name");

    expect(load(anchored).teams["payments"]).toEqual({
      name: "Payments",
      email: "platform@example.com",
      timezone: "Europe/Berlin",
    });
    expect(told(anchored.replace("platform@example.com", "nobody"))).toEqual([
      'estate.yaml:12:46 teams.platform.email: must be an e-mail address (got "nobody"). Write, for example, team@example.com.',
      'estate.yaml:12:46 teams.payments.email: must be an e-mail address (got "nobody"). Write, for example, team@example.com.',
    ]);
  });
});

describe("files that cannot be read", () => {
  it.each([
    ["nowhere/estate.yaml", "does not exist. Pass --config FILE or create estate.yaml (see examples/)."],
    ["examples", "is a folder. Pass --config FILE with the file inside of it."],
  ])("tells why for %s", (file, expected) => {
    const problems = problemsIn(() => loadEstate(file));

    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ file, line: 0, column: 0, path: "", value: "" });
    expect(problems.map(problemText)).toEqual([`${file}: ${expected}`]);
  });

  it.each([
    ["an empty file", "", "1:1: holds no estate. Start from examples/minimal.yaml."],
    ["comments only", "# nothing\n", "1:1: holds no estate. Start from examples/minimal.yaml."],
    ["an empty document", "---\n", "1:1: holds no estate. Start from examples/minimal.yaml."],
    ["UTF-16", Buffer.from("\uFEFFname: x", "utf16le"), "1:1: is in UTF-16. Save it in UTF-8."],
    ["another encoding", Buffer.from([0x61, 0x3a, 0x20, 0xe9]), "1:1: is not valid UTF-8. Save it in UTF-8."],
    ["zero bytes", "a: \0", "1:1: is no text: it holds zero bytes. Pass the estate itself with --config."],
    ["more than 1 MiB", " ".repeat(2 ** 20 + 1), "1:1: is larger than 1 MiB. Pass the estate itself with --config."],
    [
      "a list",
      "- a\n",
      "1:1: must be a mapping of keys to values (got a list of 1). Write its keys below it, indented.",
    ],
    ["brackets only", "[".repeat(50_000), "1:65: is nested too deeply. Pass the estate itself with --config."],
  ])("tells why for %s", (_what, content, expected) => {
    expect(told(content)).toEqual([`estate.yaml:${expected}`]);
  });
});

describe("YAML that reads as something unmeant", () => {
  it.each([
    [
      "tabs, each line of them",
      "name: acme\nteams:\n\ta: 1\n\tb: 2\n",
      [
        "3:1: indented with a tab. Indent with spaces: YAML allows no tabs there.",
        "4:1: indented with a tab. Indent with spaces: YAML allows no tabs there.",
      ],
    ],
    [
      "a key that stands twice, with both lines",
      `alerts: {}\n${BASE}alerts: {}\n`,
      ['30:1 alerts: duplicate key "alerts", at lines 1 and 30. Merge the two or remove one.'],
    ],
    [
      "a key that stands twice deep inside, with everything else",
      planted("region: eu-central-1", "region: eu-central-1\n    region: eu-west-4"),
      [
        '7:5 accounts.prod.region: duplicate key "region", at lines 6 and 7. Merge the two or remove one.',
        '7:13 accounts.prod.region: unknown region (got "eu-west-4"). Did you mean "eu-west-1", "eu-west-2" or "eu-west-3"?',
      ],
    ],
    [
      "two documents",
      `${BASE}---\nname: other\n`,
      ["30:1: a second YAML document. Keep one: remove the line with `---` and what is not of this estate."],
    ],
    [
      "an alias without an anchor",
      planted("region: eu-west-1", "region: *home"),
      ["3:39: alias *home has no anchor before it. Set the anchor &home above this line."],
    ],
    [
      "an alias inside of its own anchor",
      "name: &x\n  a: *x\n",
      ["2:6: alias *x stands inside its own anchor. Write the value out."],
    ],
    [
      "aliases that multiply",
      "a: &a [1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c]\n",
      ["2:8: its aliases multiply to more than 100 nodes. Write the values out."],
    ],
    [
      "a merge key without a mapping",
      planted("owner: platform", "owner: platform\n  <<: 5"),
      ["18:3: merges something that is no mapping. Give << an alias of a mapping, or quote it if it is a key."],
    ],
    [
      "a tag",
      planted("name: acme", "name: !env ACME"),
      ["1:7: a tag that is not known here. Remove the tag: the estate has plain values only."],
    ],
    [
      "a key that is a mapping",
      `${BASE}? { a: 1 }\n: 2\n`,
      ["29:3: a key that is not text. Write the key as text, quoted if it holds special characters."],
    ],
    [
      "a quote that is not closed",
      'name: "acme\n',
      ["2:1: a quote or bracket is not closed. Close it, or quote the whole text."],
    ],
    [
      "a second colon",
      "name: a: b\n",
      ['1:7: a second ": " on one line. Quote the text that holds the colon, or start a new line.'],
    ],
  ])("refuses %s", (_what, content, expected) => {
    expect(told(content)).toEqual(expected.map((text) => `estate.yaml:${text}`));
  });

  it("refuses an empty section and an empty list, each at its key or value", () => {
    const empty = planted("  account: main\n", "  account: main\n  athena:\n  anomalies:\n").replace("[prod]", "[]");

    expect(told(empty)).toEqual([
      "estate.yaml:15:41 services.checkout.accounts: must name at least one account (got an empty list). Write at least 1 entry.",
      "estate.yaml:23:3 cost.athena: is empty. Give it a value or remove the key.",
      "estate.yaml:24:3 cost.anomalies: is empty. Give it a value or remove the key.",
    ]);
    expect(told("name: acme\naccounts:\nteams: {}\ngrafana: []\n")).toEqual([
      "estate.yaml:2:1 accounts: is empty. Give it a value.",
      "estate.yaml:3:8 teams: must declare at least one team (got a mapping of 0). It is: Teams by key.",
      "estate.yaml:4:10 grafana: must be a mapping of keys to values (got an empty list). Write its keys below it, indented.",
    ]);
  });
});
