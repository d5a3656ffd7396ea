/**
 * Columns of Security Lake's tables in source version 2.0, after OCSF's mappings of version 1.1.0
 * (https://github.com/ocsf/examples/tree/main/mappings/markdown/AWS/v1.1.0, read 2026-11): what a mapping does not name is
 * no column, and a query for it fails. Observables are left out.
 */
import type { Table } from "./sql-engine";

type Columns = Readonly<Record<string, string>>;

const COMMON: Columns = {
  activity_id: "int",
  activity_name: "string",
  category_name: "string",
  category_uid: "int",
  class_name: "string",
  class_uid: "int",
  severity: "string",
  severity_id: "int",
  time: "bigint",
  time_dt: "timestamp",
  type_name: "string",
  type_uid: "bigint",
  unmapped: "map<string,string>",
  accountid: "string",
  region: "string",
};

const ENDPOINT =
  "struct<port:int,svc_name:string,ip:string,intermediate_ips:array<string>,interface_uid:string,vpc_uid:string,instance_uid:string,subnet_uid:string>";
const PRODUCT =
  "struct<feature:struct<uid:string,name:string>,name:string,uid:string,vendor_name:string,version:string>";
const RESOURCE =
  "struct<cloud_partition:string,criticality:string,data:string,labels:array<string>,region:string,type:string,uid:string>";
const CVE =
  "struct<created_time_dt:timestamp,cvss:array<struct<base_score:double,vector_string:string,version:string>>,epss:struct<score:string>,modified_time_dt:timestamp,references:array<string>,uid:string>";
const PACKAGE =
  "struct<architecture:string,epoch:int,fixed_in_version:string,name:string,package_manager:string,release:string,version:string>";

const FINDINGS: Columns = {
  ...COMMON,
  cloud: "struct<account:struct<uid:string>,provider:string,region:string>",
  compliance:
    "struct<control:string,requirements:array<string>,standards:array<string>,status:string,status_code:string,status_detail:string>",
  confidence_score: "int",
  finding_info:
    "struct<created_time_dt:timestamp,desc:string,first_seen_time_dt:timestamp,last_seen_time_dt:timestamp,modified_time_dt:timestamp,src_url:string,title:string,types:array<string>,uid:string>",
  message: "string",
  metadata: `struct<log_version:string,processed_time_dt:timestamp,product:${PRODUCT},profiles:array<string>,version:string>`,
  remediation: "struct<desc:string,references:array<string>>",
  resource: RESOURCE,
  resources: `array<${RESOURCE}>`,
  status: "string",
  vulnerabilities: `array<struct<affected_packages:array<${PACKAGE}>,cve:${CVE},is_exploit_available:boolean,is_fix_available:boolean,references:array<string>,vendor_name:string>>`,
};

const CLOUD_TRAIL: Columns = {
  ...COMMON,
  actor:
    "struct<user:struct<type:string,name:string,uid_alt:string,uid:string,account:struct<uid:string>,credential_uid:string>,session:struct<created_time_dt:timestamp,is_mfa:boolean,issuer:string>,invoked_by:string,idp:struct<name:string>>",
  api: "struct<response:struct<error:string,message:string,data:string>,operation:string,version:string,service:struct<name:string>,request:struct<data:string,uid:string>>",
  cloud: "struct<region:string,provider:string>",
  dst_endpoint: "struct<svc_name:string>",
  http_request: "struct<user_agent:string>",
  is_mfa: "boolean",
  metadata: `struct<product:${PRODUCT},event_code:string,uid:string,profiles:array<string>,version:string>`,
  resources: "array<struct<uid:string,owner:struct<account:struct<uid:string>>,type:string>>",
  src_endpoint: "struct<uid:string,ip:string,domain:string>",
  status: "string",
  user: "struct<uid_alt:string,uid:string,name:string>",
};

const SECURITY_CONTROL: Columns = { action: "string", action_id: "int", disposition: "string" };

const VPC_FLOW: Columns = {
  ...COMMON,
  ...SECURITY_CONTROL,
  cloud: "struct<account:struct<uid:string>,region:string,zone:string,provider:string>",
  connection_info:
    "struct<protocol_num:int,tcp_flags:int,protocol_ver:string,boundary_id:int,boundary:string,direction_id:int,direction:string>",
  dst_endpoint: ENDPOINT,
  end_time_dt: "timestamp",
  src_endpoint: ENDPOINT,
  start_time_dt: "timestamp",
  status_code: "string",
  traffic: "struct<packets:bigint,bytes:bigint>",
};

const DNS: Columns = {
  ...COMMON,
  ...SECURITY_CONTROL,
  answers: "array<struct<type:string,rdata:string,class:string>>",
  dst_endpoint: "struct<instance_uid:string,interface_uid:string>",
  firewall_rule: "struct<uid:string>",
  query: "struct<hostname:string,type:string,class:string>",
  rcode: "string",
  rcode_id: "int",
  src_endpoint: "struct<vpc_uid:string,ip:string,port:int,instance_uid:string>",
};

const WAF: Columns = {
  ...COMMON,
  ...SECURITY_CONTROL,
  firewall_rule:
    "struct<condition:string,match_details:array<string>,match_location:string,rate_limit:int,type:string,uid:string>",
  http_request:
    "struct<args:string,http_method:string,referrer:string,uid:string,url:struct<hostname:string,path:string>,user_agent:string,version:string>",
  src_endpoint: "struct<ip:string,location:struct<country:string>,svc_name:string,uid:string>",
  status_code: "string",
};

/** What a writer of a custom source must write at least; the partition keys are text. */
const DETECTION: Columns = {
  class_uid: "int",
  severity_id: "int",
  time: "bigint",
  finding_info: "struct<title:string,uid:string>",
  resources: "array<struct<uid:string,type:string>>",
};

const TABLES = { findings: FINDINGS, "cloud-trail": CLOUD_TRAIL, "vpc-flow": VPC_FLOW, dns: DNS, waf: WAF } as const;

/** A table of a source, with rows. */
export function lakeTableWith(
  schema: string,
  name: string,
  source: keyof typeof TABLES,
  rows: readonly object[],
): Table {
  return { schema, name, columns: listed(TABLES[source]), partitions: [], rows };
}

/** A table of a custom source, with rows. */
export function customTableWith(schema: string, name: string, rows: readonly object[]): Table {
  const partitions = listed({ region: "string", accountid: "string", eventday: "string" });
  return { schema, name, columns: listed(DETECTION), partitions, rows };
}

function listed(columns: Columns): Table["columns"] {
  return Object.entries(columns).map(([name, type]) => ({ name, type }));
}
