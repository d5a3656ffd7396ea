/** Open findings: how many, how bad, how late, whose, and whether what is told is still true. */
import { double, statement } from "../core/sql";
import { BY_SEVERITY, findings, openDocuments, openFindings } from "./findings";
import { lakeRows, daysBeforeEnd, PICKED } from "./lake-rows";
import { accountName, type SecurityQuestion } from "./security-question";
import { CRITICAL, deadlineDays, deadlineText, HIGH, overdueDocuments, severityName } from "./severity";

const OPEN =
  "Open is what is neither resolved, suppressed nor archived, and no check that passed, by the newest update of each finding in the 90 days before the end of the range.";
const FROM_CRITICAL = `severity_id:[${String(CRITICAL)} TO 6]`;

/** Documents say so in one word, by which they are grouped into the one number of a stat. */
const ONE_GROUP = [{ field: "category_name", size: 1 }];

export const openCritical: SecurityQuestion = {
  id: "security-open-critical",
  name: "Open critical findings",
  description: `Critical findings on which work is left. ${OPEN} Look at the table of what is past its deadline, and begin with what can be reached from outside.`,
  type: "gauge",
  unit: "short",
  judgement: { warnAbove: 1, badAbove: 5 },
  runbook: "open-critical-findings",
  drillDowns: [{ title: "Security events", dashboard: "security-events", keep: ["account", "region"] }],
  of: "findings",
  sql: (lake) =>
    statement(
      openFindings(lake, ["severity_id"]),
      `SELECT count(*) AS findings FROM finding WHERE severity_id >= ${String(CRITICAL)}`,
    ),
  documents: openDocuments(FROM_CRITICAL, ONE_GROUP),
};

export const openHigh: SecurityQuestion = {
  id: "security-open-high",
  name: "Open high findings",
  description: `Findings of high severity on which work is left. ${OPEN}`,
  type: "gauge",
  unit: "short",
  judgement: { unjudged: "Every estate has some; those past their deadline are judged." },
  of: "findings",
  sql: (lake) =>
    statement(
      openFindings(lake, ["severity_id"]),
      `SELECT count(*) AS findings FROM finding WHERE severity_id = ${String(HIGH)}`,
    ),
  documents: openDocuments(`severity_id:${String(HIGH)}`, ONE_GROUP),
};

export const overdue: SecurityQuestion = {
  id: "security-overdue",
  name: "Past deadline, high and above",
  description: `Open findings of high severity and above that are older than their deadline in days (${deadlineText()}), counted from the day on which they were first seen. Fix them, or suppress them with a reason.`,
  type: "gauge",
  unit: "short",
  judgement: { warnAbove: 1, badAbove: 10 },
  runbook: "overdue-findings",
  of: "findings",
  sql: (lake) =>
    statement(
      openFindings(lake, ["severity_id", "late"]),
      `SELECT count(*) AS findings FROM finding WHERE late AND severity_id >= ${String(HIGH)}`,
    ),
  documents: openDocuments(overdueDocuments(HIGH), ONE_GROUP),
};

export const securityScore: SecurityQuestion = {
  id: "security-score",
  name: "Security score",
  description:
    "Share of controls of which no check fails, among those with a result; suppressed and archived findings do not count. Security Hub computes its score alike. The table of failing controls says where to begin.",
  type: "ratio",
  unit: "percent",
  judgement: { warnBelow: 90, badBelow: 70 },
  runbook: "security-score",
  of: "findings",
  sql: (lake) =>
    statement(
      [
        ...findings(lake, ["control", "verdict", "dismissed"]),
        {
          name: "judged",
          sql: "SELECT control, count_if(verdict = 'FAILED') AS failed FROM finding WHERE control IS NOT NULL AND verdict IN ('PASSED', 'FAILED') AND NOT dismissed GROUP BY control",
        },
      ],
      `SELECT ${double(100)} * count_if(failed = 0) / nullif(count(*), 0) AS score FROM judged`,
    ),
};

export const findingsLag: SecurityQuestion = {
  id: "security-findings-lag",
  name: "Newest update of a finding",
  description:
    "Hours since the newest update of any finding, of the last seven days. Security Hub checks every control at least once a day: after that the numbers beside this one are old. See whether Security Hub, AWS Config and the lake's sources are still on.",
  type: "gauge",
  unit: "h",
  judgement: { warnAbove: 26, badAbove: 50 },
  runbook: "security-lake-lag",
  of: "findings",
  sql: (lake) =>
    statement(
      [lakeRows(lake, "findings", { name: "reported", span: daysBeforeEnd(7), columns: { updated: "time_dt" } })],
      `SELECT date_diff('minute', date_trunc('minute', max(updated)), date_trunc('minute', ${PICKED.to})) / ${double(60)} AS hours FROM reported`,
    ),
};

export const openBySeverity: SecurityQuestion = {
  id: "security-open-by-severity",
  name: "Open findings by severity",
  description: `Open findings, those of them past their deadline, and the age of the oldest, by the calendar. Deadlines in days: ${deadlineText()}. ${OPEN}`,
  type: "table",
  unit: "short",
  columnUnits: [
    { column: "deadline", unit: "d" },
    { column: "oldest", unit: "d" },
  ],
  judgement: { unjudged: "What is critical and what is late is judged beside it." },
  of: "findings",
  sql: (lake) =>
    statement(
      openFindings(lake, ["severity_id", "age", "late"]),
      [
        `SELECT ${severityName("severity_id")} AS severity, count(*) AS all_open, count_if(late) AS late, ${deadlineDays("severity_id")} AS deadline, max(age) AS oldest`,
        "FROM finding",
        "GROUP BY severity_id",
        "ORDER BY severity_id DESC",
        "LIMIT 10",
      ].join("\n"),
    ),
  documents: openDocuments("", [{ field: "severity", size: 10 }]),
};

export const openByAccount: SecurityQuestion = {
  id: "security-open-by-account",
  name: "Open findings by account",
  description: `Open findings of each account, the worst first. ${OPEN}`,
  type: "table",
  unit: "short",
  judgement: { unjudged: "It tells whose findings they are; their number is judged above." },
  of: "findings",
  sql: (lake) =>
    statement(
      openFindings(lake, ["account", "severity_id"]),
      [
        `SELECT ${accountName(lake)} AS account, ${BY_SEVERITY}`,
        "FROM finding",
        "GROUP BY account",
        "ORDER BY critical DESC, high DESC, all_open DESC, 1",
        "LIMIT 50",
      ].join("\n"),
    ),
  documents: openDocuments("", [
    { field: "cloud.account.uid", size: 50 },
    { field: "severity", size: 6 },
  ]),
};

export const openByProduct: SecurityQuestion = {
  id: "security-open-by-product",
  name: "Open findings by product",
  description: `Open findings by the product that reports them through Security Hub, the worst first. ${OPEN}`,
  type: "table",
  unit: "short",
  judgement: { unjudged: "It tells where findings come from; their number is judged above." },
  of: "findings",
  sql: (lake) =>
    statement(
      openFindings(lake, ["product", "severity_id"]),
      [
        `SELECT product, ${BY_SEVERITY}`,
        "FROM finding",
        "GROUP BY product",
        "ORDER BY critical DESC, high DESC, all_open DESC, product",
        "LIMIT 25",
      ].join("\n"),
    ),
  documents: openDocuments("", [
    { field: "metadata.product.name", size: 25 },
    { field: "severity", size: 6 },
  ]),
};

export const overdueFindings: SecurityQuestion = {
  id: "security-overdue-findings",
  name: "Findings past their deadline",
  description: `Open findings older than their deadline in days (${deadlineText()}), the worst and then the oldest first. Hand each to the owner of its account.`,
  type: "table",
  unit: "short",
  columnUnits: [{ column: "age", unit: "d" }],
  judgement: { unjudged: "Their number is judged above." },
  of: "findings",
  sql: (lake) =>
    statement(
      openFindings(lake, ["severity_id", "age", "late", "title", "product", "account", "region", "resource", "uid"]),
      [
        `SELECT ${severityName("severity_id")} AS severity, age, title, product, ${accountName(lake)} AS account, region, resource`,
        "FROM finding",
        "WHERE late",
        "ORDER BY severity_id DESC, age DESC, uid",
        "LIMIT 50",
      ].join("\n"),
    ),
  documents: openDocuments(overdueDocuments(2), [
    { field: "severity", size: 6 },
    { field: "finding_info.title", size: 50 },
  ]),
};
