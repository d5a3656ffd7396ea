/** What Grafana needs from the domains: plugins, data sources, folders and dashboards, all made from contributions. */
import { Dashboard } from "@cdktf/provider-grafana/lib/dashboard";
import { DataSource } from "@cdktf/provider-grafana/lib/data-source";
import { DataSourceCacheConfig } from "@cdktf/provider-grafana/lib/data-source-cache-config";
import { Folder } from "@cdktf/provider-grafana/lib/folder";
import { Construct, type IDependable } from "constructs";
import type { DashboardDefinition } from "../../dashboards";
import type { Contribution, DataSourceContribution } from "../core/contribution";
import { literal } from "../core/escape";
import type { GrafanaPlatform } from "../platform/grafana-platform";

export interface SinglePaneProps {
  readonly platform: GrafanaPlatform;
  readonly contributions: readonly Contribution[];
  /** Whether the plan tier keeps query results, and the estate wants it. */
  readonly queryCaching: boolean;
}

export class SinglePane extends Construct {
  readonly #props: SinglePaneProps;

  constructor(scope: Construct, id: string, props: SinglePaneProps) {
    super(scope, id);
    this.#props = props;
    const plugins = this.plugins();
    for (const source of props.contributions.flatMap((part) => part.dataSources)) this.dataSource(source, plugins);
    const folders = this.folders();
    for (const dashboard of this.dashboards()) this.dashboard(dashboard, folders);
  }

  private plugins(): ReadonlyMap<string, IDependable> {
    const scope = new Construct(this, "plugins");
    const slugs = new Set(this.#props.contributions.flatMap((part) => part.plugins));
    return new Map([...slugs].toSorted().map((slug) => [slug, this.#props.platform.installPlugin(scope, slug)]));
  }

  private dataSource(source: DataSourceContribution, plugins: ReadonlyMap<string, IDependable>): void {
    const { provider } = this.#props.platform;
    const scope = new Construct(this, `data-source-${source.uid}`);
    const plugin = plugins.get(source.type);
    const resource = new DataSource(scope, "resource", {
      provider,
      uid: source.uid,
      name: source.name,
      type: source.type,
      jsonDataEncoded: JSON.stringify(source.jsonData),
    });
    if (plugin !== undefined) resource.node.addDependency(plugin);
    if (source.cacheSeconds === undefined || !this.#props.queryCaching) return;
    new DataSourceCacheConfig(scope, "cache", {
      provider,
      datasourceUid: resource.uid,
      enabled: true,
      useDefaultTtl: false,
      ttlQueriesMs: source.cacheSeconds * 1000,
      ttlResourcesMs: source.cacheSeconds * 1000,
    });
  }

  private folders(): ReadonlyMap<string, Folder> {
    const scope = new Construct(this, "folders");
    const titles = new Set(this.dashboards().map((dashboard) => dashboard.folder));
    return new Map([...titles].toSorted().map((title) => [title, this.folder(scope, title)]));
  }

  private folder(scope: Construct, title: string): Folder {
    const uid = title.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
    return new Folder(scope, uid, { provider: this.#props.platform.provider, uid, title, preventDestroyIfNotEmpty: true });
  }

  private dashboard(dashboard: DashboardDefinition, folders: ReadonlyMap<string, Folder>): void {
    const folder = folders.get(dashboard.folder);
    new Dashboard(this, `dashboard-${dashboard.uid}`, {
      provider: this.#props.platform.provider,
      configJson: literal(dashboard.json()),
      overwrite: false,
      ...(folder === undefined ? {} : { folder: folder.uid }),
    });
  }

  private dashboards(): readonly DashboardDefinition[] {
    return this.#props.contributions.flatMap((part) => part.dashboards);
  }
}
