/**
 * Stores that stand already, given by address and secret. Grafana's provider takes a password only as a value, so it is
 * read from Secrets Manager at plan and stands in the state, masked (docs/adr/0009-passwords-of-given-data-sources.md).
 */
import { DataAwsSecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret-version";
import { Construct } from "constructs";
import type { EstateConfig } from "../../../config/estate";
import { type DataSourcesConfig, GIVEN_SOURCES } from "../../../config/sections/grafana-data-sources";
import { DATA_SOURCES } from "../../../dashboards";
import type { Accounts } from "../../core/accounts";
import type { DataSourceContribution } from "../../core/contribution";

type Name = (typeof GIVEN_SOURCES)[number];

export class GivenSources extends Construct {
  readonly dataSources: readonly DataSourceContribution[];

  constructor(
    scope: Construct,
    id: string,
    private readonly config: EstateConfig,
    private readonly accounts: Accounts,
  ) {
    super(scope, id);
    this.dataSources = GIVEN_SOURCES.flatMap((name) => this.dataSource(name) ?? []);
  }

  private dataSource(name: Name): DataSourceContribution | undefined {
    const source = this.config.grafana.dataSources[name];
    if (source === undefined) return undefined;
    const { uid, type, label } = DATA_SOURCES[name];
    return {
      uid,
      name: label,
      type,
      url: source.url,
      jsonData: settings(name, this.config.grafana.dataSources),
      isPrivate: source.private,
      ...(source.user === undefined || source.secretArn === undefined
        ? {}
        : { basicAuth: { user: source.user, password: this.password(name, source.secretArn) } }),
    };
  }

  private password(name: Name, arn: string): string {
    const [, , , region = "", id = ""] = arn.split(":");
    const owner = Object.entries(this.config.accounts).find(([, account]) => account.id === id)?.[0];
    if (owner === undefined) throw new Error(`no account ${id}; the config check lets no such secret through`);
    const { provider } = this.accounts.get(owner);
    return new DataAwsSecretsmanagerSecretVersion(this, name, { provider, region, secretId: arn }).secretString;
  }
}

/** How each store is asked. Documents carry the OpenTelemetry fields that the estate's shippers write. */
function settings(name: Name, sources: DataSourcesConfig): Readonly<Record<string, unknown>> {
  switch (name) {
    case "opensearch":
      return {
        database: sources.opensearch?.index,
        flavor: "opensearch",
        version: "2.19.0",
        timeField: "@timestamp",
        logMessageField: "body",
        logLevelField: "severity_text",
        pplEnabled: true,
      };
    case "elasticsearch":
      return {
        index: sources.elasticsearch?.index,
        timeField: "@timestamp",
        logMessageField: "body",
        logLevelField: "severity_text",
        maxConcurrentShardRequests: 5,
      };
    case "jaeger":
      return { nodeGraph: { enabled: true } };
  }
}
