/** What to repair first: controls that fail, resources that carry most, vulnerabilities, and what others recommend. */
import { literal, statement } from "../core/sql";
import { BY_SEVERITY, COMPLIANCE_FINDING, openDocuments, openFindings } from "./findings";
import { accountName, type SecurityQuestion } from "./security-question";
import { severityName } from "./severity";

/** Products whose findings are recommendations, as Security Hub names them once they are imported. */
const RECOMMENDERS = ["Trusted Advisor", "Compute Optimizer"] as const;

const WORST = "max(severity_id)";

export const failingControls: SecurityQuestion = {
  id: "security-failing-controls",
  name: "Failing controls",
  description:
    "Controls of Security Hub's standards with open findings, the most severe and then the most widespread first. One repaired in a template is repaired everywhere; a control that does not fit is switched off with a reason.",
  type: "table",
  unit: "short",
  columnUnits: [{ column: "oldest", unit: "d" }],
  judgement: { unjudged: "The security score is judged." },
  of: "findings",
  sql: (lake) =>
    statement(
      openFindings(lake, ["control", "verdict", "title", "severity_id", "resource", "account", "age"]),
      [
        `SELECT control, max(title) AS title, ${severityName(WORST)} AS severity, count(DISTINCT resource) AS resources, count(DISTINCT account) AS accounts, max(age) AS oldest`,
        "FROM finding",
        "WHERE verdict = 'FAILED' AND control IS NOT NULL",
        "GROUP BY control",
        `ORDER BY ${WORST} DESC, resources DESC, control`,
        "LIMIT 20",
      ].join("\n"),
    ),
  documents: openDocuments(`class_uid:${String(COMPLIANCE_FINDING)} AND compliance.status:FAILED`, [
    { field: "compliance.control", size: 20 },
    { field: "severity", size: 6 },
  ]),
};

export const exposedResources: SecurityQuestion = {
  id: "security-exposed-resources",
  name: "Most exposed resources",
  description:
    "Resources by their open findings, those with most critical ones first, then most high ones. What stands on top and is reachable from outside comes first of all.",
  type: "table",
  unit: "short",
  judgement: { unjudged: "It ranks; open findings are judged above." },
  of: "findings",
  sql: (lake) =>
    statement(
      openFindings(lake, ["resource", "resource_type", "account", "region", "severity_id"]),
      [
        `SELECT resource, max(resource_type) AS type, ${accountName(lake)} AS account, region, ${BY_SEVERITY}`,
        "FROM finding",
        "WHERE resource IS NOT NULL",
        "GROUP BY resource, account, region",
        "ORDER BY critical DESC, high DESC, all_open DESC, resource, 3, region",
        "LIMIT 20",
      ].join("\n"),
    ),
  documents: openDocuments("", [
    { field: "resource.uid", size: 20 },
    { field: "severity", size: 6 },
  ]),
};

export const vulnerabilities: SecurityQuestion = {
  id: "security-vulnerabilities",
  name: "Open vulnerabilities",
  description:
    "Vulnerabilities found by Inspector and partners, those with a known exploit first. Where there is a fix, rebuild the image or patch the host; where there is none, take the way to it.",
  type: "table",
  unit: "short",
  columnUnits: [{ column: "oldest", unit: "d" }],
  judgement: { unjudged: "What is past its deadline is judged above." },
  of: "findings",
  sql: (lake) =>
    statement(
      openFindings(lake, ["vulnerability", "severity_id", "resource", "account", "fixable", "exploitable", "age"]),
      [
        `SELECT vulnerability, ${severityName(WORST)} AS severity, bool_or(COALESCE(exploitable, false)) AS exploit, bool_or(COALESCE(fixable, false)) AS fix, count(DISTINCT resource) AS resources, count(DISTINCT account) AS accounts, max(age) AS oldest`,
        "FROM finding",
        "WHERE vulnerability IS NOT NULL",
        "GROUP BY vulnerability",
        `ORDER BY exploit DESC, ${WORST} DESC, resources DESC, vulnerability`,
        "LIMIT 20",
      ].join("\n"),
    ),
  documents: openDocuments("class_uid:2002", [
    { field: "vulnerabilities.cve.uid", size: 20 },
    { field: "severity", size: 6 },
  ]),
};

export const recommendations: SecurityQuestion = {
  id: "security-recommendations",
  name: "Recommendations",
  description: `Open findings of ${RECOMMENDERS.join(" and ")}, if the estate imports them into Security Hub. Those about cost are worth as much as the cost dashboards say; those about security are open findings as well.`,
  type: "table",
  unit: "short",
  columnUnits: [{ column: "oldest", unit: "d" }],
  judgement: { unjudged: "Advice is weighed, not counted." },
  of: "findings",
  sql: (lake) =>
    statement(
      openFindings(lake, ["product", "title", "severity_id", "resource", "account", "age"]),
      [
        `SELECT product, title, ${severityName(WORST)} AS severity, count(DISTINCT resource) AS resources, count(DISTINCT account) AS accounts, max(age) AS oldest`,
        "FROM finding",
        `WHERE ${RECOMMENDERS.map((name) => `product LIKE ${literal(`%${name}%`)}`).join(" OR ")}`,
        "GROUP BY product, title",
        `ORDER BY ${WORST} DESC, resources DESC, product, title`,
        "LIMIT 25",
      ].join("\n"),
    ),
  documents: openDocuments(RECOMMENDERS.map((name) => `metadata.product.name:"${name}"`).join(" OR "), [
    { field: "metadata.product.name", size: 5 },
    { field: "finding_info.title", size: 25 },
  ]),
};
