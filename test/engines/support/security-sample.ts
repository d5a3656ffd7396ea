/**
 * What an invented organisation's Security Hub has seen, as a story of each finding and not as rows of any table. Rows of
 * the lake are rendered from it, and the figures expected of every query are worked out from it, so neither side knows
 * the other.
 */
import { PRODUCTION, STAGING, STRANGER } from "./cost-workloads";

/** What a finding is after an update. */
export type State = "open" | "notified" | "resolved" | "suppressed" | "archived" | "passed" | "unavailable";

export interface Update {
  /** Moment, UTC, `YYYY-MM-DDTHH:MM:SS`. */
  readonly at: string;
  /** Moment at which Security Hub took it in. */
  readonly processed: string;
  readonly state: State;
}

export interface SampleFinding {
  readonly uid: string;
  readonly kind: "check" | "vulnerability" | "detection";
  readonly product: string;
  /** 0 unknown, 1 informational, to 5 critical. */
  readonly severity: number;
  readonly account: string;
  readonly region: string;
  readonly title: string;
  readonly type: string;
  /** Absent where the provider does not tell. */
  readonly firstSeen?: string;
  readonly created: string;
  readonly resource: string;
  readonly resourceType: string;
  /** Absent for checks that belong to no standard. */
  readonly control?: string;
  readonly vulnerability?: { readonly cve: string; readonly fix: boolean; readonly exploit: boolean };
  /** A sample that somebody had made to try things out. */
  readonly sample?: boolean;
  /** In order. */
  readonly updates: readonly Update[];
}

/** The moment at which everything is asked. */
export const NOW = "2026-03-19T15:30:00";

/** The same numbers in every run. */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** A moment some days before now, at a second of the day. */
export function ago(days: number, second: number): string {
  const moment = Date.parse("2026-03-19T00:00:00Z") - days * 86_400_000 + second * 1000;
  return new Date(moment).toISOString().slice(0, 19);
}

const ACCOUNTS = [PRODUCTION, STAGING, STRANGER] as const;
const REGIONS = ["eu-central-1", "us-east-1"] as const;
const CONTROLS = [
  { id: "S3.1", title: "S3 general purpose buckets should block public access", severity: 4, type: "AwsS3Bucket" },
  { id: "EC2.2", title: "Default security groups should not allow traffic", severity: 4, type: "AwsEc2SecurityGroup" },
  { id: "IAM.6", title: "Hardware MFA should be enabled for the root user", severity: 5, type: "AwsAccount" },
  { id: "KMS.4", title: "Rotation of keys should be enabled", severity: 3, type: "AwsKmsKey" },
  { id: "Lambda.2", title: "Functions should use supported runtimes", severity: 2, type: "AwsLambdaFunction" },
] as const;

const random = numbers(7);
const pick = <Item>(items: readonly [Item, ...Item[]]): Item => items[Math.floor(random() * items.length)] ?? items[0];

export const FINDINGS: readonly SampleFinding[] = [
  ...CONTROLS.flatMap((control, index) => checks(control, index)),
  ...Array.from({ length: 60 }, (_, index) => vulnerability(index)),
  ...Array.from({ length: 30 }, (_, index) => detection(index)),
  ...Array.from({ length: 7 }, (_, index) => advice(index)),
  ...corners(),
];

/** A check of a control on each of its resources, repeated every day. */
function checks(control: (typeof CONTROLS)[number], index: number): SampleFinding[] {
  return Array.from({ length: 9 }, (_, number) => {
    const age = 5 + Math.floor(random() * 240);
    const second = 3600 + index * 600 + number * 7;
    let state: State = random() < 0.5 ? "passed" : "open";
    const updates: Update[] = [];
    for (let day = Math.min(age, 100); day >= 0; day -= 1) {
      if (random() < 0.02) state = state === "passed" ? "open" : "passed";
      if (random() < 0.003) state = "unavailable";
      const shown = control.id === "KMS.4" ? "passed" : state;
      updates.push(update(ago(day, second), shown));
      if (shown === "open" && random() < 0.004) {
        updates.push(update(ago(day, second + 1800), "suppressed"));
        break;
      }
    }
    return {
      uid: `check-${control.id}-${String(number)}`,
      kind: "check",
      product: "Security Hub",
      severity: control.severity,
      account: pick(ACCOUNTS),
      region: pick(REGIONS),
      title: control.title,
      type: "Software and Configuration Checks/Industry and Regulatory Standards",
      // Older than the finding where Security Hub had the check under another id before.
      firstSeen: ago(age + 4 * (number % 3), second - 60),
      created: ago(age, second),
      resource: `${control.type}-${String(number % 6)}`,
      resourceType: control.type,
      control: control.id,
      updates,
    };
  });
}

/** A vulnerability of a resource; it is told of again only when something changes. */
function vulnerability(index: number): SampleFinding {
  const age = Math.floor(random() * 280);
  const cve = `CVE-2026-${String(1000 + (index % 11))}`;
  const ends: readonly [State, ...State[]] = ["open", "open", "open", "archived", "resolved", "suppressed", "notified"];
  const last = Math.floor(random() * (age + 1));
  const second = 20_000 + index;
  const middle = Math.floor((age + last) / 2);
  const updates = [update(ago(age, second), "open")];
  if (middle < age) updates.push(update(ago(middle, second), "open"));
  if (last < middle) updates.push(update(ago(last, second), pick(ends)));
  return {
    uid: `vulnerability-${String(index)}`,
    kind: "vulnerability",
    product: "Inspector",
    severity: 1 + (index % 5),
    account: pick(ACCOUNTS),
    region: pick(REGIONS),
    title: `${cve} - openssl`,
    type: "Software and Configuration Checks/Vulnerabilities/CVE",
    ...(index % 4 === 0 ? {} : { firstSeen: ago(age, second - 5) }),
    created: ago(age, second),
    resource: `AwsEcrContainerImage-${String(index % 8)}`,
    resourceType: "AwsEcrContainerImage",
    vulnerability: { cve, fix: index % 3 !== 0, exploit: index % 11 === 5 || index === 24 },
    updates,
  };
}

/** A threat that GuardDuty or Macie saw, perhaps closed, perhaps seen again. */
function detection(index: number): SampleFinding {
  const age = index % 5 === 0 ? 0 : Math.floor(random() * 30);
  const second = 10_000 + index * 11;
  const updates = [update(ago(age, second), "open")];
  if (index % 3 === 1) updates.push(update(ago(age, second + 400), index % 2 === 0 ? "archived" : "resolved"));
  if (index % 6 === 1) updates.push(update(ago(Math.max(age - 2, 0), second + 900), "open"));
  return {
    uid: `detection-${String(index)}`,
    kind: "detection",
    product: index % 7 === 6 ? "Macie" : "GuardDuty",
    severity: 2 + (index % 4),
    account: pick(ACCOUNTS),
    region: pick(REGIONS),
    title: `Unusual call number ${String(index)}`,
    type: `TTPs/Discovery/Recon:IAMUser-Number${String(index % 4)}`,
    firstSeen: ago(age, second - 700),
    created: ago(age, second),
    resource: `AwsIamAccessKey-${String(index % 5)}`,
    resourceType: "AwsIamAccessKey",
    sample: index % 10 === 0,
    updates,
  };
}

/** Advice of other services that the estate imports. */
function advice(index: number): SampleFinding {
  const optimizer = index % 2 === 0;
  return {
    uid: `advice-${String(index)}`,
    kind: "check",
    product: optimizer ? "Compute Optimizer" : "AWS Trusted Advisor",
    severity: optimizer ? 1 : 3,
    account: ACCOUNTS[index % 3] ?? PRODUCTION,
    region: REGIONS[index % 2] ?? "eu-central-1",
    title: optimizer ? "Instance is larger than it needs to be" : `Limit number ${String(index % 3)} is near`,
    type: "Software and Configuration Checks",
    created: ago(12 + index, 30_000),
    resource: `AwsEc2Instance-${String(index)}`,
    resourceType: "AwsEc2Instance",
    updates: [update(ago(12 + index, 30_000), "open"), update(ago(index, 30_000), index === 6 ? "resolved" : "open")],
  };
}

/** What goes wrong first: equal moments, copies from another region, findings that nobody has heard of for long. */
function corners(): SampleFinding[] {
  const base = {
    kind: "vulnerability",
    product: "Inspector",
    severity: 5,
    account: PRODUCTION,
    region: "us-east-1",
    type: "Software and Configuration Checks/Vulnerabilities/CVE",
    resourceType: "AwsEc2Instance",
    vulnerability: { cve: "CVE-2025-0001", fix: true, exploit: false },
  } as const satisfies Partial<SampleFinding>;
  const dismissedLater = ago(9, 41_000);
  const copied = update(ago(4, 42_000), "archived");
  return [
    {
      ...base,
      uid: "corner-suppressed-without-a-new-moment",
      title: "Suppressed by hand",
      created: ago(20, 40_000),
      resource: "AwsEc2Instance-a",
      updates: [
        update(ago(20, 40_000), "open"),
        { at: dismissedLater, processed: dismissedLater, state: "open" },
        { at: dismissedLater, processed: ago(8, 41_000), state: "suppressed" },
      ],
    },
    {
      ...base,
      uid: "corner-told-twice",
      title: "Told by two regions",
      created: ago(30, 42_000),
      resource: "AwsEc2Instance-b",
      updates: [update(ago(30, 42_000), "open"), copied, copied],
    },
    {
      ...base,
      uid: "corner-forgotten",
      title: "Not updated for 91 days",
      created: ago(120, 43_000),
      resource: "AwsEc2Instance-c",
      updates: [update(ago(120, 43_000), "open"), update(ago(91, 43_000), "open")],
    },
    {
      ...base,
      uid: "corner-on-its-deadline",
      title: "Critical, 15 days old",
      created: ago(15, 100),
      resource: "AwsEc2Instance-d",
      updates: [update(ago(15, 100), "open")],
    },
    {
      ...base,
      uid: "corner-past-its-deadline",
      title: "Critical, 16 days old by the calendar",
      created: ago(16, 86_300),
      resource: "AwsEc2Instance-e",
      updates: [update(ago(16, 86_300), "open")],
    },
    {
      ...base,
      uid: "corner-gone-out-of-nothing",
      title: "Old, and closed before anything else is read",
      created: ago(200, 44_000),
      resource: "AwsEc2Instance-f",
      updates: [update(ago(3, 44_000), "resolved")],
    },
    {
      ...base,
      kind: "check",
      uid: "corner-checked-after-long",
      title: "Passes, as it did the last time",
      control: "Config.1",
      created: ago(200, 45_000),
      resource: "AwsAccount-a",
      updates: [update(ago(2, 45_000), "passed")],
    },
  ];
}

function update(at: string, state: State): Update {
  return { at, processed: at, state };
}
