/** The containers that the estate adds to a task: their names, images and ports. */
import facts from "../facts/container-images.json" with { type: "json" };

interface Sidecar {
  /** Name in the task; no container of a service may have it. */
  readonly name: string;
  /** Image and version that were tested. */
  readonly image: string;
  /** Ports of the task that it listens on. */
  readonly ports: readonly number[];
}

export type SidecarKind = "collector" | "router";

const { collector, router } = facts.images;

export const SIDECARS: Readonly<Record<SidecarKind, Sidecar>> = {
  collector: {
    name: "otel-collector",
    image: `${collector.image}:${collector.version}`,
    ports: [4317, 4318, 4320, 4321, 4322, 13133],
  },
  router: { name: "log-router", image: `${router.image}:${router.version}`, ports: [2020, 8877, 24224] },
};

export const SIDECAR_KINDS = Object.keys(SIDECARS) as readonly SidecarKind[];

/** Where applications send OpenTelemetry's protocol: gRPC and HTTP. */
export const OTLP_PORTS: readonly number[] = [4317, 4318];
