/**
 * What the functions of this estate count themselves, sent by OTLP. The names are this project's own: what they measure
 * is told here and nowhere else. Gauges are sent again at least every four minutes, zeros included: Prometheus forgets a
 * series after five, and silence must not look like nothing to do.
 */
import { counter, gauge, histogram } from "../family";
import { otlpFamily } from "../otlp";

export const estate = otlpFamily({
  name: "estate",
  source: "https://opentelemetry.io/docs/specs/semconv/general/naming/",
  values: {
    runbook: ["restart-service", "patch-now"],
    outcome: ["succeeded", "failed", "timed-out", "refused"],
    stack: ["estate"],
    scanner: ["trivy", "inspector"],
    severity: ["critical", "high", "medium", "low"],
    classification: ["security", "bugfix", "other"],
    pipeline: ["shop"],
    result: ["success", "failure"],
    resource_type: ["rds", "ec2", "dynamodb"],
  },
  metrics: {
    /** Runbooks that ended. */
    "estate.runbook.runs": counter("{run}", "runbook", "outcome"),
    "estate.runbook.duration": histogram("s", "runbook", "outcome"),
    /** Runbooks that wait for a person's approval. */
    "estate.runbook.waiting": gauge("{run}", "runbook"),
    /** Resources whose state differs from the plan, by the last check. */
    "estate.drift.resources": gauge("{resource}", "stack"),
    /** Seconds since 1970 of the last check for drift. */
    "estate.drift.checked": gauge("timestamp", "stack"),
    /** Open findings of scans in pipelines. */
    "estate.scan.findings": gauge("{finding}", "scanner", "severity"),
    /** Patches that instances lack. */
    "estate.patch.missing": gauge("{patch}", "classification"),
    "estate.patch.instances.noncompliant": gauge("{instance}"),
    /** Runs of delivery pipelines. */
    "estate.pipeline.runs": counter("{run}", "pipeline", "result"),
    "estate.pipeline.duration": histogram("s", "pipeline", "result"),
    /** Seconds since 1970 of the newest backup that can be restored. */
    "estate.backup.newest": gauge("timestamp", "resource_type"),
    /** Resources that a backup plan should cover and does not. */
    "estate.backup.uncovered": gauge("{resource}", "resource_type"),
  },
});
