/** A place from which telemetry is shipped, with stores that take it. */
import { Testing } from "cdktf";
import type { EstateConfig } from "../../../../config/estate";
import { Accounts } from "../../../../constructs/core/accounts";
import type { Intake } from "../../../../constructs/core/intake";
import { BaseStack } from "../../../../stacks/base-stack";
import type { RouteContext } from "../../../../constructs/telemetry/destinations";
import { minimal } from "../../../support/fixtures";

export const SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:logs/writer-AbCdEf";

const TOKEN: Intake = {
  kind: "basic",
  url: "https://store.example.com/path",
  user: "1001",
  secretArn: "arn:secret",
  secretArnPattern: "arn:secret-??????",
  secretVersion: "v1",
  keyArn: "arn:key",
};

const SIGNED: Intake = {
  kind: "sigv4",
  url: "https://aps.example.com/remote_write",
  service: "aps",
  region: "eu-west-1",
  resourceArn: "arn:workspace",
};

export function routeContext(overrides: Partial<RouteContext> = {}, config: EstateConfig = everything()): RouteContext {
  const account = new Accounts(new BaseStack(Testing.app(), "estate", config), config).get("main");
  return {
    config,
    account,
    region: account.region,
    resource: {
      "service.name": "checkout",
      "deployment.environment.name": "production",
      "cloud.account.id": account.id,
      "cloud.region": account.region,
    },
    logGroup: "/estate/services/checkout",
    intake: (destination) => (destination === "amazon-managed-prometheus" ? SIGNED : TOKEN),
    ...overrides,
  };
}

export { SIGNED };

/** An estate whose every destination could be written to. */
export function everything(): EstateConfig {
  const { owner, stack } = minimal().grafana;
  return minimal({
    destinations: {
      metrics: ["grafana-cloud", "amazon-managed-prometheus"],
      logs: ["opensearch", "elasticsearch"],
      traces: ["jaeger"],
      amazonPrometheus: { account: "main" },
      opensearch: { url: "https://search.example.com:9200", user: "writer", secrets: { main: SECRET } },
      elasticsearch: { url: "https://logs.example.com" },
      jaeger: { url: "http://jaeger.internal:4318", secrets: { main: SECRET } },
    },
    grafana: {
      owner,
      stack,
      dataSources: {
        opensearch: { url: "https://search.example.com:9200" },
        elasticsearch: { url: "https://logs.example.com" },
        jaeger: { url: "https://jaeger.example.com" },
      },
    },
  });
}
