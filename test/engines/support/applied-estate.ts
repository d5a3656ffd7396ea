/**
 * Parts of the showcase for the real AWS provider. What reads a secret that must stand already cannot be planned without it;
 * what moto lacks in most of its parts is planned and not applied.
 */
import type { EstateConfig } from "../../../config/estate";

type DataSources = EstateConfig["grafana"]["dataSources"];

/** The whole estate, whose given stores ask for no password. */
export function withoutGivenSecrets(config: EstateConfig): EstateConfig {
  const { opensearch, elasticsearch, ...others } = config.grafana.dataSources;
  const dataSources: DataSources = {
    ...others,
    ...(opensearch === undefined ? {} : { opensearch: open(opensearch) }),
    ...(elasticsearch === undefined ? {} : { elasticsearch: open(elasticsearch) }),
  };
  return { ...config, grafana: { ...config.grafana, dataSources } };
}

/** Cost, platform and readers of CloudWatch: moto has most of it. Telemetry's own is not in it. */
export function applicable(config: EstateConfig): EstateConfig {
  const { fleet: _fleet, cloudwatch, ...telemetry } = config.telemetry;
  const { logs: _logs, ...kept } = cloudwatch;
  const services = Object.entries(config.services).map(([key, { ecs: _ecs, ...service }]) => [key, service] as const);
  return {
    ...config,
    services: Object.fromEntries(services),
    telemetry: { ...telemetry, cloudwatch: { ...kept, namespaces: {} } },
    grafana: { ...config.grafana, dataSources: { cloudwatch: {} } },
  };
}

function open<Store extends { user?: string | undefined; secretArn?: string | undefined }>({
  user: _user,
  secretArn: _secretArn,
  ...store
}: Store): Omit<Store, "user" | "secretArn"> {
  return store;
}
