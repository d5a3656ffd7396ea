/** The data sources of the pane, each with its plugin, its secret and its links to others. */
import { DataSource } from "@cdktf/provider-grafana/lib/data-source";
import { DataSourceCacheConfig } from "@cdktf/provider-grafana/lib/data-source-cache-config";
import { Fn, type ITerraformDependable, Token } from "cdktf";
import { Construct } from "constructs";
import type { DataSourceContribution } from "../core/contribution";
import { sensitive } from "../core/sensitive";
import type { Platform } from "../platform";
import { correlations, type ReadStores } from "./correlation";
import { kindOf } from "../core/estate-scope";

export interface DataSourcesProps {
  readonly platform: Platform;
  readonly sources: readonly DataSourceContribution[];
  /** Where links between data sources lead. */
  readonly read: ReadStores;
  readonly plugins: ReadonlyMap<string, ITerraformDependable | undefined>;
}

export class DataSources extends Construct {
  readonly #props: DataSourcesProps;

  constructor(scope: Construct, id: string, props: DataSourcesProps) {
    super(scope, id);
    this.#props = props;
    const links = correlations(new Set(props.sources.flatMap(({ uid }) => kindOf(uid) ?? [])), props.read);
    for (const source of props.sources) {
      const kind = kindOf(source.uid);
      const linked = kind === undefined ? undefined : links.get(kind);
      this.dataSource(new Construct(this, source.uid), { ...source, jsonData: { ...source.jsonData, ...linked } });
    }
  }

  private dataSource(scope: Construct, source: DataSourceContribution): void {
    const { provider, cachesQueries } = this.#props.platform;
    const plugin = this.#props.plugins.get(source.type);
    const resource = new DataSource(scope, "resource", {
      provider,
      uid: source.uid,
      name: source.name,
      type: source.type,
      ...(source.url === undefined ? {} : { url: source.url }),
      ...(source.isDefault === true ? { isDefault: true } : {}),
      ...this.access(source),
      jsonDataEncoded: JSON.stringify(source.jsonData),
      ...(plugin === undefined ? {} : { dependsOn: [plugin] }),
    });
    if (source.cacheSeconds === undefined || !cachesQueries) return;
    new DataSourceCacheConfig(scope, "cache", {
      provider,
      datasourceUid: resource.uid,
      enabled: true,
      useDefaultTtl: false,
      ttlQueriesMs: source.cacheSeconds * 1000,
      ttlResourcesMs: source.cacheSeconds * 1000,
    });
  }

  private access({ basicAuth, isPrivate }: DataSourceContribution) {
    const network = isPrivate === true ? this.#props.platform.privateNetworkId : undefined;
    return {
      ...(basicAuth === undefined
        ? {}
        : {
            basicAuthEnabled: true,
            basicAuthUsername: basicAuth.user,
            secureJsonDataEncoded: sensitive(Token.asString(Fn.jsonencode({ basicAuthPassword: basicAuth.password }))),
          }),
      ...(network === undefined ? {} : { privateDataSourceConnectNetworkId: network }),
    };
  }
}
