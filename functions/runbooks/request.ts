/** One wish to run a runbook, whoever has it: an alert, an event, a schedule or a person. It travels through the queue. */
import { z } from "zod";

export const requestSchema = z.strictObject({
  /** The same for every delivery of the same wish. */
  id: z.string().regex(/^[a-f0-9]{64}$/),
  runbook: z.string().min(1).max(200),
  /** `resolved` withdraws what was asked for before and has not been done. */
  status: z.enum(["firing", "resolved"]),
  requester: z.strictObject({
    kind: z.enum(["alert", "event", "schedule", "person"]),
    /** Name of the alert rule, event rule or schedule; subject of the person's token. */
    name: z.string().min(1).max(300),
  }),
  /** Labels of the alert, or parameters that a person gave. */
  labels: z.record(z.string().max(200), z.string().max(2000)),
  /** What it is about, to withdraw it by: the alert's fingerprint. */
  subject: z.string().max(300),
  /** Where people see more. */
  link: z.string().max(2000).optional(),
  dashboardUid: z.string().max(40).optional(),
  panelId: z.int().optional(),
  /** Id of the approval that a person gave; it is looked up, since a message alone approves nothing. */
  approval: z
    .string()
    .regex(/^[a-f0-9]{64}$/)
    .optional(),
  /** Milliseconds since 1970. */
  askedAt: z.int(),
});

export type RunRequest = z.output<typeof requestSchema>;
