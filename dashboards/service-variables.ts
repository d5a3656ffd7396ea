/** Variables of the dashboards about services: what people filter by, and what some data sources need besides. */
import type { VariableModel } from "@grafana/grafana-foundation-sdk/dashboard";
import { isAnswerable } from "./core/answerable";
import { ask } from "./core/ask";
import type { Signal } from "./core/signal";
import { CLOUDWATCH_REGION, type EstateScope, estateVariables, singleVariable, textVariable } from "./core/variables";
import { CHOICES } from "./signals/chosen-services";
import { TRACED_SERVICE } from "./signals/traces";

/** Account, region, environment and service; CloudWatch's region and Jaeger's service only where those are asked. */
export function serviceVariables(scope: EstateScope, signals: readonly Signal[]): VariableModel[] {
  const languages = new Set(
    signals
      .filter((signal) => isAnswerable(signal, scope.sources))
      .map((signal) => ask(signal, scope.sources).query.language),
  );
  const cloudWatch = languages.has("cloudwatch-logs") ? ([CLOUDWATCH_REGION] as const) : [];
  return [
    ...estateVariables(scope, [...CHOICES, ...cloudWatch]),
    ...(languages.has("jaeger") ? [tracedService(scope)] : []),
  ];
}

/** Jaeger searches one service at a time. */
function tracedService({ services }: EstateScope): VariableModel {
  const label = "Traced service";
  const description = "Service whose traces Jaeger searches, one at a time.";
  if (services.length === 0) return textVariable(TRACED_SERVICE, label, description);
  const choices = services.map((service) => ({ text: service, value: service }));
  return singleVariable({ name: TRACED_SERVICE, label, description, choices });
}
