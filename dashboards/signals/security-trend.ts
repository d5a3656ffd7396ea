/** How many findings came and went, day by day. */
import { type Span, statement } from "../core/sql";
import { COMPLIANCE_FINDING, findingColumns, OLDEST_FIRST } from "./findings";
import { lakeRows, PICKED } from "./lake-rows";
import { ocsf, type SecurityQuestion } from "./security-question";
import { FINDING } from "./findings";

/** Days read before the range, so that what a finding was before is known. Checks are repeated daily. */
const KNOWN_DAYS = 7;

const FIRST_DAY = `date_trunc('day', ${PICKED.from})`;
const READ: Span = { from: `${FIRST_DAY} - INTERVAL '${String(KNOWN_DAYS)}' DAY`, to: PICKED.to };

/**
 * A finding comes when it is created, or found again after it was closed. It goes when it is closed; one that is never
 * heard of before it is closed goes as well if it is older than what is read, except checks, which repeat themselves.
 */
const MOVE = [
  `CASE WHEN NOT closed AND COALESCE(closed_before, created >= ${READ.from}) THEN 'new'`,
  `WHEN closed AND COALESCE(NOT closed_before, created < ${READ.from} AND class <> ${String(COMPLIANCE_FINDING)}) THEN 'resolved' END`,
].join(" ");

export const newAndResolved: SecurityQuestion = {
  id: "security-new-and-resolved",
  name: "New and resolved findings",
  description:
    "Findings that were created or found again, and findings that were resolved, suppressed, archived or passed, on each day. When more come than go for weeks, deadlines will be missed: repair causes, not cases.",
  type: "counter",
  unit: "short",
  judgement: { unjudged: "What is late is judged; a day on which much is found can be a good one." },
  of: "findings",
  sql: (lake) =>
    statement(
      [
        lakeRows(lake, "findings", {
          name: "reported",
          span: READ,
          columns: {
            ...findingColumns(["updated", "created", "class", "closed"]),
            closed_before: `lag(${FINDING.closed}) OVER (${OLDEST_FIRST})`,
          },
        }),
        {
          name: "moved",
          sql: `SELECT date_trunc('day', updated) AS day, ${MOVE} AS move\nFROM reported\nWHERE updated >= ${FIRST_DAY}`,
        },
      ],
      [
        "SELECT day AS time, move AS label, count(*) AS findings",
        "FROM moved",
        "WHERE move IS NOT NULL",
        "GROUP BY 1, 2",
        "ORDER BY 1, 2",
        "LIMIT 1000",
      ].join("\n"),
    ),
  documents: ocsf("category_uid:2", {
    measure: { distinct: "finding_info.uid" },
    by: [{ field: "status", size: 5 }],
  }),
};
