/** What the cost domain hands to the single pane: the Athena data source, its dashboards, and what people must do. */
import type { EstateConfig } from "../../config/estate";
import {
  costDashboards,
  costNamedQueries,
  type CostDashboardInput,
  DATA_SOURCES,
  type NamedQuery,
} from "../../dashboards";
import { BILLING_REGION } from "../core/accounts";
import { contribution, type Contribution, type ManualStep } from "../core/contribution";
import { policyDocument } from "../core/iam";
import { deliveryStatements } from "./export-bucket";
import type { CostPlace } from "./place";
import type { PlannedExport } from "./planned-export";

/** Fixed, so that links and the external id of the role are known at plan. */
export const COST_DATA_SOURCE_UID = DATA_SOURCES["athena-cost"].uid;

const ATHENA_PLUGIN = "grafana-athena-datasource";

/** A saved query with the stable id of its construct. */
export interface SavedQuery extends NamedQuery {
  readonly id: string;
}

/** Exports are refreshed a few times a day; an hour-old answer is as good and is not scanned again. */
const CACHE_SECONDS = 3600;

export interface CostContributionInput {
  readonly config: EstateConfig;
  readonly place: CostPlace;
  readonly exports: readonly PlannedExport[];
  /** How the data source assumes its role. */
  readonly authentication: Readonly<Record<string, unknown>>;
  readonly bucketArn: string;
}

export function costContribution(input: CostContributionInput): Contribution {
  const { config, place, exports } = input;
  const [billing] = dashboardInputs(config, place, exports);
  return contribution("cost", {
    plugins: [ATHENA_PLUGIN],
    dataSources: [
      {
        uid: COST_DATA_SOURCE_UID,
        name: "Cost (Athena)",
        type: ATHENA_PLUGIN,
        cacheSeconds: CACHE_SECONDS,
        jsonData: {
          ...input.authentication,
          defaultRegion: place.region,
          catalog: "AwsDataCatalog",
          database: place.database,
          workgroup: place.workgroup,
        },
      },
    ],
    ...(billing === undefined ? {} : { billing, dashboards: costDashboards(billing) }),
    manualSteps: [...bucketStep(input), ...splitStep(place), ...tagStep(place), ...unitStep(config, place)],
  });
}

/** Queries saved in Athena, for every export its own. */
export function savedQueries(
  config: EstateConfig,
  place: CostPlace,
  exports: readonly PlannedExport[],
): readonly SavedQuery[] {
  return dashboardInputs(config, place, exports).flatMap((input) =>
    costNamedQueries(input).map((query) => ({ ...query, id: `${input.source}-${slug(query.name)}` })),
  );
}

function slug(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}

/** Glue databases, besides the cost database, in which services keep their unit counts. */
export function unitDatabases(config: EstateConfig): readonly string[] {
  return Object.values(config.services).flatMap(({ unit }) => unit?.athena.database ?? []);
}

/** One input per export, the preferred one first: dashboards use the first, saved queries all of them. */
function dashboardInputs(
  config: EstateConfig,
  place: CostPlace,
  exports: readonly PlannedExport[],
): readonly CostDashboardInput[] {
  const { cost, database } = place;
  const accounts = Object.values(config.accounts);
  return exports.map(({ source, table }) => ({
    source,
    database,
    table,
    datasourceUid: COST_DATA_SOURCE_UID,
    teamTagKey: cost.teamTag,
    serviceTagKey: cost.serviceTag,
    accounts: Object.entries(config.accounts).map(([name, { id }]) => ({ name, id })),
    teams: Object.keys(config.teams).toSorted(),
    regions: [...new Set([...accounts.map(({ region }) => region), BILLING_REGION])].toSorted(),
    budgets: Object.entries(cost.budgets).map(([name, budget]) => ({
      name,
      monthlyUsd: budget.monthlyUsd,
      ...(budget.account === undefined ? {} : { accountId: config.accounts[budget.account]?.id ?? "" }),
      ...(budget.service === undefined ? {} : { service: budget.service }),
    })),
    units: Object.entries(config.services).flatMap(([service, { unit }]) =>
      unit === undefined
        ? []
        : [{ service, unit: unit.name, ...unit.athena, database: unit.athena.database ?? database }],
    ),
  }));
}

function bucketStep({ place, bucketArn }: CostContributionInput): readonly ManualStep[] {
  const { existing } = place.cost.bucket;
  if (existing === undefined) return [];
  return [
    {
      id: "cost-bucket-policy",
      when: "before apply",
      title: `Let the billing services write to ${existing}`,
      why: "The bucket is not managed by the estate, and AWS checks its policy when an export is created.",
      how: `Add to the bucket's policy: ${policyDocument(deliveryStatements(place, bucketArn))}`,
    },
  ];
}

function splitStep({ cost }: CostPlace): readonly ManualStep[] {
  if (cost.exports.cur2?.splitCostAllocation !== true) return [];
  return [
    {
      id: "cost-split-allocation",
      when: "before apply",
      title: "Opt in to split cost allocation data for ECS and EKS",
      why: "The opt-in is a billing preference of the payer, for which there is no API.",
      how: "In the payer account: Billing and Cost Management, Cost Management preferences, Split cost allocation data.",
    },
  ];
}

function tagStep({ cost }: CostPlace): readonly ManualStep[] {
  if (!cost.activateTags) return [];
  return [
    {
      id: "cost-tags-seen",
      when: "before apply",
      title: `See that the tags ${cost.teamTag} and ${cost.serviceTag} exist in billing`,
      why: "AWS activates a tag only after it has seen it on a resource, up to 24 hours later.",
      how: `Tag any resource with ${cost.teamTag} and ${cost.serviceTag}; apply when both are listed under Cost allocation tags.`,
    },
  ];
}

function unitStep(config: EstateConfig, place: CostPlace): readonly ManualStep[] {
  const tables = Object.values(config.services).flatMap(({ unit }) =>
    unit === undefined ? [] : [`${unit.athena.database ?? place.database}.${unit.athena.table}`],
  );
  if (tables.length === 0) return [];
  return [
    {
      id: "cost-unit-tables",
      when: "before apply",
      title: `Provide the unit counts: ${tables.join(", ")}`,
      why: "How many units a day a service handled is known to the service, not to AWS.",
      how: "Make each a table or view with one row per day, and let the role of the Athena data source read its files.",
    },
  ];
}
