/** The webhook of Grafana Alerting, as far as runbooks need it, read into requests. */
import { createHash } from "node:crypto";
import { z } from "zod";
import type { RunRequest } from "../runbooks/request";

/** Label of an alert that names the runbook which repairs what it tells of. */
export const RUNBOOK_LABEL = "estate_runbook";

/** Most alerts in one message; Grafana is told to send no more. */
export const MOST_ALERTS = 500;

const texts = z.record(z.string().max(200), z.string().max(5000));

const alertSchema = z.object({
  status: z.enum(["firing", "resolved"]),
  labels: texts,
  annotations: texts.default({}),
  startsAt: z.iso.datetime({ offset: true }),
  fingerprint: z.string().min(1).max(64),
  generatorURL: z.string().max(2000).default(""),
});

const payloadSchema = z.object({
  version: z.string().optional(),
  truncatedAlerts: z.int().min(0).default(0),
  alerts: z.array(alertSchema).max(MOST_ALERTS),
});

type Alert = z.output<typeof alertSchema>;

export interface Reading {
  readonly requests: readonly RunRequest[];
  /** Alerts without a runbook: nothing to do for us. */
  readonly others: number;
  /** Alerts that Grafana left out of the message. */
  readonly truncated: number;
}

/** What a body asks for; undefined for what is not a message of Grafana Alerting. */
export function readPayload(body: string, now: number): Reading | undefined {
  const parsed = payloadSchema.safeParse(json(body));
  if (!parsed.success) return undefined;
  const { alerts, truncatedAlerts } = parsed.data;
  const requests = alerts.flatMap((alert) => requestOf(alert, now) ?? []);
  return { requests, others: alerts.length - requests.length, truncated: truncatedAlerts };
}

function requestOf(alert: Alert, now: number): RunRequest | undefined {
  const runbook = alert.labels[RUNBOOK_LABEL];
  if (runbook === undefined || runbook === "") return undefined;
  const dashboardUid = alert.annotations["__dashboardUid__"];
  const panelId = Number(alert.annotations["__panelId__"] ?? Number.NaN);
  return {
    id: idOf(alert, runbook),
    runbook,
    status: alert.status,
    requester: { kind: "alert", name: alert.labels["alertname"] ?? "unnamed" },
    labels: alert.labels,
    subject: alert.fingerprint,
    askedAt: now,
    ...(alert.generatorURL === "" ? {} : { link: alert.generatorURL }),
    ...(dashboardUid === undefined ? {} : { dashboardUid }),
    ...(Number.isInteger(panelId) ? { panelId } : {}),
  };
}

/** Grafana repeats a firing alert every few hours; it is the same one while its start is the same. */
function idOf({ fingerprint, startsAt, status }: Alert, runbook: string): string {
  return createHash("sha256").update([runbook, fingerprint, startsAt, status].join("\n")).digest("hex");
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
