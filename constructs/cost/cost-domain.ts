/**
 * Cost and usage: exports to S3, catalogued by Glue, queried by Athena, shown in Grafana; budgets and anomalies by mail.
 */
import { Construct } from "constructs";
import type { EstateConfig } from "../../config/estate";
import type { CostConfig } from "../../config/sections/cost";
import type { Accounts } from "../core/accounts";
import type { Contribution } from "../core/contribution";
import type { GrafanaTrust } from "../core/grafana-trust";
import { tagDomain } from "../core/tags";
import { AllocationTags } from "./allocation-tags";
import { Anomalies } from "./anomalies";
import { BillingExports } from "./billing-exports";
import { Budgets } from "./budgets";
import { CostCatalogue } from "./catalogue";
import { costContribution, COST_DATA_SOURCE_UID, savedQueries, unitDatabases } from "./cost-contribution";
import { ExportBucket } from "./export-bucket";
import { GrafanaReader } from "./grafana-reader";
import { costPlace } from "./place";
import { plannedExports } from "./planned-export";
import { QueryWorkgroup } from "./query-workgroup";

export interface CostDomainProps {
  readonly config: EstateConfig;
  readonly cost: CostConfig;
  readonly accounts: Accounts;
  /** Whom the Athena role trusts. */
  readonly trust: GrafanaTrust;
}

export class CostDomain extends Construct {
  readonly contribution: Contribution;

  constructor(scope: Construct, id: string, { config, cost, accounts, trust }: CostDomainProps) {
    super(scope, id);
    tagDomain(this, "cost");
    const place = costPlace(config, cost, accounts);
    const exports = plannedExports(cost);
    const bucket = new ExportBucket(this, "exports", config, place);
    new BillingExports(this, "billing", place, bucket);
    new CostCatalogue(this, "catalogue", place, bucket, exports);
    const workgroup = new QueryWorkgroup(this, "athena", config, place, bucket);
    workgroup.save(savedQueries(config, place, exports));
    const reader = new GrafanaReader(this, "grafana-reader", {
      place,
      bucket,
      workgroup,
      trust,
      dataSourceUid: COST_DATA_SOURCE_UID,
      otherDatabases: unitDatabases(config),
    });
    new Budgets(this, "budgets", config, place);
    if (cost.anomalies !== undefined) new Anomalies(this, "anomalies", place, config, cost.anomalies);
    if (cost.activateTags) new AllocationTags(this, "tags", place);
    this.contribution = costContribution({
      config,
      place,
      exports,
      authentication: trust.authentication(reader.roleArn),
      bucketArn: bucket.arn,
    });
  }
}
