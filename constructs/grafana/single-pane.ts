/** What Grafana needs from the domains: plugins, data sources, folders and dashboards, all made from contributions. */
import { Dashboard } from "@cdktf/provider-grafana/lib/dashboard";
import { DataSource } from "@cdktf/provider-grafana/lib/data-source";
import { DataSourceCacheConfig } from "@cdktf/provider-grafana/lib/data-source-cache-config";
import { Folder } from "@cdktf/provider-grafana/lib/folder";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { EstateConfig } from "../../config/estate";
import type { DashboardDefinition } from "../../dashboards";
import { contribution, type Contribution, type DataSourceContribution } from "../core/contribution";
import { literal } from "../core/escape";
import type { Platform } from "../platform";
import { People } from "./people";

export interface SinglePaneProps {
  readonly config: EstateConfig;
  readonly platform: Platform;
  readonly contributions: readonly Contribution[];
}

export class SinglePane extends Construct {
  /** What is left for people to do in Grafana itself. */
  readonly contribution: Contribution;

  readonly #props: SinglePaneProps;

  constructor(scope: Construct, id: string, props: SinglePaneProps) {
    super(scope, id);
    this.#props = props;
    const plugins = this.plugins();
    this.dataSources(plugins);
    const { config, platform } = props;
    const people = new People(this, "people", { config, platform, folders: this.dashboards() });
    this.contribution = contribution("grafana", {
      grafanaScopes: platform.pluginScopes(this.pluginSlugs()),
      manualSteps: [...platform.pluginSteps(this.pluginSlugs()), ...people.manualSteps],
    });
  }

  private pluginSlugs(): readonly string[] {
    return [...new Set(this.#props.contributions.flatMap((part) => part.plugins))].toSorted();
  }

  private plugins(): ReadonlyMap<string, ITerraformDependable | undefined> {
    const scope = new Construct(this, "plugins");
    return new Map(this.pluginSlugs().map((slug) => [slug, this.#props.platform.installPlugin(scope, slug)]));
  }

  private dataSources(plugins: ReadonlyMap<string, ITerraformDependable | undefined>): void {
    const scope = new Construct(this, "data-sources");
    for (const source of this.#props.contributions.flatMap((part) => part.dataSources)) {
      this.dataSource(new Construct(scope, source.uid), source, plugins.get(source.type));
    }
  }

  private dataSource(scope: Construct, source: DataSourceContribution, plugin: ITerraformDependable | undefined): void {
    const { provider, cachesQueries } = this.#props.platform;
    const resource = new DataSource(scope, "resource", {
      provider,
      uid: source.uid,
      name: source.name,
      type: source.type,
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

  /** Makes the dashboards; returns the folders in which they stand, by title. */
  private dashboards(): ReadonlyMap<string, Folder> {
    const dashboards = this.#props.contributions.flatMap((part) => part.dashboards);
    const folders = this.folders(dashboards);
    const scope = new Construct(this, "dashboards");
    for (const dashboard of dashboards) {
      const folder = folders.get(dashboard.folder);
      new Dashboard(scope, dashboard.uid, {
        provider: this.#props.platform.provider,
        configJson: literal(dashboard.json()),
        overwrite: false,
        ...(folder === undefined ? {} : { folder: folder.uid }),
      });
    }
    return folders;
  }

  private folders(dashboards: readonly DashboardDefinition[]): ReadonlyMap<string, Folder> {
    const scope = new Construct(this, "folders");
    const titles = new Set(dashboards.map((dashboard) => dashboard.folder));
    return new Map([...titles].toSorted().map((title) => [title, this.folder(scope, title)]));
  }

  private folder(scope: Construct, title: string): Folder {
    const uid = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
    return new Folder(scope, uid, {
      provider: this.#props.platform.provider,
      uid,
      title,
      preventDestroyIfNotEmpty: true,
    });
  }
}
