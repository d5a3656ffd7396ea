/**
 * What was turned away on the network: by security groups and network ACLs, by the DNS firewall, by the web firewall.
 *
 * Which table columns hold what: OCSF's mappings of VPC flow logs, Route 53 and WAF,
 * https://github.com/ocsf/examples/tree/main/mappings/markdown/AWS/v1.1.0, read 2026-11.
 */
import type { LakeSource } from "../../config/facts/security-lake";
import { type Cte, literal, statement } from "../core/sql";
import { type Columns, lakeRows, PICKED } from "./lake-rows";
import { accountName, type Lake, ocsf, type SecurityQuestion } from "./security-question";

const COUNT = { count: true } as const;
const HOUR = "date_trunc('hour', time_dt)";

/** Both firewalls and flow logs say so alike. */
const DENIED = "action = 'Denied'";

/** Addresses of private networks, by RFC 1918 and RFC 6598. */
const PRIVATE = `regexp_like(src_endpoint.ip, ${literal("^(10\\.|192\\.168\\.|172\\.(1[6-9]|2[0-9]|3[01])\\.|100\\.(6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])\\.)")})`;
const PRIVATE_DOCUMENTS = 'src_endpoint.ip:("10.0.0.0/8" OR "172.16.0.0/12" OR "192.168.0.0/16" OR "100.64.0.0/10")';

/** The DNS firewall blocks a name, or lets it pass and tells; rules that allow are not told of. */
const DNS_MATCH = "COALESCE(firewall_rule.uid, '') <> '' AND COALESCE(disposition, '') <> 'Allowed'";

export const rejectedFlows: SecurityQuestion = {
  id: "security-rejected-flows",
  name: "Rejected flows",
  description:
    "Flows that a security group or network ACL turned away, in each hour, by account. The Internet knocks all the time; a step up after a change is a rule that is missing.",
  type: "counter",
  unit: "short",
  judgement: { unjudged: "What is turned away has done no harm; who is turned away is for people to judge." },
  of: "vpc-flow",
  sql: (lake) => perHour(lake, "vpc-flow", [DENIED], accountName(lake), { account: "accountid" }),
  documents: ocsf("class_uid:4001 AND action:Denied", {
    measure: COUNT,
    by: [{ field: "cloud.account.uid", size: 25 }],
  }),
};

export const rejectedInside: SecurityQuestion = {
  ...talkers("inside", PRIVATE, PRIVATE_DOCUMENTS),
  name: "Rejected from inside",
  description:
    "Private addresses that were turned away most, by the port that they asked for. A service whose rule is missing asks one port of few targets; somebody who looks around asks many.",
};

export const rejectedOutside: SecurityQuestion = {
  ...talkers("outside", `NOT ${PRIVATE}`, `NOT ${PRIVATE_DOCUMENTS}`),
  name: "Rejected from outside",
  description:
    "Public addresses that were turned away most, by the port that they asked for. Noise as a rule; an address that is also among those that the web firewall blocks is worth a block of its own.",
};

export const dnsMatches: SecurityQuestion = {
  id: "security-dns-matches",
  name: "Names known to be bad",
  description:
    "Names that a rule of the DNS firewall blocked or told of, most asked first. Without rule groups, such as the managed lists of malware and botnets, there are none. What asks for such a name is taken off the network and looked at.",
  type: "table",
  unit: "short",
  columnUnits: [{ column: "latest", unit: "dateTimeAsIso" }],
  judgement: { unjudged: "A list may hold what is harmless; GuardDuty judges what is asked for." },
  of: "dns",
  sql: (lake) =>
    statement(
      [
        rows(lake, "dns", [DNS_MATCH], {
          time: "time_dt",
          account: "accountid",
          hostname: "query.hostname",
          disposition: "disposition",
          asker: "COALESCE(src_endpoint.instance_uid, src_endpoint.ip)",
        }),
      ],
      [
        `SELECT hostname, disposition, ${accountName(lake)} AS account, count(*) AS queries, count(DISTINCT asker) AS askers, max(asker) AS one_asker, max(time) AS latest`,
        "FROM seen",
        "GROUP BY hostname, disposition, account",
        "ORDER BY queries DESC, hostname, 3, disposition",
        "LIMIT 25",
      ].join("\n"),
    ),
  documents: ocsf("class_uid:4003 AND disposition:(Blocked OR Alert)", {
    measure: COUNT,
    by: [
      { field: "query.hostname", size: 25 },
      { field: "disposition", size: 5 },
    ],
    total: true,
  }),
};

export const wafBlocks: SecurityQuestion = {
  id: "security-waf-blocks",
  name: "Requests blocked by WAF",
  description:
    "Requests that a rule of AWS WAF blocked, in each hour, by rule. A step up is an attack, or a rule that hits people: compare with the errors of the service.",
  type: "counter",
  unit: "short",
  judgement: { unjudged: "Blocking is its work; errors and latency of the services are judged." },
  of: "waf",
  sql: (lake) => perHour(lake, "waf", [DENIED], "rule", { rule: "COALESCE(firewall_rule.uid, 'default action')" }),
  documents: ocsf("class_uid:4002 AND action:Denied", {
    measure: COUNT,
    by: [{ field: "firewall_rule.uid", size: 15 }],
  }),
};

export const wafSources: SecurityQuestion = {
  id: "security-waf-sources",
  name: "Who is blocked by WAF",
  description: "Addresses whose requests were blocked most, by host, with one of the paths that they asked for.",
  type: "table",
  unit: "short",
  columnUnits: [{ column: "latest", unit: "dateTimeAsIso" }],
  judgement: { unjudged: "Blocking is its work." },
  of: "waf",
  sql: (lake) =>
    statement(
      [
        rows(lake, "waf", [DENIED], {
          time: "time_dt",
          address: "src_endpoint.ip",
          country: "src_endpoint.location.country",
          host: "http_request.url.hostname",
          path: "http_request.url.path",
          rule: "COALESCE(firewall_rule.uid, 'default action')",
        }),
      ],
      [
        "SELECT address, country, host, count(*) AS requests, count(DISTINCT rule) AS rules, count(DISTINCT path) AS paths, max(path) AS one_path, max(time) AS latest",
        "FROM seen",
        "GROUP BY address, country, host",
        "ORDER BY requests DESC, address, host, country",
        "LIMIT 25",
      ].join("\n"),
    ),
  documents: ocsf("class_uid:4002 AND action:Denied", {
    measure: COUNT,
    by: [
      { field: "src_endpoint.ip", size: 25 },
      { field: "http_request.url.hostname", size: 5 },
    ],
    total: true,
  }),
};

function talkers(id: string, from: string, documents: string): Omit<SecurityQuestion, "name" | "description"> {
  return {
    id: `security-rejected-${id}`,
    type: "table",
    unit: "short",
    columnUnits: [{ column: "bytes", unit: "bytes" }],
    judgement: { unjudged: "What is turned away has done no harm; who is turned away is for people to judge." },
    of: "vpc-flow",
    sql: (lake) =>
      statement(
        [
          rows(lake, "vpc-flow", [DENIED, from], {
            account: "accountid",
            address: "src_endpoint.ip",
            port: "dst_endpoint.port",
            target: "dst_endpoint.ip",
            packets: "traffic.packets",
            bytes: "traffic.bytes",
          }),
        ],
        [
          `SELECT address, port, ${accountName(lake)} AS account, count(*) AS flows, count(DISTINCT target) AS targets, sum(packets) AS packets, sum(bytes) AS bytes`,
          "FROM seen",
          "GROUP BY address, port, account",
          "ORDER BY flows DESC, address, port, 3",
          "LIMIT 25",
        ].join("\n"),
      ),
    documents: ocsf(`class_uid:4001 AND action:Denied AND ${documents}`, {
      measure: COUNT,
      by: [
        { field: "src_endpoint.ip", size: 25 },
        { field: "dst_endpoint.port", size: 5 },
      ],
      total: true,
    }),
  };
}

/** Rows of the range, by hour and a label. */
function perHour(lake: Lake, source: LakeSource, where: readonly string[], label: string, columns: Columns): string {
  return statement(
    [rows(lake, source, where, { hour: HOUR, ...columns })],
    `SELECT hour AS time, ${label} AS label, count(*) AS number\nFROM seen\nGROUP BY 1, 2\nORDER BY 1, 2\nLIMIT 5000`,
  );
}

function rows(lake: Lake, source: LakeSource, where: readonly string[], columns: Columns): Cte {
  return lakeRows(lake, source, { name: "seen", span: PICKED, columns, where });
}
