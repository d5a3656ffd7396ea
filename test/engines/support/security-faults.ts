/** Queries over the lake made wrong by hand; each must answer otherwise than the sound one. */

/** A fault: what it gets wrong, the panel, the text that is changed, and what becomes of it. */
export type Fault = readonly [what: string, panel: string, from: string, to: string];

export const FAULTS_OF_POSTURE: readonly Fault[] = [
  ["counts every update as a finding", "Open critical findings", "place = 1 AND NOT closed", "NOT closed"],
  ["forgets what is archived", "Open findings by severity", "= 'ARCHIVED'", "= 'archived'"],
  ["forgets what is suppressed", "Open findings by severity", "= 'SUPPRESSED'", "= 'suppressed'"],
  ["forgets what is resolved", "Open findings by severity", "= 'RESOLVED'", "= 'resolved'"],
  ["forgets what passed", "Open findings by product", "IN ('PASSED', 'NOT_AVAILABLE')", "IN ('NOT_AVAILABLE')"],
  [
    "takes what has no verdict for a failure",
    "Open findings by product",
    "IN ('PASSED', 'NOT_AVAILABLE')",
    "IN ('PASSED')",
  ],
  [
    "cannot tell two updates of one moment apart",
    "Findings past their deadline",
    "time_dt DESC, metadata.processed_time_dt DESC",
    "time_dt DESC, metadata.processed_time_dt",
  ],
  ["believes what is forgotten", "Open critical findings", "INTERVAL '90' DAY", "INTERVAL '120' DAY"],
  ["is late on the last day", "Findings past their deadline", "> CASE severity_id", ">= CASE severity_id"],
  [
    "counts from the creation",
    "Findings past their deadline",
    "COALESCE(finding_info.first_seen_time_dt, finding_info.created_time_dt)",
    "finding_info.created_time_dt",
  ],
  [
    "loses the resources of detections",
    "Most exposed resources",
    "COALESCE(resource.uid, element_at(resources, 1).uid)",
    "resource.uid",
  ],
  ["scores findings and not controls", "Security score", "count_if(verdict = 'FAILED')", "min(0)"],
  ["takes one fix for none", "Open vulnerabilities", "bool_or(COALESCE(fixable", "bool_and(COALESCE(fixable"],
  ["hears only one adviser", "Recommendations", " OR product LIKE '%Compute Optimizer%'", ""],
  ["forgets what is found again", "New and resolved findings", "COALESCE(closed_before, ", "COALESCE(false, "],
  ["does not know what was before", "New and resolved findings", "INTERVAL '7' DAY", "INTERVAL '0' DAY"],
  ["takes every check that passes for a repair", "New and resolved findings", "AND class <> 2003", ""],
];

export const FAULTS_OF_EVENTS: readonly Fault[] = [
  ["blames root for what a service does", "Use of root", " AND actor.invoked_by IS NULL", ""],
  ["blames root for events of services", "Use of root", "<> 'AwsServiceEvent'", "<> ''"],
  ["knows one spelling of a denial", "Denied API calls", "LIKE 'AccessDenied%'", "= 'AccessDenied'"],
  ["takes sessions for principals", "Denied API calls by principal", "actor.session.issuer, ", ""],
  [
    "counts federated logins as bare",
    "Console logins by principal",
    "('IAMUser', 'Root')",
    "('IAMUser', 'AssumedRole', 'Root')",
  ],
  ["lists what was not allowed to change", "Changes to identities", " AND api.response.error IS NULL", ""],
  ["lists what only reads", "Changes to identities", "^(Get|List|", "^(Get|"],
  [
    "misses calls by the start of their name",
    "Who changed guardrails",
    "LIKE 'AuthorizeSecurityGroup%'",
    "= 'AuthorizeSecurityGroup'",
  ],
  ["counts changes that failed", "Logging or detection changed", " AND error IS NULL", ""],
  ["tells only of names that were blocked", "Names known to be bad", "<> 'Allowed'", "= 'Blocked'"],
  ["takes all of 172 for private", "Rejected from inside", "172\\.(1[6-9]|2[0-9]|3[01])\\.", "172\\."],
  ["shows what was let through", "Rejected from outside", "action = 'Denied'", "action <> ''"],
  ["shows samples", "GuardDuty detections", "WHERE NOT sample", ""],
  ["reads one sensor only", "Falco detections", "_ext_own_sensor", "_ext_falco"],
  [
    "misses the partition of a day",
    "Falco detections",
    "AND date_format(TIMESTAMP '2026-03-19",
    "AND date_format(TIMESTAMP '2026-03-18",
  ],
];
