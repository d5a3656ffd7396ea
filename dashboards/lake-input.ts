/** What the security dashboards read of a Security Lake: plain values that the estate's config resolves to. */
import type { LakeSource } from "../config/facts/security-lake";

export interface LakeInput {
  /** Glue database of the tables. */
  readonly database: string;
  /** Region of the lake; the names of its tables hold it. Their rows may come from any region. */
  readonly region: string;
  /** Sources that the lake collects, in version 2.0: OCSF 1.1 in Iceberg tables. */
  readonly sources: readonly LakeSource[];
  /** Names of custom sources of OCSF class Detection Finding. */
  readonly detections: readonly string[];
}
