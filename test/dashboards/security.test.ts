import { describe, expect, it } from "vitest";
import { LAKE_SOURCES, type LakeSource } from "../../config/facts/security-lake";
import type { DataSourceKind } from "../../dashboards/core/data-sources";
import type { DashboardDefinition } from "../../dashboards/core/definition";
import type { LakeInput } from "../../dashboards/lake-input";
import { securityEventsDashboards } from "../../dashboards/security-events";
import { securityPostureDashboards } from "../../dashboards/security-posture";
import { ESTATES, type Estate, estateOn, findings, linksOf, onlyDashboard, rowsOf } from "./estates";

const LAKE: LakeInput = { database: "lake", region: "eu-central-1", sources: LAKE_SOURCES, detections: ["falco"] };

const withLake = (platform: Estate, more: readonly DataSourceKind[] = [], lake: Partial<LakeInput> = {}) =>
  estateOn(platform, ["athena-security", ...more], { securityLake: { ...LAKE, ...lake } });

const withDocuments = (platform: Estate) => estateOn(platform, ["opensearch"]);

/** What a panel asks, and of which data source. */
function asked({ queries }: DashboardDefinition, title: string): string[] {
  return queries.filter(({ panel }) => panel === title).map(({ dataSource, text }) => `${dataSource}: ${text}`);
}

/** Reads of a table without its time, its account or its region, which would scan all of it. */
function unpruned(sql: string): string[] {
  const reads = sql.split(/FROM "/).slice(1);
  return reads.flatMap((read) => {
    const conditions = read.split(/\bUNION ALL\b|\n\),|\n\)\n/)[0] ?? "";
    const partitioned = [
      /(time_dt >= .*\n\s+AND time_dt < |eventday BETWEEN date_format\(.*\n.*time >= .*\n.*time < )/,
      /AND \('\*' IN \(\$\{account:singlequote\}\) OR accountid IN /,
      /AND \('\*' IN \(\$\{region:singlequote\}\) OR region IN /,
    ];
    return partitioned.every((pattern) => pattern.test(conditions)) ? [] : [read.slice(0, 60)];
  });
}

const POSTURE_ROWS = {
  "Is it fine?": [
    "stat Open critical findings, short",
    "stat Past deadline, high and above, short",
    "stat Open high findings, short",
    "stat Security score, percent",
    "stat Newest update of a finding, h",
  ],
  "Open findings": [
    "table Open findings by severity, short",
    "table Open findings by account, short",
    "table Open findings by product, short",
    "table Findings past their deadline, short",
  ],
  "What to repair first": [
    "table Failing controls, short",
    "table Most exposed resources, short",
    "table Open vulnerabilities, short",
    "table Recommendations, short",
  ],
  "Does it get better?": ["timeseries New and resolved findings, short"],
};

const EVENTS_ROWS = {
  "Is it fine?": [
    "stat GuardDuty, high and above, short",
    "stat Use of root, short",
    "stat Logging or detection changed, short",
    "stat Failed console logins, short",
  ],
  Threats: ["table GuardDuty detections, short", "table Falco detections, short"],
  "Logins and root": [
    "timeseries Console logins, short",
    "table Console logins by principal, short",
    "table What root did, short",
  ],
  Changes: [
    "timeseries Changes to guardrails by kind, short",
    "table Who changed guardrails, short",
    "table Changes to identities, short",
  ],
  "Denied calls": ["timeseries Denied API calls, short", "table Denied API calls by principal, short"],
  "Turned away": [
    "table Names known to be bad, short",
    "timeseries Requests blocked by WAF, short",
    "table Who is blocked by WAF, short",
    "timeseries Rejected flows, short",
    "table Rejected from inside, short",
    "table Rejected from outside, short",
  ],
};

describe.each(ESTATES)("security over a Security Lake on %s", (platform) => {
  const estate = withLake(platform, ["opensearch"]);
  const posture = onlyDashboard(securityPostureDashboards, estate);
  const events = onlyDashboard(securityEventsDashboards, estate);

  it("has these panels", () => {
    expect([posture.uid, posture.folder, rowsOf(posture)]).toEqual(["security-posture", "Security", POSTURE_ROWS]);
    expect([events.uid, events.folder, rowsOf(events)]).toEqual(["security-events", "Security", EVENTS_ROWS]);
  });

  it("has no finding", async () => {
    expect([...(await findings(posture, estate)), ...(await findings(events, estate))]).toEqual([]);
  });

  it("asks the lake only, although there are documents as well", () => {
    const asks = [...posture.queries, ...events.queries].map(({ dataSource, language }) => `${dataSource} ${language}`);
    expect(new Set(asks)).toEqual(new Set(["estate-athena-security athena-sql"]));
  });

  it("reads a part of each table only, and lists only so much", () => {
    const queries = [...posture.queries, ...events.queries];
    expect(queries.flatMap(({ text }) => unpruned(text))).toEqual([]);
    const stats = [...posture.panels, ...events.panels].filter(({ type }) => type === "stat").map(({ title }) => title);
    expect(queries.filter(({ panel, text }) => !stats.includes(panel) && !/LIMIT \d+$/.test(text))).toEqual([]);
  });

  it("counts open findings by the newest row of each", () => {
    expect(asked(posture, "Open critical findings")).toEqual([
      [
        "estate-athena-security: WITH reported AS (",
        "  SELECT severity_id,",
        "    (upper(COALESCE(status, '')) = 'RESOLVED' OR upper(COALESCE(status, '')) = 'SUPPRESSED' OR COALESCE(element_at(unmapped, 'RecordState'), '') = 'ARCHIVED' OR COALESCE(compliance.status, '') IN ('PASSED', 'NOT_AVAILABLE')) AS closed,",
        "    row_number() OVER (PARTITION BY finding_info.uid ORDER BY time_dt DESC, metadata.processed_time_dt DESC) AS place",
        '  FROM "lake"."amazon_security_lake_table_eu_central_1_sh_findings_2_0"',
        "  WHERE time_dt >= $__timeTo() - INTERVAL '90' DAY",
        "    AND time_dt < $__timeTo()",
        "    AND ('*' IN (${account:singlequote}) OR accountid IN (${account:singlequote}))",
        "    AND ('*' IN (${region:singlequote}) OR region IN (${region:singlequote}))",
        "),",
        "finding AS (",
        "  SELECT severity_id FROM reported WHERE place = 1 AND NOT closed",
        ")",
        "SELECT count(*) AS findings FROM finding WHERE severity_id >= 5",
      ].join("\n"),
    ]);
  });

  it("finds the use of root as CIS wants it", () => {
    expect(asked(events, "Use of root")).toEqual([
      [
        "estate-athena-security: WITH event AS (",
        "  SELECT time_dt AS time",
        '  FROM "lake"."amazon_security_lake_table_eu_central_1_cloud_trail_mgmt_2_0"',
        "  WHERE time_dt >= $__timeFrom()",
        "    AND time_dt < $__timeTo()",
        "    AND ('*' IN (${account:singlequote}) OR accountid IN (${account:singlequote}))",
        "    AND ('*' IN (${region:singlequote}) OR region IN (${region:singlequote}))",
        "    AND actor.user.type = 'Root' AND actor.invoked_by IS NULL AND COALESCE(metadata.event_code, '') <> 'AwsServiceEvent'",
        ")",
        "SELECT count(*) AS calls FROM event",
      ].join("\n"),
    ]);
  });

  it("leads from one to the other, with account and region", () => {
    const kept = "${account:queryparam}&${region:queryparam}&${__url_time_range}";
    expect(linksOf(posture, "Open critical findings")).toEqual([`Security events: /d/security-events?${kept}`]);
    expect(linksOf(events, "GuardDuty, high and above")).toEqual([`Security posture: /d/security-posture?${kept}`]);
  });
});

describe("a table read whole", () => {
  const [query] = onlyDashboard(securityEventsDashboards, withLake("grafana-cloud")).queries.filter(
    ({ panel }) => panel === "Falco detections",
  );
  const sql = query?.text ?? "";

  it.each([
    ["time", /time_dt >= .*\n|eventday BETWEEN .*\n\s+AND /],
    ["account", /\n\s+AND \('\*' IN \(\$\{account.*/],
    ["region", /\n\s+AND \('\*' IN \(\$\{region.*/],
  ])("is noticed without its %s", (_, condition) => {
    expect(unpruned(sql)).toEqual([]);
    expect(unpruned(sql.replace(condition, ""))).toHaveLength(1);
  });
});

describe.each(ESTATES)("security over documents in OpenSearch on %s", (platform) => {
  const estate = withDocuments(platform);
  const posture = onlyDashboard(securityPostureDashboards, estate);
  const events = onlyDashboard(securityEventsDashboards, estate);
  const PLACE = "cloud.account.uid:/${account:regex}/ AND cloud.region:/${region:regex}/";

  it("lacks what only SQL can tell", () => {
    const inLake = onlyDashboard(securityPostureDashboards, withLake(platform));
    const titles = posture.panels.map(({ title }) => title);
    expect(inLake.panels.map(({ title }) => title).filter((title) => !titles.includes(title))).toEqual([
      "Security score",
      "Newest update of a finding",
    ]);
    expect(rowsOf(events)).toEqual(EVENTS_ROWS);
  });

  it("has no finding", async () => {
    expect([...(await findings(posture, estate)), ...(await findings(events, estate))]).toEqual([]);
  });

  it("asks for documents as OCSF names them", () => {
    expect(asked(posture, "Past deadline, high and above")).toEqual([
      `estate-opensearch: ${PLACE} AND (category_uid:2 AND NOT status:(Resolved OR Suppressed) AND NOT unmapped.RecordState:ARCHIVED AND NOT compliance.status:(PASSED OR NOT_AVAILABLE) AND ((severity_id:6 AND finding_info.first_seen_time_dt:[* TO now-15d]) OR (severity_id:5 AND finding_info.first_seen_time_dt:[* TO now-15d]) OR (severity_id:4 AND finding_info.first_seen_time_dt:[* TO now-30d])))`,
    ]);
    expect(asked(events, "Use of root")).toEqual([
      `estate-opensearch: ${PLACE} AND (actor.user.type:Root AND NOT _exists_:actor.invoked_by AND NOT metadata.event_code:AwsServiceEvent)`,
    ]);
    expect(asked(events, "Rejected from outside")).toEqual([
      `estate-opensearch: ${PLACE} AND (class_uid:4001 AND action:Denied AND NOT src_endpoint.ip:("10.0.0.0/8" OR "172.16.0.0/12" OR "192.168.0.0/16" OR "100.64.0.0/10"))`,
    ]);
  });
});

describe("what there is to ask", () => {
  const rows = (sources: readonly LakeSource[], detections: readonly string[] = []) => {
    const estate = withLake("grafana-cloud", [], { sources, detections });
    return [securityPostureDashboards(estate), securityEventsDashboards(estate)].map((dashboards) =>
      dashboards.map(rowsOf),
    );
  };

  it("decides about both dashboards", () => {
    const nothing = estateOn("grafana-cloud", ["athena-security", "elasticsearch"]);
    expect([securityPostureDashboards(nothing), securityEventsDashboards(nothing)]).toEqual([[], []]);
  });

  it("decides about panels: findings alone", () => {
    expect(rows(["findings"])).toEqual([
      [POSTURE_ROWS],
      [{ "Is it fine?": ["stat GuardDuty, high and above, short"], Threats: ["table GuardDuty detections, short"] }],
    ]);
  });

  it("decides about panels: flows and sensors without findings", () => {
    expect(rows(["vpc-flow"], ["falco"])).toEqual([
      [],
      [
        {
          Threats: ["table Falco detections, short"],
          "Turned away": [
            "timeseries Rejected flows, short",
            "table Rejected from inside, short",
            "table Rejected from outside, short",
          ],
        },
      ],
    ]);
  });
});
