/**
 * The SQL over the Security Lake run: Trino's statements translated for DuckDB, over tables typed as OCSF's mappings say,
 * must return what is worked out by hand from the same story. The translation by sqlglot is trusted; Athena is not run.
 */
import { beforeAll, describe, expect, it } from "vitest";
import { securityEventsDashboards } from "../../dashboards/security-events";
import { securityPostureDashboards } from "../../dashboards/security-posture";
import { dataSourceSet } from "../../dashboards/core/data-sources";
import { LAKE_SOURCES } from "../../config/facts/security-lake";
import { scope } from "../dashboards/core/support";
import { interpolate } from "../dashboards/support";
import { PRODUCTION, STAGING } from "./support/cost-workloads";
import type { Asked } from "./support/security-answers";
import { accountLabel, perHour, within } from "./support/security-answers";
import * as expected from "./support/security-expected";
import * as happened from "./support/security-expected-events";
import { type Fault, FAULTS_OF_EVENTS, FAULTS_OF_POSTURE } from "./support/security-faults";
import { DATABASE, lakeTables } from "./support/security-rows";
import { FINDINGS } from "./support/security-sample";
import { CALLS } from "./support/security-traffic";
import { type Answer, askTables, type Statement } from "./support/sql-engine";

const TABLES = lakeTables();
const END = "2026-03-19T15:30:00";
const POSTURE: Asked = { from: "2025-12-20T00:00:00", to: END };
const EVENTS: Asked = { from: "2026-03-18T00:00:00", to: END };

const ESTATE = scope({
  sources: dataSourceSet({ platform: "grafana-cloud", kinds: ["athena-security"], cloudWatchAccounts: [] }),
  accounts: [
    { name: "production", id: PRODUCTION },
    { name: "staging", id: STAGING },
  ],
  securityLake: {
    database: DATABASE,
    region: "eu-central-1",
    sources: LAKE_SOURCES,
    detections: ["falco", "Own-Sensor", "own_sensor"],
  },
});

/** The statements of the dashboards as Grafana sends them, by the title of the panel. */
function statements(asked: Asked): Statement[] {
  const dashboards = asked.from === POSTURE.from ? securityPostureDashboards(ESTATE) : securityEventsDashboards(ESTATE);
  const { accounts, regions } = asked;
  const variables = {
    ...(accounts === undefined ? {} : { account: accounts }),
    ...(regions === undefined ? {} : { region: regions }),
  };
  const range = { from: asked.from.slice(0, 10), to: asked.to.slice(0, 10), variables };
  return dashboards.flatMap(({ queries }) =>
    queries.map(({ panel, text }) => ({ name: panel, sql: interpolate(text, range) })),
  );
}

/** Compares what panels answer, and knows which were compared. */
class Answers {
  readonly compared = new Set<string>();

  constructor(readonly all: ReadonlyMap<string, Answer>) {}

  hold(panel: string, wanted: Answer): void {
    this.compared.add(panel);
    expect(wanted.length, `rows expected of ${panel}`).toBeGreaterThan(0);
    same(this.all.get(panel), wanted);
  }
}

function same(actual: Answer | undefined, wanted: Answer): void {
  expect(actual?.map((row) => Object.keys(row))).toEqual(wanted.map((row) => Object.keys(row)));
  for (const [index, row] of wanted.entries())
    for (const [column, value] of Object.entries(row)) {
      const got = actual?.[index]?.[column];
      if (typeof value === "number") expect(got, `${column} of row ${String(index)}`).toBeCloseTo(value, 6);
      else expect(got, `${column} of row ${String(index)}`).toBe(value);
    }
}

describe("the sample", () => {
  it("has findings of every kind and state, so that nothing is tested on nothing", () => {
    const standing = expected.standing(POSTURE);
    expect(new Set(standing.map(({ kind, state }) => `${kind} ${state}`)).size).toBeGreaterThanOrEqual(11);
    expect(standing.length).toBeLessThan(FINDINGS.length);
    expect(expected.open(POSTURE).filter(({ late }) => late).length).toBeGreaterThan(10);
  });

  it("has calls of every meaning within the range, and calls before it", () => {
    const meanings = new Set(CALLS.filter((call) => within(call, EVENTS)).flatMap(({ is }) => is));
    expect([...meanings].toSorted()).toEqual([
      "bucket access",
      "denied",
      "detection",
      "identity",
      "keys",
      "logging",
      "login",
      "network",
      "organisation",
      "root",
    ]);
    expect(CALLS.some((call) => !within(call, EVENTS))).toBe(true);
  });
});

const PRODUCTION_EAST: Partial<Asked> = { accounts: [PRODUCTION], regions: ["us-east-1"] };

describe.each([
  ["all accounts and regions", {}],
  ["one account and region", PRODUCTION_EAST],
  ["two accounts", { accounts: [PRODUCTION, STAGING] }],
])("the posture of %s", (_, chosen) => {
  const asked = { ...POSTURE, ...chosen };
  let answers: Answers;

  beforeAll(async () => {
    answers = new Answers(await askTables(TABLES, statements(asked)));
  });

  it("counts what is open, and what is late", () => {
    const open = expected.open(asked);
    const count = (of: typeof open): Answer => [{ findings: of.length }];
    answers.hold("Open critical findings", count(open.filter(({ severity }) => severity === 5)));
    answers.hold("Open high findings", count(open.filter(({ severity }) => severity === 4)));
    answers.hold("Past deadline, high and above", count(open.filter(({ late, severity }) => late && severity >= 4)));
  });

  it("scores the controls", () => {
    answers.hold("Security score", [{ score: expected.securityScore(asked) }]);
  });

  it("tells how old the newest update is", () => {
    const newest =
      expected
        .standing(asked, 7)
        .map(({ updated }) => updated.slice(0, 16))
        .toSorted()
        .at(-1) ?? "";
    const minutes = (Date.parse(`${END}Z`) - Date.parse(`${newest}:00Z`)) / 60_000;
    answers.hold("Newest update of a finding", [{ hours: minutes / 60 }]);
  });

  it("divides open findings by severity, account and product", () => {
    answers.hold("Open findings by severity", expected.bySeverity(asked));
    answers.hold("Open findings by account", expected.openBy(asked, "account", 50));
    answers.hold("Open findings by product", expected.openBy(asked, "product", 25));
  });

  it("lists what is past its deadline, worst and oldest first", () => {
    answers.hold("Findings past their deadline", expected.overdue(asked));
  });

  it("ranks controls, resources, vulnerabilities and recommendations", () => {
    answers.hold("Failing controls", expected.failingControls(asked));
    answers.hold("Most exposed resources", expected.exposedResources(asked));
    answers.hold("Open vulnerabilities", expected.vulnerabilities(asked));
    answers.hold("Recommendations", expected.recommendations(asked));
  });

  it("follows what comes and goes", () => {
    answers.hold("New and resolved findings", expected.moves(asked));
  });

  it("is compared in every panel", () => {
    expect([...answers.compared].toSorted()).toEqual([...answers.all.keys()].toSorted());
  });
});

describe.each([
  ["all accounts and regions", {}],
  ["one account and region", PRODUCTION_EAST],
])("the events of %s", (_, chosen) => {
  const asked = { ...EVENTS, ...chosen };
  let answers: Answers;

  beforeAll(async () => {
    answers = new Answers(await askTables(TABLES, statements(asked)));
  });

  it("counts what people must look at", () => {
    const failed = happened.calls(asked, "login").filter((call) => call.failed);
    const watchers = happened.calls(asked, "logging", "detection").filter(({ error }) => error === undefined);
    const severe = expected
      .detections(asked)
      .filter(({ severity, state }) => severity >= 4 && state !== "archived" && state !== "suppressed");
    answers.hold("Failed console logins", [{ logins: failed.length }]);
    answers.hold("Use of root", [{ calls: happened.calls(asked, "root").length }]);
    answers.hold("Logging or detection changed", [{ changes: watchers.length }]);
    answers.hold("GuardDuty, high and above", [{ detections: severe.length }]);
  });

  it("lists the threats seen", () => {
    answers.hold("GuardDuty detections", expected.detectionRows(asked));
    answers.hold("Falco detections", happened.sensorDetections(asked));
  });

  it("tells who logged in, and what root did", () => {
    answers.hold("Console logins", happened.logins(asked));
    answers.hold("Console logins by principal", happened.loginsByPrincipal(asked));
    answers.hold("What root did", happened.rootEvents(asked));
  });

  it("tells who changed identities and guardrails", () => {
    answers.hold("Changes to identities", happened.identityChanges(asked));
    answers.hold("Changes to guardrails by kind", happened.guardrailChanges(asked));
    answers.hold("Who changed guardrails", happened.guardrailEvents(asked));
  });

  it("tells who was denied", () => {
    answers.hold("Denied API calls", perHour(happened.calls(asked, "denied"), accountLabel, "calls"));
    answers.hold("Denied API calls by principal", happened.deniedPrincipals(asked));
  });

  it("tells what was turned away", () => {
    answers.hold("Names known to be bad", happened.names(asked));
    answers.hold("Requests blocked by WAF", happened.blockedByRule(asked));
    answers.hold("Who is blocked by WAF", happened.blockedSources(asked));
    answers.hold("Rejected flows", perHour(happened.rejected(asked), accountLabel, "number"));
    answers.hold("Rejected from inside", happened.talkers(asked, true));
    answers.hold("Rejected from outside", happened.talkers(asked, false));
  });

  it("are compared in every panel", () => {
    expect([...answers.compared].toSorted()).toEqual([...answers.all.keys()].toSorted());
  });
});

describe("a faulty query is noticed", () => {
  async function notice(faults: readonly Fault[], asked: Asked): Promise<void> {
    const sound = statements(asked);
    const right = await askTables(TABLES, sound);
    const faulty = faults.map(([name, panel, from, to]) => {
      const sql = sound.find((statement) => statement.name === panel)?.sql ?? "";
      expect(sql, `${panel} holds what is changed`).toContain(from);
      return { name, sql: sql.replaceAll(from, () => to) };
    });
    const answers = await askTables(TABLES, faulty);
    const unnoticed = faults.filter(([name, panel]) => {
      return JSON.stringify(answers.get(name)) === JSON.stringify(right.get(panel));
    });
    expect(unnoticed.map(([name]) => name)).toEqual([]);
  }

  it("in the posture", () => notice(FAULTS_OF_POSTURE, POSTURE));

  it("in the events", () => notice(FAULTS_OF_EVENTS, EVENTS));
});
