/** The container of an agent of private data source connect, as ECS reads it. */
import facts from "../../config/facts/container-images.json";
import type { PrivateConnectivityConfig } from "../../config/sections/grafana-private";
import type { CustomerSecret } from "../core/customer-secret";

/** User that the image runs as: https://github.com/grafana/pdc-agent/blob/main/cmd/pdc/Dockerfile, read 2026-11. */
const AGENT_USER = "30000:30000";

/** The agent answers here once its tunnel stands, and not before. */
const METRICS = "http://localhost:8090/metrics";

export interface AgentContainerProps {
  /** Image with exact version or digest. */
  readonly image: string;
  /** May be a reference. */
  readonly cluster: string;
  /** May be a reference. */
  readonly stackId: string;
  readonly logGroup: string;
  readonly region: string;
  /** Its field `token` holds the token. */
  readonly secret: CustomerSecret;
}

/** The image of the config, or Grafana's own at the version that is pinned. */
export function imageOf({ image }: Pick<PrivateConnectivityConfig, "image">): string {
  const { pdcAgent } = facts.images;
  return image ?? `${pdcAgent.image}:${pdcAgent.version}`;
}

/** Settings come in the environment, since an argument is not expanded by ECS and would show in the process list. */
export function agentContainer({ image, cluster, stackId, logGroup, region, secret }: AgentContainerProps) {
  return {
    name: "pdc-agent",
    image,
    essential: true,
    user: AGENT_USER,
    environment: [
      { name: "GCLOUD_PDC_CLUSTER", value: cluster },
      { name: "GCLOUD_HOSTED_GRAFANA_ID", value: stackId },
    ],
    // By version, so that a new token makes a new task.
    secrets: [{ name: "GCLOUD_PDC_SIGNING_TOKEN", valueFrom: `${secret.arn}:token::${secret.version}` }],
    // The agent writes its short-lived key below its home, so the file system stays writable.
    linuxParameters: { initProcessEnabled: true, capabilities: { drop: ["ALL"] } },
    healthCheck: {
      command: ["CMD-SHELL", `wget -q -O /dev/null ${METRICS} || exit 1`],
      interval: 30,
      timeout: 5,
      retries: 3,
      startPeriod: 60,
    },
    logConfiguration: {
      logDriver: "awslogs",
      options: { "awslogs-group": logGroup, "awslogs-region": region, "awslogs-stream-prefix": "pdc" },
    },
  };
}
