/** Which processors stand in which pipeline, and in what order. */
import type { TailSampling } from "../../../config/sections/telemetry-collector";
import type { Signal } from "../../core/intake";
import type { Components } from "./collector-config";
import type { CollectorInput } from "./collector-input";
import { joined } from "./delivery";
import * as processors from "./processors";
import { tailSampling } from "./tail-sampling";

/** `told` by an application, or `measured` from outside. */
export type Source = "told" | "measured";

export interface Steps {
  readonly all: Components;
  /** Ids in their order. @param apart whether it has to stand apart from another destination of the signal */
  of(signal: Signal, source: Source, apart: boolean): readonly string[];
}

export function stepsOf(input: CollectorInput): Steps {
  const passes = input.role === "gateway";
  const limiter = processors.limiter(input);
  const detection = passes ? {} : processors.detection(input);
  const who = passes
    ? { told: {}, measured: {} }
    : { told: processors.ownAttributes(input), measured: processors.measuredAttributes(input) };
  const metrics = [processors.withoutLabels(), processors.allowListFilter(input)];
  const rates = processors.statsdRates(input);
  const policy = samplingOf(input);
  const sampling = policy === undefined ? {} : tailSampling(policy);
  const apart = processors.apart();
  return {
    all: joined([limiter, detection, who.told, who.measured, ...metrics, rates, sampling, apart]),
    of: (signal, source, standsApart) =>
      [
        limiter,
        detection,
        who[source],
        ...(signal === "metrics" ? metrics : []),
        ...(source === "measured" ? [rates] : []),
        ...(signal === "traces" ? [sampling] : []),
        ...(standsApart ? [apart] : []),
      ].flatMap((step) => Object.keys(step)),
  };
}

/** How the collector decides on whole traces; undefined for one that passes them on. */
export function samplingOf({ role, settings }: CollectorInput): TailSampling | undefined {
  return role === "gateway" ? settings.tailSampling : undefined;
}
