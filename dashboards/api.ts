/** API Gateway and AppSync: rate, errors and duration of what callers reach first. */
import { dashboard } from "./core/dashboard";
import type { DashboardDefinition } from "./core/definition";
import { dimensionVariable, onlyThis } from "./core/dimension-variable";
import { row } from "./core/grid";
import { type PanelCell, timeSeries } from "./core/panels";
import { ranking } from "./core/ranking";
import { CLOUDWATCH_REGION, type EstateScope, estateVariables } from "./core/variables";
import * as api from "./signals/api";
import * as graphql from "./signals/app-sync";

export function apiDashboards(scope: EstateScope): DashboardDefinition[] {
  return [
    dashboard({
      uid: api.API,
      title: "API Gateway and AppSync",
      description: "Requests, errors and latency of REST, HTTP, WebSocket and GraphQL APIs, and who is connected.",
      folder: "Managed services",
      tags: ["managed-services", "api"],
      file: "dashboards/api.ts",
      from: "now-6h",
      refresh: "1m",
      sources: scope.sources,
      variables: [
        ...estateVariables(scope, [CLOUDWATCH_REGION]),
        dimensionVariable(api.REST.dimension, "REST API", "REST API that graphs are about, by name."),
        dimensionVariable(api.HTTP.dimension, "HTTP API", "HTTP or WebSocket API that graphs are about, by id."),
        dimensionVariable(graphql.GRAPHQL_API, "GraphQL API", "GraphQL API that graphs are about, by id."),
      ],
      rows: [
        row("Is it fine?", [
          failing(api.REST, "API"),
          failing(api.HTTP, "API id"),
          ranking(graphql.graphqlServerErrors, { of: "API id", by: "total", title: "GraphQL APIs that fail" }),
        ]),
        ...[api.REST, api.HTTP].map((kind) =>
          row(`${kind.name}s`, [
            timeSeries(api.apiRequests(kind)).w(8),
            timeSeries(api.apiServerErrors(kind)).w(8),
            timeSeries(api.apiClientErrors(kind)).w(8),
            timeSeries(api.apiLatency(kind)).w(12),
            timeSeries(api.apiIntegrationLatency(kind)).w(12),
          ]),
        ),
        row("GraphQL APIs", [
          timeSeries(graphql.graphqlRequests).w(12),
          timeSeries(graphql.graphqlLatency).w(12),
          timeSeries(graphql.graphqlServerErrors, { shape: "bars" }).w(12),
          timeSeries(graphql.graphqlClientErrors, { shape: "bars" }).w(12),
        ]),
        row("GraphQL subscriptions", [
          timeSeries(graphql.connectedClients).w(12),
          timeSeries(graphql.activeSubscriptions).w(12),
          timeSeries(graphql.failedConnections, { shape: "bars" }).w(8),
          timeSeries(graphql.refusedConnections, { shape: "bars" }).w(8),
          timeSeries(graphql.droppedMessages, { shape: "bars" }).w(8),
        ]),
        row("WebSocket APIs", [
          timeSeries(api.webSocketMessages).w(8),
          timeSeries(api.webSocketIntegrationErrors, { shape: "bars" }).w(8),
          timeSeries(api.webSocketConnections, { shape: "bars" }).w(8),
        ]),
      ],
    }),
  ];
}

/** The share of errors has no labels of its own, so that only a row can lead to its API. */
function failing(kind: api.Kind, of: string): PanelCell {
  const drillDowns = [onlyThis(api.API, kind.dimension)];
  return ranking(api.apiServerErrors(kind), { of, by: "now", title: `${kind.name}s that fail`, drillDowns });
}
