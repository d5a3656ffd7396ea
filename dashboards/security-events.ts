/**
 * Security events: threats seen, who came in, who changed what guards the estate, and what was turned away. What reads
 * most comes last: Grafana asks a panel only once it is scrolled into view.
 */
import { dashboard } from "./core/dashboard";
import type { DashboardDefinition } from "./core/definition";
import { row } from "./core/grid";
import { stat, table, timeSeries } from "./core/panels";
import type { EstateScope } from "./core/variables";
import * as access from "./signals/security-access";
import * as changes from "./signals/security-changes";
import * as threats from "./signals/security-detections";
import * as network from "./signals/security-network";
import { securityContext, securityVariables, shown } from "./signals/security-question";

const UID = "security-events";

/** One dashboard where security can be asked about, else none. */
export function securityEventsDashboards(scope: EstateScope): DashboardDefinition[] {
  const context = securityContext(scope);
  if (context === undefined) return [];
  return [
    dashboard({
      uid: UID,
      title: "Security events",
      description: "Threats seen, logins, use of root, changes to identities and guardrails, and what was turned away.",
      folder: "Security",
      tags: ["security"],
      file: "dashboards/security-events.ts",
      from: "now-24h",
      sources: scope.sources,
      variables: securityVariables(scope, context),
      rows: [
        row(
          "Is it fine?",
          shown(context, [
            [threats.severeDetections, (signal) => stat(signal).w(6)],
            [access.rootUse, (signal) => stat(signal).w(6)],
            [changes.watchersChanged, (signal) => stat(signal).w(6)],
            [access.failedLogins, (signal) => stat(signal).w(6)],
          ]),
        ),
        row(
          "Threats",
          shown(context, [
            [threats.detections, (signal) => table(signal).w(14)],
            [threats.sensorDetections, (signal) => table(signal).w(10)],
          ]),
        ),
        row(
          "Logins and root",
          shown(context, [
            [access.logins, (signal) => timeSeries(signal, { stacked: true }).w(12)],
            [access.loginsByPrincipal, (signal) => table(signal).w(12)],
            [access.rootEvents, (signal) => table(signal).w(24)],
          ]),
        ),
        row(
          "Changes",
          shown(context, [
            [changes.guardrailChangesByKind, (signal) => timeSeries(signal, { stacked: true }).w(24)],
            [changes.guardrailEvents, (signal) => table(signal).w(24)],
            [access.identityChanges, (signal) => table(signal).w(24)],
          ]),
        ),
        row(
          "Denied calls",
          shown(context, [
            [access.deniedCalls, (signal) => timeSeries(signal, { stacked: true }).w(12)],
            [access.deniedPrincipals, (signal) => table(signal).w(12)],
          ]),
        ),
        row(
          "Turned away",
          shown(context, [
            [network.dnsMatches, (signal) => table(signal).w(24)],
            [network.wafBlocks, (signal) => timeSeries(signal, { stacked: true }).w(12)],
            [network.wafSources, (signal) => table(signal).w(12)],
            [network.rejectedFlows, (signal) => timeSeries(signal, { stacked: true }).w(24)],
            [network.rejectedInside, (signal) => table(signal).w(12)],
            [network.rejectedOutside, (signal) => table(signal).w(12)],
          ]),
        ),
      ],
    }),
  ];
}
