/** The figures that the queries over findings must return, worked out from the story of each finding. */
import { NAMES, ordered, type Asked, type Row, within, groups, distinct, shownMoment } from "./security-answers";
import { FINDINGS, type SampleFinding, type State } from "./security-sample";

interface Standing extends SampleFinding {
  readonly state: State;
  /** Moment of the newest update. */
  readonly updated: string;
  /** Days since it was first seen, by the calendar. */
  readonly age: number;
  readonly late: boolean;
}

const DAY = 86_400_000;
const DEADLINES: Readonly<Record<number, number>> = { 5: 15, 4: 30, 3: 90, 2: 180 };
const SEVERITIES = ["Unknown", "Informational", "Low", "Medium", "High", "Critical"];

/** Findings as they stood at the end, by their updates of the days before it. */
export function standing(asked: Asked, days = 90): Standing[] {
  const start = new Date(Date.parse(`${asked.to}Z`) - days * DAY).toISOString().slice(0, 19);
  return newest({ ...asked, from: start });
}

export function open(asked: Asked): Standing[] {
  return standing(asked).filter(({ state }) => state === "open" || state === "notified");
}

export function securityScore(asked: Asked): number {
  const judged = standing(asked).filter(({ control, state }) => {
    return control !== undefined && ["open", "notified", "resolved", "passed"].includes(state);
  });
  const controls = [...groups(judged, ({ control }) => control ?? "").values()];
  const passed = controls.filter((of) => of.every(({ state }) => state === "passed"));
  return (100 * passed.length) / controls.length;
}

export function bySeverity(asked: Asked): Row[] {
  const rows = [...groups(open(asked), ({ severity }) => String(severity))];
  return ordered(
    rows.map(([severity, of]) => ({
      row: {
        severity: SEVERITIES[Number(severity)] ?? "",
        all_open: of.length,
        late: of.filter(({ late }) => late).length,
        deadline: DEADLINES[Number(severity)] ?? null,
        oldest: Math.max(...of.map(({ age }) => age)),
      },
      order: [-Number(severity)],
    })),
    10,
  );
}

/** Open findings by something, with a column for each severity. */
export function openBy(asked: Asked, column: "account" | "product", limit: number): Row[] {
  const name = (finding: Standing): string =>
    column === "account" ? (NAMES[finding.account] ?? finding.account) : finding.product;
  return ordered(
    [...groups(open(asked), name)].map(([value, of]) => ({
      row: { [column]: value, ...counts(of) },
      order: [...worst(of), value],
    })),
    limit,
  );
}

export function overdue(asked: Asked): Row[] {
  const late = open(asked).filter((finding) => finding.late);
  return ordered(
    late.map((finding) => ({
      row: {
        severity: SEVERITIES[finding.severity] ?? "",
        age: finding.age,
        title: finding.title,
        product: finding.product,
        account: NAMES[finding.account] ?? finding.account,
        region: finding.region,
        resource: finding.resource,
      },
      order: [-finding.severity, -finding.age, finding.uid],
    })),
    50,
  );
}

export function failingControls(asked: Asked): Row[] {
  const failing = open(asked).filter(({ control }) => control !== undefined);
  return ordered(
    [...groups(failing, ({ control }) => control ?? "")].map(([control, of]) => ({
      row: { control, title: of[0]?.title ?? "", severity: severityOf(of), ...spread(of), oldest: oldest(of) },
      order: [-highest(of), -distinct(of, ({ resource }) => resource), control],
    })),
    20,
  );
}

export function exposedResources(asked: Asked): Row[] {
  const key = ({ resource, account, region }: Standing): string => [resource, account, region].join("|");
  return ordered(
    [...groups(open(asked), key).values()].flatMap((of) => {
      const [first] = of;
      if (first === undefined) return [];
      const { resource, resourceType: type, account, region } = first;
      return [
        {
          row: { resource, type, account: NAMES[account] ?? account, region, ...counts(of) },
          order: [...worst(of), resource, NAMES[account] ?? account, region],
        },
      ];
    }),
    20,
  );
}

export function vulnerabilities(asked: Asked): Row[] {
  const found = open(asked).filter(({ vulnerability }) => vulnerability !== undefined);
  return ordered(
    [...groups(found, ({ vulnerability }) => vulnerability?.cve ?? "")].map(([vulnerability, of]) => {
      const exploit = of.some((finding) => finding.vulnerability?.exploit === true);
      const fix = of.some((finding) => finding.vulnerability?.fix === true);
      return {
        row: { vulnerability, severity: severityOf(of), exploit, fix, ...spread(of), oldest: oldest(of) },
        order: [exploit ? 0 : 1, -highest(of), -distinct(of, ({ resource }) => resource), vulnerability],
      };
    }),
    20,
  );
}

export function recommendations(asked: Asked): Row[] {
  const advice = open(asked).filter(({ uid }) => uid.startsWith("advice-"));
  return ordered(
    [...groups(advice, ({ product, title }) => `${product}|${title}`)].map(([key, of]) => {
      const [product = "", title = ""] = key.split("|");
      return {
        row: { product, title, severity: severityOf(of), ...spread(of), oldest: oldest(of) },
        order: [-highest(of), -distinct(of, ({ resource }) => resource), product, title],
      };
    }),
    25,
  );
}

/** GuardDuty's detections that were updated within the range. */
export function detections(asked: Asked): Standing[] {
  return newest(asked).filter(({ product, sample }) => product === "GuardDuty" && sample !== true);
}

export function detectionRows(asked: Asked): Row[] {
  return ordered(
    detections(asked).map((finding) => ({
      row: {
        severity: SEVERITIES[finding.severity] ?? "",
        type: finding.type,
        title: finding.title,
        resource: finding.resource,
        account: NAMES[finding.account] ?? finding.account,
        region: finding.region,
        status: finding.state === "resolved" ? "Resolved" : "New",
        first_seen: shownMoment(finding.firstSeen ?? finding.created),
        updated: shownMoment(finding.updated),
      },
      order: [-finding.severity, -Date.parse(finding.updated), finding.uid],
    })),
    50,
  );
}

/** What came and went, by replaying the updates of each finding from a week before the range. */
export function moves(asked: Asked): Row[] {
  const firstDay = asked.from.slice(0, 10);
  const start = new Date(Date.parse(`${firstDay}T00:00:00Z`) - 7 * DAY).toISOString().slice(0, 19);
  const tally = new Map<string, number>();
  for (const finding of FINDINGS.filter((one) => within({ ...one, at: asked.from }, asked))) {
    let before: boolean | undefined;
    for (const { at, state } of finding.updates.filter((one) => one.at >= start && one.at < asked.to)) {
      const closed = state !== "open" && state !== "notified";
      const move = moveOf(finding, before, closed, start);
      const day = at.slice(0, 10);
      if (move !== undefined && day >= firstDay) tally.set(`${day}|${move}`, (tally.get(`${day}|${move}`) ?? 0) + 1);
      before = closed;
    }
  }
  return ordered(
    [...tally].map(([key, number]) => {
      const [time = "", label = ""] = key.split("|");
      return { row: { time, label, findings: number }, order: [time, label] };
    }),
    1000,
  );
}

function moveOf(finding: SampleFinding, before: boolean | undefined, closed: boolean, start: string) {
  if (before === undefined) {
    const young = finding.created >= start;
    if (!closed) return young ? "new" : undefined;
    return !young && finding.kind !== "check" ? "resolved" : undefined;
  }
  if (before === closed) return undefined;
  return closed ? "resolved" : "new";
}

function newest(asked: Asked): Standing[] {
  return FINDINGS.filter((finding) => within({ ...finding, at: asked.from }, asked)).flatMap((finding) => {
    const last = finding.updates
      .filter(({ at }) => at >= asked.from && at < asked.to)
      .toSorted((one, other) => order(one.at, other.at) || order(one.processed, other.processed))
      .at(-1);
    if (last === undefined) return [];
    const since = Date.parse((finding.firstSeen ?? finding.created).slice(0, 10));
    const age = Math.round((Date.parse(asked.to.slice(0, 10)) - since) / DAY);
    const late = age > (DEADLINES[finding.severity] ?? Infinity);
    return [{ ...finding, state: last.state, updated: last.at, age, late }];
  });
}

function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function counts(of: readonly Standing[]) {
  const count = (...severities: readonly number[]): number =>
    of.filter(({ severity }) => severities.includes(severity)).length;
  return { critical: count(5), high: count(4), medium: count(3), low: count(2), all_open: of.length };
}

function worst(of: readonly Standing[]): readonly number[] {
  const { critical, high } = counts(of);
  return [-critical, -high, -of.length];
}

function spread(of: readonly Standing[]) {
  return { resources: distinct(of, ({ resource }) => resource), accounts: distinct(of, ({ account }) => account) };
}

function highest(of: readonly Standing[]): number {
  return Math.max(...of.map(({ severity }) => severity));
}

function severityOf(of: readonly Standing[]): string {
  return SEVERITIES[highest(of)] ?? "";
}

function oldest(of: readonly Standing[]): number {
  return Math.max(...of.map(({ age }) => age));
}
