/** Traces to Grafana Cloud's Tempo, by its gateway of OTLP. */
import { basicOtlp } from "./basic-otlp";
import type { Destination } from "./route";

export const tempo: Destination = {
  name: "tempo",
  signal: "traces",
  route: (context) => basicOtlp("tempo", "traces", context),
};
