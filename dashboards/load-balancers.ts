/** Load balancers: what clients get, whose errors they are, whether targets are healthy, and what it costs. */
import { dashboard } from "./core/dashboard";
import type { DashboardDefinition } from "./core/definition";
import { dimensionVariable } from "./core/dimension-variable";
import { row } from "./core/grid";
import { stateTimeline, timeSeries } from "./core/panels";
import { ranking } from "./core/ranking";
import type { Signal } from "./core/signal";
import { CLOUDWATCH_REGION, type EstateScope, estateVariables } from "./core/variables";
import * as application from "./signals/application-balancers";
import * as capacity from "./signals/balancer-capacity";
import * as shares from "./signals/balancer-shares";
import * as targets from "./signals/balancer-targets";
import * as network from "./signals/network-balancers";

export function loadBalancersDashboards(scope: EstateScope): DashboardDefinition[] {
  return [
    dashboard({
      uid: application.LOAD_BALANCERS,
      title: "Load balancers",
      description: "Requests, errors, response times, targets and capacity of application and network load balancers.",
      folder: "Managed services",
      tags: ["managed-services", "load-balancers"],
      file: "dashboards/load-balancers.ts",
      from: "now-6h",
      sources: scope.sources,
      variables: [
        ...estateVariables(scope, [CLOUDWATCH_REGION]),
        dimensionVariable(
          application.BALANCER,
          "Load balancer",
          "Balancer that graphs are about, as the end of its ARN: app/<name>/<id> or net/<name>/<id>.",
        ),
      ],
      rows: [
        row("Is it fine?", [
          ranking(application.targetErrors, { of: "Balancer", by: "total", title: "Targets that fail" }),
          ranking(application.balancerErrors, { of: "Balancer", by: "total", title: "Balancers that fail" }),
          ranking(
            // A row is called after two dimensions, from which no link can take one.
            { ...targets.unhealthyTargets, drillDowns: [] },
            { of: "Balancer and group", by: "now", title: "Groups in bad health" },
          ),
        ]),
        row(
          "What part fails",
          [shares.targetErrorShare, shares.balancerErrorShare, shares.unhealthyShare, shares.resetShare].map((signal) =>
            timeSeries(signal, { legend: "bottom" }).w(6),
          ),
        ),
        row("Application: traffic and errors", [
          ...lines([application.requests]),
          ...bars([application.targetErrors, application.balancerErrors]),
          ...bars([application.badGateway, application.unavailable, application.gatewayTimeout]),
        ]),
        row(
          "Application: response times",
          lines([application.responseMedian, application.responseTail, application.responseExtreme]),
        ),
        row("Application: targets", [
          ...lines([targets.healthyTargets, targets.unhealthyTargets, targets.requestsPerTarget]),
          ...bars([targets.connectionErrors, targets.targetTlsErrors, targets.failedOpen]),
        ]),
        row("Application: clients", [
          timeSeries(capacity.newConnections).w(12),
          timeSeries(application.clientErrors, { shape: "bars" }).w(12),
          timeSeries(capacity.rejectedConnections, { shape: "bars" }).w(12),
          timeSeries(capacity.clientTlsErrors, { shape: "bars" }).w(12),
        ]),
        row("Application: capacity and cost", [
          ...lines([capacity.capacityUse, capacity.bytesProcessed]),
          ...bars([capacity.capacityUnits]),
        ]),
        row("Network: flows", [
          ...lines([network.newFlows, network.activeFlows, network.flowBytes]),
          ...lines([targets.networkHealthyTargets, targets.networkUnhealthyTargets]),
          stateTimeline(network.zones).w(8),
        ]),
        row("Network: refused and broken off", [
          ...bars([network.rejectedFlows, network.portErrors, network.blockedFlows]),
          ...bars([network.clientResets, network.targetResets, network.balancerResets]),
          ...bars([network.clientHandshakes, network.targetHandshakes]),
          ...bars([network.flowCapacityUnits]),
        ]),
      ],
    }),
  ];
}

function lines(signals: readonly Signal[]) {
  return signals.map((signal) => timeSeries(signal).w(8));
}

function bars(signals: readonly Signal[]) {
  return signals.map((signal) => timeSeries(signal, { shape: "bars" }).w(8));
}
