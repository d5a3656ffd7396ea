/** Calls that change what guards the estate: logging, keys, networks, and the watchers themselves. */
import { literal } from "../core/sql";

interface Guardrail {
  /** What is changed, as people call it. */
  readonly name: string;
  /** Calls by service; a star stands for any end. */
  readonly calls: Readonly<Record<string, readonly string[]>>;
}

/**
 * After the monitoring chapter of the CIS AWS Foundations Benchmark (v3.0, 4.5 to 4.14: CloudTrail, customer keys,
 * bucket policies, Config, security groups, network ACLs, gateways, routes, VPCs), and the services that watch.
 */
const GUARDRAILS: readonly Guardrail[] = [
  {
    name: "logging",
    calls: {
      "cloudtrail.amazonaws.com": [
        "CreateTrail",
        "UpdateTrail",
        "DeleteTrail",
        "StartLogging",
        "StopLogging",
        "PutEventSelectors",
      ],
      "config.amazonaws.com": [
        "StopConfigurationRecorder",
        "DeleteConfigurationRecorder",
        "PutConfigurationRecorder",
        "DeleteDeliveryChannel",
        "PutDeliveryChannel",
      ],
      "ec2.amazonaws.com": ["DeleteFlowLogs"],
      "logs.amazonaws.com": ["DeleteLogGroup", "DeleteSubscriptionFilter"],
      "securitylake.amazonaws.com": ["Delete*", "Update*"],
    },
  },
  {
    name: "detection",
    calls: {
      "guardduty.amazonaws.com": [
        "DeleteDetector",
        "UpdateDetector",
        "StopMonitoringMembers",
        "DisassociateMembers",
        "CreateFilter",
      ],
      "securityhub.amazonaws.com": [
        "DisableSecurityHub",
        "BatchDisableStandards",
        "DisassociateMembers",
        "UpdateStandardsControl",
      ],
      "inspector2.amazonaws.com": ["Disable", "DisassociateMember"],
      "access-analyzer.amazonaws.com": ["DeleteAnalyzer"],
    },
  },
  {
    name: "keys",
    calls: {
      "kms.amazonaws.com": [
        "DisableKey",
        "ScheduleKeyDeletion",
        "PutKeyPolicy",
        "DisableKeyRotation",
        "DeleteImportedKeyMaterial",
      ],
    },
  },
  {
    name: "bucket access",
    calls: {
      "s3.amazonaws.com": [
        "PutBucketPolicy",
        "DeleteBucketPolicy",
        "PutBucketAcl",
        "PutBucketPublicAccessBlock",
        "DeleteBucketPublicAccessBlock",
        "PutAccountPublicAccessBlock",
        "DeleteAccountPublicAccessBlock",
        "PutBucketLogging",
      ],
    },
  },
  {
    name: "network",
    calls: {
      "ec2.amazonaws.com": [
        "AuthorizeSecurityGroup*",
        "RevokeSecurityGroup*",
        "CreateSecurityGroup",
        "DeleteSecurityGroup",
        "ModifySecurityGroupRules",
        "CreateNetworkAcl*",
        "DeleteNetworkAcl*",
        "ReplaceNetworkAcl*",
        "CreateRoute*",
        "DeleteRoute*",
        "ReplaceRoute*",
        "AttachInternetGateway",
        "DetachInternetGateway",
        "CreateVpcPeeringConnection",
        "AcceptVpcPeeringConnection",
        "ModifyVpcAttribute",
        "DeleteVpc",
      ],
      "wafv2.amazonaws.com": ["DeleteWebACL", "UpdateWebACL", "DisassociateWebACL", "DeleteLoggingConfiguration"],
      "network-firewall.amazonaws.com": ["DeleteFirewall", "UpdateFirewallPolicy", "DeleteLoggingConfiguration"],
    },
  },
  {
    name: "organisation",
    calls: {
      "organizations.amazonaws.com": [
        "LeaveOrganization",
        "DetachPolicy",
        "DisablePolicyType",
        "UpdatePolicy",
        "RemoveAccountFromOrganization",
      ],
    },
  },
];

/** What kind of guard an event changes; null where it changes none. */
export const GUARDRAIL = `CASE ${GUARDRAILS.map(({ name, calls }) => `WHEN ${condition(calls)} THEN ${literal(name)}`).join("\n    ")} END`;

/** Services named above: a condition that every event must fulfil, so that most rows are dropped early. */
export const GUARDED_SERVICE = `api.service.name IN (${services().map(literal).join(", ")})`;

/** Documents of such events, of some kinds, in Lucene. */
export function guardrailDocuments(kinds: readonly string[] = guardrailNames()): string {
  return GUARDRAILS.filter(({ name }) => kinds.includes(name))
    .flatMap(({ calls }) => Object.entries(calls))
    .map(([service, names]) => `(api.service.name:"${service}" AND api.operation:(${names.join(" OR ")}))`)
    .join(" OR ");
}

/** All kinds. */
export function guardrailNames(): readonly string[] {
  return GUARDRAILS.map(({ name }) => name);
}

function services(): readonly string[] {
  return [...new Set(GUARDRAILS.flatMap(({ calls }) => Object.keys(calls)))];
}

function condition(calls: Guardrail["calls"]): string {
  const parts = Object.entries(calls).map(([service, names]) => {
    const exact = names.filter((name) => !name.endsWith("*"));
    const begun = names.filter((name) => name.endsWith("*")).map((name) => name.slice(0, -1));
    const operations = [
      ...(exact.length === 0 ? [] : [`api.operation IN (${exact.map(literal).join(", ")})`]),
      ...begun.map((start) => `api.operation LIKE ${literal(`${start}%`)}`),
    ];
    return `(api.service.name = ${literal(service)} AND (${operations.join(" OR ")}))`;
  });
  return parts.join(" OR ");
}
