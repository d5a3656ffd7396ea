/** The data sources of the estate: their kinds, fixed UIDs, plugins, and the variables by which dashboards use them. */

/** Plugin ids of the data sources that dashboards use. */
export type DataSourceType =
  | "alertmanager"
  | "cloudwatch"
  | "elasticsearch"
  | "grafana-amazonprometheus-datasource"
  | "grafana-athena-datasource"
  | "grafana-opensearch-datasource"
  | "grafana-x-ray-datasource"
  | "jaeger"
  | "loki"
  | "prometheus"
  | "tempo";

/** What a data source is for. A signal's query belongs to one kind, whatever platform provides it. */
export type DataSourceKind =
  | "alertmanager"
  | "athena-cost"
  | "athena-security"
  | "cloudwatch"
  | "elasticsearch"
  | "jaeger"
  | "loki"
  | "opensearch"
  | "prometheus"
  | "tempo"
  | "usage"
  | "xray";

/** A data source with the UID under which the estate creates it. */
export interface DataSourceUse {
  readonly uid: string;
  readonly type: DataSourceType;
}

interface Kind extends DataSourceUse {
  /** Name of the variable that holds it. */
  readonly variable: string;
  /** What people call it. */
  readonly label: string;
}

/**
 * Fixed UIDs: links, external ids and tests rely on them. CloudWatch has one for each account. That of the usage is given
 * by Grafana Cloud, which makes it in every stack, read-only.
 */
export const DATA_SOURCES: Readonly<Record<Exclude<DataSourceKind, "cloudwatch">, Kind>> = {
  alertmanager: kind("estate-alertmanager", "alertmanager", "alertmanager", "Alertmanager"),
  "athena-cost": kind("estate-athena-cost", "grafana-athena-datasource", "athena", "Athena, cost"),
  "athena-security": kind(
    "estate-athena-security",
    "grafana-athena-datasource",
    "athena_security",
    "Athena, Security Lake",
  ),
  elasticsearch: kind("estate-elasticsearch", "elasticsearch", "elasticsearch", "Elasticsearch"),
  jaeger: kind("estate-jaeger", "jaeger", "jaeger", "Jaeger"),
  loki: kind("estate-loki", "loki", "loki", "Loki"),
  opensearch: kind("estate-opensearch", "grafana-opensearch-datasource", "opensearch", "OpenSearch"),
  prometheus: kind("estate-prometheus", "prometheus", "prometheus", "Prometheus"),
  tempo: kind("estate-tempo", "tempo", "tempo", "Tempo"),
  usage: kind("grafanacloud-usage", "prometheus", "usage", "Grafana Cloud usage"),
  xray: kind("estate-xray", "grafana-x-ray-datasource", "xray", "X-Ray"),
};

/** Kinds whose data source is there without the estate making it, by platform. */
export const PRE_MADE: Readonly<
  Record<DataSourceChoice["platform"], readonly Exclude<DataSourceKind, "cloudwatch">[]>
> = {
  "grafana-cloud": ["usage"],
  "amazon-managed": [],
};

/** UID of the CloudWatch data source of an account, by its key in the estate. */
export function cloudWatchUid(account: string): string {
  return `estate-cloudwatch-${account}`;
}

/**
 * UID of a store of metrics: that which dashboards ask has always the same, so that a move from one store to another
 * changes no link; the other one during a move has its own.
 */
export function metricsUid(isRead: boolean): string {
  return isRead ? DATA_SOURCES.prometheus.uid : `${DATA_SOURCES.prometheus.uid}-other`;
}

/** A data source as a dashboard uses it. */
export interface DataSourceBinding extends DataSourceUse {
  /** Name of the template variable. */
  readonly variable: string;
  /** What people read beside the variable. */
  readonly label: string;
}

/** The data sources that there are. A signal is asked of the first of its queries whose kind is here. */
export type DataSourceSet = Readonly<Partial<Record<DataSourceKind, DataSourceBinding>>>;

/** What the estate has switched on. */
export interface DataSourceChoice {
  readonly platform: "grafana-cloud" | "amazon-managed";
  readonly kinds: readonly DataSourceKind[];
  /** Keys of the accounts with a CloudWatch data source; dashboards open with the first. */
  readonly cloudWatchAccounts: readonly string[];
  /**
   * Whether metrics are asked of a store in AWS, through a plugin that signs requests.
   * @default - on the platform amazon-managed
   */
  readonly signedMetrics?: boolean;
}

/** The data sources of an estate. UIDs are the same on every platform; plugins are not. */
export function dataSourceSet(choice: DataSourceChoice): DataSourceSet {
  const { platform, kinds, cloudWatchAccounts, signedMetrics = platform === "amazon-managed" } = choice;
  const [first] = cloudWatchAccounts;
  const entries = kinds.flatMap((name): [DataSourceKind, DataSourceBinding][] => {
    if (name !== "cloudwatch")
      return [[name, name === "prometheus" && signedMetrics ? signed(DATA_SOURCES[name]) : DATA_SOURCES[name]]];
    return first === undefined ? [] : [[name, kind(cloudWatchUid(first), "cloudwatch", "cloudwatch", "CloudWatch")]];
  });
  return Object.fromEntries(entries);
}

/** How panels refer to a data source: by its variable. */
export function referenceTo({ variable }: DataSourceBinding): string {
  return `\${${variable}}`;
}

/** Stores of metrics in AWS are asked through a plugin that signs requests. */
function signed(source: Kind): Kind {
  return { ...source, type: "grafana-amazonprometheus-datasource" };
}

function kind(uid: string, type: DataSourceType, variable: string, label: string): Kind {
  return { uid, type, variable, label };
}
