/** Who came in, who was refused, who used the root user, and who changed what people may do: from CloudTrail. */
import { type ColumnUnit } from "../core/signal";
import { literal, statement } from "../core/sql";
import { accountName, ocsf, type SecurityQuestion } from "./security-question";
import { CONSOLE_LOGIN, DENIED, DOCUMENTS, events, IDENTITY_CHANGE, ROOT_USE } from "./trail";

/** Documents of CloudTrail say so in one word, by which they are grouped into the one number of a stat. */
const ONE_GROUP = [{ field: "metadata.product.name", size: 1 }];
const COUNT = { count: true } as const;
/** Events listed at most. */
const LISTED = 50;

const LATEST: readonly ColumnUnit[] = [{ column: "latest", unit: "dateTimeAsIso" }];
const TIME: readonly ColumnUnit[] = [{ column: "time", unit: "dateTimeAsIso" }];

/** Global services tell their events in one region. */
const GLOBAL = "Events of global services are told in us-east-1.";

export const failedLogins: SecurityQuestion = {
  id: "security-failed-logins",
  name: "Failed console logins",
  description: `Logins to the AWS console that failed, in the range. ${GLOBAL} A person mistypes a few times; more is somebody who tries: see from where, and whether one came through.`,
  type: "counter",
  unit: "short",
  judgement: { warnAbove: 10, badAbove: 50 },
  runbook: "failed-console-logins",
  of: "cloud-trail",
  sql: (lake) =>
    statement([events(lake, ["status"], [CONSOLE_LOGIN])], "SELECT count_if(status <> 'Success') AS logins FROM event"),
  documents: ocsf(`${DOCUMENTS.consoleLogin} AND NOT status:Success`, { measure: COUNT, by: ONE_GROUP, total: true }),
};

export const logins: SecurityQuestion = {
  id: "security-logins",
  name: "Console logins",
  description: `Logins to the AWS console in each hour, by how they ended. ${GLOBAL} Look for failures that end in a success.`,
  type: "counter",
  unit: "short",
  judgement: { unjudged: "Failed logins are judged." },
  of: "cloud-trail",
  sql: (lake) =>
    statement(
      [events(lake, ["hour", "status"], [CONSOLE_LOGIN])],
      "SELECT hour AS time, status AS label, count(*) AS logins\nFROM event\nGROUP BY 1, 2\nORDER BY 1, 2\nLIMIT 5000",
    ),
  documents: ocsf(DOCUMENTS.consoleLogin, { measure: COUNT, by: [{ field: "status", size: 5 }] }),
};

export const loginsByPrincipal: SecurityQuestion = {
  id: "security-logins-by-principal",
  name: "Console logins by principal",
  description:
    "Who logged in to the AWS console, failures first. Without second factor counts successes of users and of root; federated logins have theirs at the identity provider. CloudTrail hides names that do not exist.",
  type: "table",
  unit: "short",
  columnUnits: LATEST,
  judgement: { unjudged: "Failed logins are judged." },
  of: "cloud-trail",
  sql: (lake) =>
    statement(
      [events(lake, ["time", "status", "principal", "account", "kind", "mfa", "address"], [CONSOLE_LOGIN])],
      [
        `SELECT principal, ${accountName(lake)} AS account, count_if(status <> 'Success') AS failed, count_if(status = 'Success') AS succeeded, count_if(status = 'Success' AND NOT mfa AND kind IN ('IAMUser', 'Root')) AS without_second_factor, count(DISTINCT address) AS addresses, max(time) AS latest`,
        "FROM event",
        "GROUP BY principal, account",
        "ORDER BY failed DESC, without_second_factor DESC, succeeded DESC, principal, 2",
        "LIMIT 25",
      ].join("\n"),
    ),
  documents: ocsf(DOCUMENTS.consoleLogin, {
    measure: COUNT,
    by: [
      { field: "actor.user.uid", size: 25 },
      { field: "status", size: 5 },
    ],
    total: true,
  }),
};

export const rootUse: SecurityQuestion = {
  id: "security-root-use",
  name: "Use of root",
  description: `Calls and logins of root users in the range, without what services do for them. ${GLOBAL} Nothing needs root from day to day: ask the holder, and take it for a break-in until they answer.`,
  type: "counter",
  unit: "short",
  judgement: { warnAbove: 1, badAbove: 2 },
  runbook: "root-use",
  of: "cloud-trail",
  sql: (lake) => statement([events(lake, ["time"], [ROOT_USE])], "SELECT count(*) AS calls FROM event"),
  documents: ocsf(DOCUMENTS.rootUse, { measure: COUNT, by: ONE_GROUP, total: true }),
};

export const rootEvents: SecurityQuestion = {
  id: "security-root-events",
  name: "What root did",
  description: "Calls and logins of root users, newest first.",
  type: "table",
  unit: "short",
  columnUnits: TIME,
  judgement: { unjudged: "Their number is judged above." },
  of: "cloud-trail",
  sql: (lake) =>
    statement(
      [events(lake, ["time", "account", "region", "service", "operation", "status", "address", "agent"], [ROOT_USE])],
      `SELECT time, ${accountName(lake)} AS account, region, service, operation, status, address, agent\nFROM event\nORDER BY time DESC\nLIMIT ${String(LISTED)}`,
    ),
  documents: ocsf(DOCUMENTS.rootUse, {
    measure: COUNT,
    by: [
      { field: "cloud.account.uid", size: 25 },
      { field: "api.operation", size: 25 },
    ],
    total: true,
  }),
};

export const identityChanges: SecurityQuestion = {
  id: "security-identity-changes",
  name: "Changes to identities",
  description: `Changes to users, roles, policies, keys and assignments that succeeded, newest first. ${GLOBAL} Each belongs to a change that somebody knows of; keys and trust policies made by hand do not.`,
  type: "table",
  unit: "short",
  columnUnits: TIME,
  judgement: { unjudged: "Changes are wanted; who made them is for people to judge." },
  of: "cloud-trail",
  sql: (lake) =>
    statement(
      [
        events(
          lake,
          ["time", "account", "service", "operation", "principal", "address", "request"],
          [IDENTITY_CHANGE],
          {
            changed: `"user".name`,
          },
        ),
      ],
      `SELECT time, ${accountName(lake)} AS account, service, operation, changed, principal, address, request\nFROM event\nORDER BY time DESC\nLIMIT ${String(LISTED)}`,
    ),
  documents: ocsf(DOCUMENTS.identityChange, {
    measure: COUNT,
    by: [
      { field: "api.operation", size: 25 },
      { field: "actor.user.uid", size: 25 },
    ],
    total: true,
  }),
};

export const deniedCalls: SecurityQuestion = {
  id: "security-denied-calls",
  name: "Denied API calls",
  description:
    "Calls to AWS that were refused for want of permission, in each hour, by account. A step up is a policy that broke, or somebody who tries doors: the table tells who.",
  type: "counter",
  unit: "short",
  judgement: { unjudged: "Some are refused all the time; who is refused is for people to judge." },
  of: "cloud-trail",
  sql: (lake) =>
    statement(
      [events(lake, ["hour", "account"], [DENIED])],
      `SELECT hour AS time, ${accountName(lake)} AS label, count(*) AS calls\nFROM event\nGROUP BY 1, 2\nORDER BY 1, 2\nLIMIT 5000`,
    ),
  documents: ocsf(DOCUMENTS.denied, { measure: COUNT, by: [{ field: "cloud.account.uid", size: 25 }] }),
};

export const deniedPrincipals: SecurityQuestion = {
  id: "security-denied-principals",
  name: "Denied API calls by principal",
  description:
    "Who was refused, most calls first, with five of the services asked. Few calls to one service are a permission that is missing; many operations of many services are somebody who looks around.",
  type: "table",
  unit: "short",
  columnUnits: LATEST,
  judgement: { unjudged: "A permission that is missing is no attack; people tell them apart." },
  of: "cloud-trail",
  sql: (lake) =>
    statement(
      [events(lake, ["time", "account", "principal", "service", "operation", "address"], [DENIED])],
      [
        `SELECT principal, ${accountName(lake)} AS account, count(*) AS calls, count(DISTINCT operation) AS operations, array_join(slice(array_sort(array_agg(DISTINCT service)), 1, 5), ${literal(", ")}) AS services, count(DISTINCT address) AS addresses, max(time) AS latest`,
        "FROM event",
        "GROUP BY principal, account",
        "ORDER BY calls DESC, principal, 2",
        "LIMIT 25",
      ].join("\n"),
    ),
  documents: ocsf(DOCUMENTS.denied, {
    measure: COUNT,
    by: [
      { field: "actor.user.uid", size: 25 },
      { field: "api.operation", size: 5 },
    ],
    total: true,
  }),
};
