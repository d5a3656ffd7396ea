/** Threats seen: by GuardDuty, through Security Hub, and by the estate's own sensors, such as Falco. */
import { literal, statement } from "../core/sql";
import { DETECTION_FINDING, findingDocuments, findingsOfRange } from "./findings";
import { customLakeRows, PICKED } from "./lake-rows";
import { accountName, ocsf, type SecurityQuestion } from "./security-question";
import { HIGH, severityName } from "./severity";

const GUARDDUTY = `class_uid = ${String(DETECTION_FINDING)} AND metadata.product.name = 'GuardDuty'`;
const GUARDDUTY_DOCUMENTS = `class_uid:${String(DETECTION_FINDING)} AND metadata.product.name:GuardDuty AND NOT unmapped.Sample:true`;

/** In the index of a SIEM, what is no finding of Security Hub. */
const SENSOR_DOCUMENTS = `class_uid:${String(DETECTION_FINDING)} AND NOT _exists_:unmapped.RecordState`;

const NAMED = [
  { field: "severity", size: 6 },
  { field: "finding_info.title", size: 50 },
];

export const severeDetections: SecurityQuestion = {
  id: "security-severe-detections",
  name: "GuardDuty, high and above",
  description:
    "Detections of GuardDuty of high severity and above that are new or went on in the range, and that nobody has dismissed. Treat each as a break-in: contain first, ask then.",
  type: "counter",
  unit: "short",
  judgement: { warnAbove: 1, badAbove: 2 },
  runbook: "guardduty-detection",
  drillDowns: [{ title: "Security posture", dashboard: "security-posture", keep: ["account", "region"] }],
  of: "findings",
  sql: (lake) =>
    statement(
      findingsOfRange(lake, ["severity_id", "sample", "dismissed"], [GUARDDUTY]),
      `SELECT count(*) AS detections FROM finding WHERE severity_id >= ${String(HIGH)} AND NOT sample AND NOT dismissed`,
    ),
  documents: findingDocuments(
    `${GUARDDUTY_DOCUMENTS} AND severity_id:[${String(HIGH)} TO 6] AND NOT status:Suppressed AND NOT unmapped.RecordState:ARCHIVED`,
    [{ field: "category_name", size: 1 }],
  ),
};

export const detections: SecurityQuestion = {
  id: "security-detections",
  name: "GuardDuty detections",
  description:
    "Detections of GuardDuty that are new or went on in the range, the worst and then the newest first, as they stand at its end. Samples are left out.",
  type: "table",
  unit: "short",
  columnUnits: [
    { column: "first_seen", unit: "dateTimeAsIso" },
    { column: "updated", unit: "dateTimeAsIso" },
  ],
  judgement: { unjudged: "Those of high severity are judged above." },
  of: "findings",
  sql: (lake) =>
    statement(
      findingsOfRange(
        lake,
        [
          "severity_id",
          "type",
          "title",
          "resource",
          "account",
          "region",
          "status",
          "first_seen",
          "updated",
          "sample",
          "uid",
        ],
        [GUARDDUTY],
      ),
      [
        `SELECT ${severityName("severity_id")} AS severity, type, title, resource, ${accountName(lake)} AS account, region, status, first_seen, updated`,
        "FROM finding",
        "WHERE NOT sample",
        "ORDER BY severity_id DESC, updated DESC, uid",
        "LIMIT 50",
      ].join("\n"),
    ),
  documents: findingDocuments(GUARDDUTY_DOCUMENTS, NAMED),
};

export const sensorDetections: SecurityQuestion = {
  id: "security-sensor-detections",
  name: "Falco detections",
  description:
    "What the estate's own sensors saw, Falco above all, by rule and resource, the worst first. A shell in a container or a write below /etc is looked at at once; a rule that hits what is wanted gets an exception.",
  type: "table",
  unit: "short",
  columnUnits: [
    { column: "first", unit: "dateTimeAsIso" },
    { column: "latest", unit: "dateTimeAsIso" },
  ],
  judgement: { unjudged: "Rules differ in how sure they are; their severity says so." },
  of: "detections",
  sql: (lake) =>
    statement(
      [
        customLakeRows(lake, {
          name: "seen",
          span: PICKED,
          columns: {
            moment: "CAST(from_unixtime(CAST(time AS double) / 1000) AS timestamp)",
            severity_id: "severity_id",
            rule: "finding_info.title",
            resource: `COALESCE(element_at(resources, 1).uid, ${literal("unknown")})`,
            account: "accountid",
            region: "region",
          },
          where: [`class_uid = ${String(DETECTION_FINDING)}`],
        }),
      ],
      [
        `SELECT ${severityName("severity_id")} AS severity, rule, resource, ${accountName(lake)} AS account, region, count(*) AS times, min(moment) AS first, max(moment) AS latest`,
        "FROM seen",
        "GROUP BY severity_id, rule, resource, account, region",
        "ORDER BY severity_id DESC, times DESC, rule, resource, 4, region",
        "LIMIT 50",
      ].join("\n"),
    ),
  documents: ocsf(SENSOR_DOCUMENTS, { measure: { count: true }, by: NAMED, total: true }),
};
