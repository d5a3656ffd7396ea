/** Mail on unusual spend, found by Cost Explorer's own model. */
import { CeAnomalyMonitor } from "@cdktf/provider-aws/lib/ce-anomaly-monitor";
import { CeAnomalySubscription } from "@cdktf/provider-aws/lib/ce-anomaly-subscription";
import { Construct } from "constructs";
import type { EstateConfig } from "../../config/estate";
import type { AnomalyConfig } from "../../config/sections/cost";
import { physicalName } from "../core/names";
import { emailOf } from "../core/teams";
import type { CostPlace } from "./place";

export class Anomalies extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly place: CostPlace,
    config: EstateConfig,
    anomalies: AnomalyConfig,
  ) {
    super(scope, id);
    new CeAnomalySubscription(this, "subscription", {
      provider: place.billing,
      accountId: place.account.id,
      name: physicalName("anomalySubscription", place.organisation, "unusual-spend"),
      frequency: anomalies.frequency,
      monitorArnList: [anomalies.monitor === "create" ? this.monitorArn() : anomalies.monitor],
      subscriber: [{ type: "EMAIL", address: emailOf(config, anomalies.team) }],
      thresholdExpression: {
        dimension: {
          key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE",
          matchOptions: ["GREATER_THAN_OR_EQUAL"],
          values: [String(anomalies.minimumUsd)],
        },
      },
    });
  }

  private monitorArn(): string {
    return new CeAnomalyMonitor(this, "monitor", {
      provider: this.place.billing,
      name: physicalName("anomalyMonitor", this.place.organisation, "services"),
      monitorType: "DIMENSIONAL",
      monitorDimension: "SERVICE",
    }).arn;
  }
}
