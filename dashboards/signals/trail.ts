/**
 * Management events of CloudTrail in the lake, and what makes one worth a look.
 *
 * Which table columns hold what: OCSF's mappings of CloudTrail,
 * https://github.com/ocsf/examples/tree/main/mappings/markdown/AWS/v1.1.0/CloudTrail, read 2026-11.
 */
import type { Cte } from "../core/sql";
import { literal } from "../core/sql";
import { type Columns, lakeRows, PICKED } from "./lake-rows";
import type { Lake } from "./security-question";

/** What an event says, each by one expression over its row. */
export const EVENT = {
  time: "time_dt",
  hour: "date_trunc('hour', time_dt)",
  account: "accountid",
  region: "region",
  service: "api.service.name",
  operation: "api.operation",
  error: "api.response.error",
  status: "COALESCE(status, 'Unknown')",
  /** The role behind a session, else the user: a role is one principal however often it is taken on. */
  principal: "COALESCE(actor.session.issuer, actor.user.uid, actor.user.name, actor.invoked_by, 'unknown')",
  /** `Root`, `IAMUser`, `AssumedRole` and others. */
  kind: "actor.user.type",
  /** Address of the caller, or the service that called. */
  address: "COALESCE(src_endpoint.ip, src_endpoint.domain)",
  agent: "http_request.user_agent",
  mfa: "COALESCE(is_mfa, false)",
  /** What was asked for, cut so that a policy document does not fill the screen. */
  request: "substr(api.request.data, 1, 300)",
} as const satisfies Columns;

/** Conditions on the table's columns. */
export const CONSOLE_LOGIN = "api.operation = 'ConsoleLogin'";

/** CIS AWS Foundations: the root user, unless a service of AWS acts for it. */
export const ROOT_USE =
  "actor.user.type = 'Root' AND actor.invoked_by IS NULL AND COALESCE(metadata.event_code, '') <> 'AwsServiceEvent'";

/** CIS AWS Foundations: unauthorised calls, however the service spells it. */
export const DENIED = "(api.response.error LIKE 'AccessDenied%' OR api.response.error LIKE '%UnauthorizedOperation')";

/** Services that decide who may do what. */
const IDENTITY_SERVICES = ["iam.amazonaws.com", "sso.amazonaws.com", "sso-directory.amazonaws.com"];

/** A change by someone to who may do what; reading and trying out are no changes. */
export const IDENTITY_CHANGE = `api.service.name IN (${IDENTITY_SERVICES.map(literal).join(", ")}) AND NOT regexp_like(api.operation, ${literal("^(Get|List|Describe|Search|Generate|Simulate)")}) AND api.response.error IS NULL`;

/** The same conditions on documents, in Lucene. */
export const DOCUMENTS = {
  consoleLogin: "api.operation:ConsoleLogin",
  rootUse: "actor.user.type:Root AND NOT _exists_:actor.invoked_by AND NOT metadata.event_code:AwsServiceEvent",
  denied: "api.response.error:(AccessDenied* OR *UnauthorizedOperation)",
  identityChange: `api.service.name:(${IDENTITY_SERVICES.map((name) => `"${name}"`).join(" OR ")}) AND NOT api.operation:(Get* OR List* OR Describe* OR Search* OR Generate* OR Simulate*) AND NOT _exists_:api.response.error`,
} as const;

export type EventColumn = keyof typeof EVENT;

/** The subquery `event`: events of the range on which the conditions hold, with the columns named. */
export function events(lake: Lake, names: readonly EventColumn[], where: readonly string[], more: Columns = {}): Cte {
  const columns = { ...Object.fromEntries(names.map((name) => [name, EVENT[name]])), ...more };
  return lakeRows(lake, "cloud-trail", { name: "event", span: PICKED, columns, where });
}
