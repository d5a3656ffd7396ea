/** What happened in an invented organisation within three days: calls, flows, names asked for, requests, alerts. */
import { PRODUCTION, STAGING, STRANGER } from "./cost-workloads";
import { ago, numbers } from "./security-sample";

interface Happening {
  /** Moment, UTC, `YYYY-MM-DDTHH:MM:SS`. */
  readonly at: string;
  readonly account: string;
  readonly region: string;
}

export interface Caller {
  readonly kind: "Root" | "IAMUser" | "AssumedRole" | "AWSService";
  /** Who it is, as people want to see it: of a session, its role. */
  readonly principal: string;
  /** ARN of the caller itself. */
  readonly arn?: string;
  readonly issuer?: string;
  readonly name?: string;
  readonly invokedBy?: string;
}

export interface Call extends Happening {
  readonly service: string;
  readonly operation: string;
  readonly by: Caller;
  readonly address: string;
  readonly agent: string;
  readonly error?: string;
  readonly code: string;
  readonly mfa?: boolean;
  readonly failed: boolean;
  readonly request?: string;
  /** Whose rights were changed. */
  readonly changed?: string;
  /** What it is to whoever reads it; the queries have to find out. */
  readonly is: readonly (
    | "login"
    | "root"
    | "denied"
    | "identity"
    | "logging"
    | "detection"
    | "keys"
    | "network"
    | "bucket access"
    | "organisation"
  )[];
}

export interface Flow extends Happening {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly packets: number;
  readonly rejected: boolean;
  /** Whether the source is a private address. */
  readonly inside: boolean;
}

export interface NameQuery extends Happening {
  readonly hostname: string;
  readonly instance?: string;
  readonly ip: string;
  readonly verdict: "none" | "Allowed" | "Alert" | "Blocked";
}

export interface WebRequest extends Happening {
  readonly ip: string;
  readonly country: string;
  readonly host: string;
  readonly path: string;
  readonly rule?: string;
  readonly blocked: boolean;
}

export interface SensorAlert extends Happening {
  readonly source: "falco" | "own-sensor";
  readonly severity: number;
  readonly rule: string;
  readonly resource?: string;
}

const random = numbers(11);
const pick = <Item>(items: readonly [Item, ...Item[]]): Item => items[Math.floor(random() * items.length)] ?? items[0];

const ROOT: Caller = {
  kind: "Root",
  principal: "arn:aws:iam::777788889999:root",
  arn: "arn:aws:iam::777788889999:root",
};
const ALICE: Caller = {
  kind: "IAMUser",
  principal: "arn:aws:iam::777788889999:user/alice",
  arn: "arn:aws:iam::777788889999:user/alice",
  name: "alice",
};
const NOBODY: Caller = {
  kind: "IAMUser",
  principal: "HIDDEN_DUE_TO_SECURITY_REASONS",
  name: "HIDDEN_DUE_TO_SECURITY_REASONS",
};
const DEPLOY: Caller = {
  kind: "AssumedRole",
  principal: "arn:aws:iam::777788889999:role/Deploy",
  issuer: "arn:aws:iam::777788889999:role/Deploy",
  arn: "arn:aws:sts::777788889999:assumed-role/Deploy/run-1",
};
const DEPLOY_AGAIN: Caller = { ...DEPLOY, arn: "arn:aws:sts::777788889999:assumed-role/Deploy/run-2" };
const SCALING: Caller = {
  kind: "AWSService",
  principal: "autoscaling.amazonaws.com",
  invokedBy: "autoscaling.amazonaws.com",
};

type Template = Partial<Call> & Pick<Call, "service" | "operation" | "by" | "is">;

const login = {
  service: "signin.amazonaws.com",
  operation: "ConsoleLogin",
  code: "AwsConsoleSignIn",
  is: ["login"],
} as const;

const TEMPLATES: readonly [Template, ...Template[]] = [
  { ...login, by: ALICE, mfa: true },
  { ...login, by: ALICE, mfa: false },
  { ...login, by: ALICE, failed: true },
  { ...login, by: NOBODY, failed: true },
  { ...login, by: DEPLOY, mfa: false },
  { ...login, by: ROOT, mfa: true, is: ["login", "root"] },
  { service: "s3.amazonaws.com", operation: "ListBuckets", by: ROOT, is: ["root"] },
  {
    service: "s3.amazonaws.com",
    operation: "ListBuckets",
    by: { ...ROOT, invokedBy: "support.amazonaws.com" },
    is: [],
  },
  { service: "health.amazonaws.com", operation: "DescribeEvents", by: ROOT, code: "AwsServiceEvent", is: [] },
  {
    service: "iam.amazonaws.com",
    operation: "CreateUser",
    by: DEPLOY,
    changed: "carol",
    request: '{"userName":"carol"}',
    is: ["identity"],
  },
  {
    service: "iam.amazonaws.com",
    operation: "AttachRolePolicy",
    by: DEPLOY_AGAIN,
    changed: "Deploy",
    request: `{"policy":"${"x".repeat(400)}"}`,
    is: ["identity"],
  },
  { service: "sso.amazonaws.com", operation: "CreateAccountAssignment", by: ALICE, is: ["identity"] },
  { service: "iam.amazonaws.com", operation: "ListUsers", by: ALICE, is: [] },
  { service: "iam.amazonaws.com", operation: "SimulatePrincipalPolicy", by: ALICE, is: [] },
  { service: "iam.amazonaws.com", operation: "PutUserPolicy", by: ALICE, error: "AccessDenied", is: ["denied"] },
  {
    service: "dynamodb.amazonaws.com",
    operation: "GetItem",
    by: DEPLOY,
    error: "AccessDeniedException",
    is: ["denied"],
  },
  {
    service: "ec2.amazonaws.com",
    operation: "RunInstances",
    by: DEPLOY_AGAIN,
    error: "Client.UnauthorizedOperation",
    is: ["denied"],
  },
  {
    service: "sqs.amazonaws.com",
    operation: "ListQueues",
    by: SCALING,
    error: "UnauthorizedOperation",
    is: ["denied"],
  },
  { service: "sns.amazonaws.com", operation: "Publish", by: ALICE, error: "ThrottlingException", is: [] },
  { service: "s3.amazonaws.com", operation: "GetBucketPolicy", by: ALICE, error: "NoSuchBucketPolicy", is: [] },
  {
    service: "cloudtrail.amazonaws.com",
    operation: "StopLogging",
    by: ALICE,
    request: '{"name":"main"}',
    is: ["logging"],
  },
  { service: "cloudtrail.amazonaws.com", operation: "DescribeTrails", by: ALICE, is: [] },
  {
    service: "guardduty.amazonaws.com",
    operation: "DeleteDetector",
    by: ALICE,
    error: "AccessDenied",
    is: ["detection", "denied"],
  },
  { service: "guardduty.amazonaws.com", operation: "UpdateDetector", by: DEPLOY, is: ["detection"] },
  { service: "kms.amazonaws.com", operation: "ScheduleKeyDeletion", by: DEPLOY, is: ["keys"] },
  { service: "kms.amazonaws.com", operation: "Decrypt", by: DEPLOY, is: [] },
  { service: "ec2.amazonaws.com", operation: "AuthorizeSecurityGroupIngress", by: ALICE, is: ["network"] },
  { service: "ec2.amazonaws.com", operation: "CreateRouteTable", by: DEPLOY, is: ["network"] },
  { service: "ec2.amazonaws.com", operation: "DescribeSecurityGroups", by: DEPLOY, is: [] },
  { service: "s3.amazonaws.com", operation: "PutBucketPolicy", by: DEPLOY, is: ["bucket access"] },
  { service: "organizations.amazonaws.com", operation: "DetachPolicy", by: ALICE, is: ["organisation"] },
];

/** A moment of its own for each, from two days before now. */
function moments(count: number, offset: number): readonly string[] {
  const step = Math.floor((2 * 86_400 + 55_000) / count);
  return Array.from({ length: count }, (_, index) => ago(2, index * step + offset));
}

function place(at: string): Happening {
  return { at, account: pick([PRODUCTION, STAGING, STRANGER]), region: pick(["eu-central-1", "us-east-1"]) };
}

export const CALLS: readonly Call[] = moments(700, 1).map((at) => {
  const template = pick(TEMPLATES);
  return {
    ...place(at),
    address: template.by.invokedBy ?? `198.51.100.${String(Math.floor(random() * 6))}`,
    agent: "aws-cli/2.17",
    code: "AwsApiCall",
    failed: template.error !== undefined,
    ...template,
  };
});

export const FLOWS: readonly Flow[] = moments(900, 2).map((at) => {
  const inside = random() < 0.4;
  return {
    ...place(at),
    from: inside
      ? pick(["10.0.1.5", "172.16.9.9", "192.168.0.7", "100.64.3.2"])
      : pick(["203.0.113.9", "172.32.0.1", "100.128.0.1", "11.0.0.1"]),
    to: `10.0.2.${String(Math.floor(random() * 5))}`,
    port: pick([22, 443, 3389, 5432]),
    packets: 1 + Math.floor(random() * 9),
    rejected: random() < 0.7,
    inside,
  };
});

export const QUERIES: readonly NameQuery[] = moments(300, 3).map((at) => {
  const verdict = pick(["none", "Allowed", "Alert", "Blocked"] as const);
  return {
    ...place(at),
    hostname: pick(["evil.example.", "worse.example.", "fine.example."]),
    ...(random() < 0.5 ? { instance: `i-0${String(Math.floor(random() * 4))}` } : {}),
    ip: `10.0.3.${String(Math.floor(random() * 4))}`,
    verdict,
  };
});

export const REQUESTS: readonly WebRequest[] = moments(400, 4).map((at) => {
  const rule = pick(["AWSManagedRulesSQLiRuleSet", "rate-limit", undefined]);
  return {
    ...place(at),
    ip: `203.0.113.${String(Math.floor(random() * 7))}`,
    country: pick(["DE", "US"]),
    host: pick(["shop.example.com", "api.example.com"]),
    path: pick(["/", "/login", "/.aws/credentials"]),
    ...(rule === undefined ? {} : { rule }),
    blocked: random() < 0.4,
  };
});

export const ALERTS: readonly SensorAlert[] = moments(160, 5).map((at) => ({
  ...place(at),
  source: pick(["falco", "falco", "own-sensor"] as const),
  severity: pick([2, 4, 5]),
  rule: pick(["Terminal shell in container", "Write below etc"]),
  ...(random() < 0.8 ? { resource: `task-${String(Math.floor(random() * 3))}` } : {}),
}));
