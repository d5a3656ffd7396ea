/**
 * What a runbook may do: the contract between the estate, which makes the SSM documents, and the functions, which run
 * them. Nothing that is not written here can be started, whatever an alert says.
 */
import { z } from "zod";

const id = z.string().regex(/^[a-z][a-z0-9-]{1,47}$/);

/**
 * One parameter of a document. Its value comes from a label of the alert, or from the person who starts the runbook; it
 * must match as a whole.
 */
const parameterSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("text"),
    /** Regular expression for the whole value; anchors are added. It lets no shell syntax through. */
    pattern: z.string().min(1),
    label: z.string().optional(),
    value: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal("number"),
    min: z.int(),
    max: z.int(),
    label: z.string().optional(),
    value: z.int().optional(),
  }),
  z.strictObject({
    kind: z.literal("choice"),
    choices: z.array(z.string()).min(1),
    label: z.string().optional(),
    value: z.string().optional(),
  }),
]);

export const runbookSchema = z.strictObject({
  id,
  title: z.string().min(1),
  /** Name of the SSM document. */
  document: z.string().regex(/^[A-Za-z0-9_.-]{3,128}$/),
  kind: z.enum(["command", "automation"]),
  /** Runbooks that cannot be undone, or that cost, wait for a person. */
  approval: z.boolean(),
  /** False: everything is decided and recorded, and nothing is started. */
  execute: z.boolean(),
  /**
   * Machines by tag: those whose tag `tag` has the value of the alert's label `label`. Absent for runbooks that act on
   * what their parameters name.
   */
  targets: z.strictObject({ tag: z.string().min(1), label: z.string().min(1) }).optional(),
  /** Most machines that one run may touch. */
  maxTargets: z.int().min(1).max(50),
  /** Seconds in which the runbook is not started again for the same target. */
  cooldownSeconds: z.int().min(0).max(86_400),
  timeoutSeconds: z.int().min(30).max(172_800),
  parameters: z.record(z.string(), parameterSchema),
});

/** The allow-list, as it is put beside the code of the functions. */
export const allowListSchema = z.strictObject({
  runbooks: z.array(runbookSchema),
  /** Runs that all runbooks together may start in an hour; what is above waits for a person. */
  maxRunsPerHour: z.int().min(1).max(1000),
  /** Minutes for which a question for approval can be answered. */
  approvalMinutes: z.int().min(5).max(1440),
});

export type Runbook = z.output<typeof runbookSchema>;
export type RunbookParameter = z.output<typeof parameterSchema>;
export type AllowList = z.output<typeof allowListSchema>;
