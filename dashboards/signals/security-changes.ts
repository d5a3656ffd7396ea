/** Changes to what guards the estate: logging, detection, keys, bucket access, networks and the organisation. */
import { literal, statement } from "../core/sql";
import { GUARDED_SERVICE, GUARDRAIL, guardrailDocuments, guardrailNames } from "./guardrails";
import { accountName, ocsf, type SecurityQuestion } from "./security-question";
import { events } from "./trail";

const COUNT = { count: true } as const;
const GUARD = { guard: GUARDRAIL };
const SUCCEEDED = "NOT _exists_:api.response.error";

/** Kinds of guardrail of which every change counts. */
const WATCHERS = ["logging", "detection"] as const;

export const watchersChanged: SecurityQuestion = {
  id: "security-watchers-changed",
  name: "Logging or detection changed",
  description: `Calls that changed what records and watches the estate (${WATCHERS.join(", ")}), in the range. Each is an alarm until somebody explains it: who hides begins here.`,
  type: "counter",
  unit: "short",
  judgement: { warnAbove: 1, badAbove: 3 },
  runbook: "guardrail-changes",
  of: "cloud-trail",
  sql: (lake) =>
    statement(
      [events(lake, ["error"], [GUARDED_SERVICE], GUARD)],
      `SELECT count(*) AS changes FROM event WHERE guard IN (${WATCHERS.map(literal).join(", ")}) AND error IS NULL`,
    ),
  documents: ocsf(`(${guardrailDocuments(WATCHERS)}) AND ${SUCCEEDED}`, {
    measure: COUNT,
    by: [{ field: "metadata.product.name", size: 1 }],
    total: true,
  }),
};

export const guardrailChangesByKind: SecurityQuestion = {
  id: "security-guardrail-changes-by-kind",
  name: "Changes to guardrails by kind",
  description: `Calls that changed ${guardrailNames().join(", ")}, in each hour; calls that failed are left out. Each belongs to a change that somebody knows of.`,
  type: "counter",
  unit: "short",
  judgement: { unjudged: "Changes are wanted; those to logging and detection are judged above." },
  of: "cloud-trail",
  sql: (lake) =>
    statement(
      [events(lake, ["hour", "error"], [GUARDED_SERVICE], GUARD)],
      "SELECT hour AS time, guard AS label, count(*) AS changes\nFROM event\nWHERE guard IS NOT NULL AND error IS NULL\nGROUP BY 1, 2\nORDER BY 1, 2\nLIMIT 5000",
    ),
  documents: ocsf(`(${guardrailDocuments()}) AND ${SUCCEEDED}`, {
    measure: COUNT,
    by: [{ field: "api.service.name", size: 10 }],
  }),
};

export const guardrailEvents: SecurityQuestion = {
  id: "security-guardrail-events",
  name: "Who changed guardrails",
  description:
    "Calls that changed a guardrail or tried to, newest first, with what was asked for. Look at those that did not come from the pipeline.",
  type: "table",
  unit: "short",
  columnUnits: [{ column: "time", unit: "dateTimeAsIso" }],
  judgement: { unjudged: "Changes are wanted; those to logging and detection are judged above." },
  of: "cloud-trail",
  sql: (lake) =>
    statement(
      [
        events(
          lake,
          ["time", "account", "region", "operation", "principal", "address", "error", "request"],
          [GUARDED_SERVICE],
          GUARD,
        ),
      ],
      `SELECT time, guard, operation, principal, ${accountName(lake)} AS account, region, address, error, request\nFROM event\nWHERE guard IS NOT NULL\nORDER BY time DESC\nLIMIT 100`,
    ),
  documents: ocsf(guardrailDocuments(), {
    measure: COUNT,
    by: [
      { field: "api.operation", size: 25 },
      { field: "actor.user.uid", size: 25 },
    ],
    total: true,
  }),
};
