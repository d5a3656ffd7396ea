/** What Grafana needs from the domains: plugins, data sources, folders and dashboards, all made from contributions. */
import { Dashboard } from "@cdktf/provider-grafana/lib/dashboard";
import { Folder } from "@cdktf/provider-grafana/lib/folder";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { EstateConfig } from "../../config/estate";
import { type DashboardDefinition, estateDashboards } from "../../dashboards";
import { contribution, type Contribution } from "../core/contribution";
import { literal } from "../core/escape";
import type { Platform } from "../platform";
import { DataSources } from "./data-sources";
import { estateScope, preMadeUids, readStores } from "../core/estate-scope";
import { People } from "./people";
import { leftOutSteps } from "./left-out-steps";
import { ScrapeJobs } from "./scrape-jobs";
import { telemetrySources } from "./telemetry-sources";

/** Types of data sources that every Grafana has without a plugin. */
const BUILT_IN: ReadonlySet<string> = new Set(["loki", "prometheus", "tempo"]);

export interface SinglePaneProps {
  readonly config: EstateConfig;
  readonly platform: Platform;
  readonly contributions: readonly Contribution[];
}

export class SinglePane extends Construct {
  /** What the pane adds to the domains' contributions: stores of the platform, dashboards of every estate, manual steps. */
  readonly contribution: Contribution;

  readonly #props: SinglePaneProps;
  readonly #parts: readonly Contribution[];

  constructor(scope: Construct, id: string, props: SinglePaneProps) {
    super(scope, id);
    this.#props = props;
    const { config, platform } = props;
    const own = this.ownParts();
    this.#parts = [...props.contributions, own];
    const sources = this.#parts.flatMap((part) => part.dataSources);
    new DataSources(this, "data-sources", { platform, sources, read: readStores(config), plugins: this.plugins() });
    new ScrapeJobs(this, "scrape-jobs", { platform, jobs: this.#parts.flatMap((part) => part.scrapeJobs) });
    const people = new People(this, "people", { config, platform, folders: this.dashboards() });
    this.contribution = contribution("grafana", {
      ...own,
      grafanaScopes: platform.pluginScopes(this.pluginSlugs()),
      manualSteps: [...own.manualSteps, ...platform.pluginSteps(this.pluginSlugs()), ...people.manualSteps],
    });
  }

  /** Data sources of the platform's stores, and the dashboards that follow from which data sources there are. */
  private ownParts(): Contribution {
    const { config, platform, contributions } = this.#props;
    const dataSources = telemetrySources(platform, config);
    const scope = estateScope(
      config,
      contributions.map((part) => part.billing).find((input) => input !== undefined),
    );
    const plugins = dataSources.flatMap(({ type }) => (BUILT_IN.has(type) ? [] : [type]));
    return contribution("grafana", {
      dataSources,
      preMadeDataSources: preMadeUids(config.grafana.platform),
      plugins,
      dashboards: estateDashboards(scope),
      manualSteps: leftOutSteps(scope),
    });
  }

  private pluginSlugs(): readonly string[] {
    return [...new Set(this.#parts.flatMap((part) => part.plugins))].toSorted();
  }

  private plugins(): ReadonlyMap<string, ITerraformDependable | undefined> {
    const scope = new Construct(this, "plugins");
    return new Map(this.pluginSlugs().map((slug) => [slug, this.#props.platform.installPlugin(scope, slug)]));
  }

  /** Makes the dashboards; returns the folders in which they stand, by title. */
  private dashboards(): ReadonlyMap<string, Folder> {
    const dashboards = this.#parts.flatMap((part) => part.dashboards);
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
