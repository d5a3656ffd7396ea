/** Renders what happened as rows of Security Lake's tables, as OCSF's mappings say. */
import { FINDINGS, type SampleFinding, type State, type Update } from "./security-sample";
import {
  ALERTS,
  type Call,
  CALLS,
  type Flow,
  FLOWS,
  type NameQuery,
  QUERIES,
  REQUESTS,
  type WebRequest,
} from "./security-traffic";
import { customTableWith, lakeTableWith } from "./security-columns";
import type { Table } from "./sql-engine";

export const DATABASE = "amazon_security_lake_glue_db_eu_central_1";
const TABLE = "amazon_security_lake_table_eu_central_1";

/** All tables of the lake, filled. */
export function lakeTables(): readonly Table[] {
  const findings = FINDINGS.flatMap((finding) => finding.updates.map((update) => findingRow(finding, update)));
  return [
    lakeTableWith(DATABASE, `${TABLE}_sh_findings_2_0`, "findings", findings),
    lakeTableWith(DATABASE, `${TABLE}_cloud_trail_mgmt_2_0`, "cloud-trail", CALLS.map(callRow)),
    lakeTableWith(DATABASE, `${TABLE}_vpc_flow_2_0`, "vpc-flow", FLOWS.map(flowRow)),
    lakeTableWith(DATABASE, `${TABLE}_route53_2_0`, "dns", QUERIES.map(nameRow)),
    lakeTableWith(DATABASE, `${TABLE}_waf_2_0`, "waf", REQUESTS.map(requestRow)),
    customTableWith(DATABASE, `${TABLE}_ext_falco`, alertRows("falco")),
    customTableWith(DATABASE, `${TABLE}_ext_own_sensor`, alertRows("own-sensor")),
  ];
}

const CLASSES = { vulnerability: 2002, check: 2003, detection: 2004 } as const;

const STATUSES: Readonly<Record<State, string>> = {
  open: "New",
  notified: "In Progress",
  resolved: "Resolved",
  suppressed: "Suppressed",
  archived: "New",
  passed: "Resolved",
  unavailable: "New",
};

/** A check tells its verdict beside the state of the work on it. */
function compliance({ kind, control }: SampleFinding, state: State): object {
  if (kind !== "check") return {};
  const status = state === "passed" ? "PASSED" : state === "unavailable" ? "NOT_AVAILABLE" : "FAILED";
  return { compliance: control === undefined ? { standards: [] } : { control, status, standards: ["standards/x"] } };
}

function findingRow(finding: SampleFinding, { at, processed, state }: Update): object {
  const { kind, vulnerability, firstSeen } = finding;
  const resource = {
    cloud_partition: "aws",
    region: finding.region,
    type: finding.resourceType,
    uid: finding.resource,
  };
  // Half of the checks that passed are not worked on yet; their verdict alone closes them.
  const untouched = state === "passed" && finding.uid.endsWith("1");
  return {
    class_uid: CLASSES[kind],
    severity_id: finding.severity,
    time_dt: sql(at),
    time: Date.parse(`${at}Z`),
    accountid: finding.account,
    region: finding.region,
    status: untouched ? "New" : STATUSES[state],
    finding_info: {
      uid: finding.uid,
      title: finding.title,
      types: [finding.type],
      created_time_dt: sql(finding.created),
      modified_time_dt: sql(at),
      ...(firstSeen === undefined ? {} : { first_seen_time_dt: sql(firstSeen) }),
    },
    metadata: { processed_time_dt: sql(processed), product: { name: finding.product } },
    unmapped: {
      RecordState: state === "archived" ? "ARCHIVED" : "ACTIVE",
      ...(finding.sample === undefined ? {} : { Sample: String(finding.sample) }),
    },
    ...compliance(finding, state),
    ...(kind === "detection" ? { resources: [resource, { ...resource, uid: "another" }] } : { resource }),
    ...(vulnerability === undefined
      ? {}
      : {
          vulnerabilities: [
            {
              cve: { uid: vulnerability.cve },
              is_fix_available: vulnerability.fix,
              is_exploit_available: vulnerability.exploit,
            },
          ],
        }),
  };
}

function callRow(call: Call): object {
  const { by, error, request, mfa, changed } = call;
  return {
    ...happened(call),
    class_uid: changed === undefined ? 6003 : 3001,
    status: call.failed ? "Failure" : "Success",
    api: {
      operation: call.operation,
      service: { name: call.service },
      ...(error === undefined ? {} : { response: { error } }),
      request: request === undefined ? {} : { data: request },
    },
    actor: {
      user: { type: by.kind, uid: by.arn, name: by.name },
      ...(by.issuer === undefined ? {} : { session: { issuer: by.issuer } }),
      ...(by.invokedBy === undefined ? {} : { invoked_by: by.invokedBy }),
    },
    ...(changed === undefined ? {} : { user: { name: changed } }),
    http_request: { user_agent: call.agent },
    ...(mfa === undefined ? {} : { is_mfa: mfa }),
    metadata: { event_code: call.code },
    src_endpoint: call.address.endsWith(".com") ? { domain: call.address } : { ip: call.address },
  };
}

function flowRow(flow: Flow): object {
  return {
    ...happened(flow),
    class_uid: 4001,
    action: flow.rejected ? "Denied" : "Allowed",
    src_endpoint: { ip: flow.from, port: 50_000 },
    dst_endpoint: { ip: flow.to, port: flow.port },
    traffic: { packets: flow.packets, bytes: 40 * flow.packets },
  };
}

/** Route 53 tells the rule group of every rule that matched, also of one that allows. */
function nameRow(query: NameQuery): object {
  const { verdict, instance } = query;
  const matched = { firewall_rule: { uid: "rslvr-frg-1" }, action: verdict === "Blocked" ? "Denied" : "Allowed" };
  return {
    ...happened(query),
    class_uid: 4003,
    query: { hostname: query.hostname, type: "A" },
    src_endpoint: { ip: query.ip, ...(instance === undefined ? {} : { instance_uid: instance }) },
    ...(verdict === "none" ? {} : { ...matched, disposition: verdict }),
  };
}

function requestRow(request: WebRequest): object {
  return {
    ...happened(request),
    class_uid: 4002,
    action: request.blocked ? "Denied" : "Allowed",
    src_endpoint: { ip: request.ip, location: { country: request.country } },
    http_request: { url: { hostname: request.host, path: request.path } },
    ...(request.rule === undefined ? {} : { firewall_rule: { uid: request.rule } }),
  };
}

function alertRows(source: string): readonly object[] {
  return ALERTS.filter((alert) => alert.source === source).map((alert) => ({
    class_uid: 2004,
    severity_id: alert.severity,
    time: Date.parse(`${alert.at}Z`),
    finding_info: { title: alert.rule, uid: alert.at },
    resources: alert.resource === undefined ? [] : [{ uid: alert.resource, type: "AwsEcsTask" }],
    region: alert.region,
    accountid: alert.account,
    eventday: alert.at.slice(0, 10).replaceAll("-", ""),
  }));
}

function happened({ at, account, region }: Pick<Call, "at" | "account" | "region">): object {
  return { time_dt: sql(at), time: Date.parse(`${at}Z`), accountid: account, region };
}

function sql(moment: string): string {
  return moment.replace("T", " ");
}
