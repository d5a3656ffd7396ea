/** Which traces a gateway keeps: it sees them whole, so that it can look at how they ended. */
import { MADE } from "../../../config/collector-names";
import type { TailSampling } from "../../../config/sections/telemetry-collector";
import type { Components } from "./collector-config";

/** Decisions remembered for spans that come late, for each trace that is held. */
const REMEMBERED = 10;

/** Failed and slow traces are kept, and a share of all others, which tells how things are when they are well. */
export function tailSampling({ waitSeconds, keepPercent, slowMilliseconds, traces }: TailSampling): Components {
  return {
    [MADE.sampling]: {
      decision_wait: `${String(waitSeconds)}s`,
      num_traces: traces,
      decision_cache: { sampled_cache_size: traces * REMEMBERED, non_sampled_cache_size: traces * REMEMBERED },
      policies: [
        { name: "failed", type: "status_code", status_code: { status_codes: ["ERROR"] } },
        { name: "slow", type: "latency", latency: { threshold_ms: slowMilliseconds } },
        { name: "share", type: "probabilistic", probabilistic: { sampling_percentage: keepPercent } },
      ],
    },
  };
}
