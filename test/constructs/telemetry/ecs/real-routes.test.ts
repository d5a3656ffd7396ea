/** Services on ECS with the real destinations: each alone, so that none asks for what a task does not have. */
import { describe, expect, it } from "vitest";
import { checkPolicies } from "../../../../constructs/core/policy";
import { DESTINATIONS, type Route } from "../../../../constructs/telemetry/destinations";
import { resource } from "../../../support/template";
import { everything, routeContext } from "../destinations/support";
import { IMAGE, synthEcs, withEcs } from "./estates";

const TASK = "aws_ecs_task_definition.ecs_main_eu-west-1_services_checkout_owned_task";

interface Container {
  readonly name: string;
  readonly environment: readonly { readonly name: string }[];
  readonly secrets?: readonly { readonly name: string }[];
}

/** An estate that could write to every destination, with a way out to those that stand already. */
const { destinations, grafana } = everything();
const config = withEcs(
  {
    containers: { app: { image: IMAGE, port: 8080 } },
    egress: [
      { cidr: "10.0.0.0/8", port: 9200 },
      { cidr: "10.0.0.0/8", port: 4318 },
    ],
  },
  { destinations, grafana: { owner: grafana.owner, stack: grafana.stack, dataSources: grafana.dataSources } },
);

/** Terraform puts values in their place, quotes of expressions among them, before anybody reads the text as JSON. */
const withoutReferences = (text: unknown): string => String(text).replaceAll(/\$\{[^}]*\}/g, "x");

const made = (route: Route) => synthEcs(config, { routes: () => [route] });

describe("a service on ECS", () => {
  it.each(DESTINATIONS.map((destination) => [destination.signal, destination.name, destination] as const))(
    "ships %s to %s, with every variable in the sidecar that sends and in no other",
    (_signal, _name, destination) => {
      const route = destination.route(routeContext());
      const stack = made(route);
      const containers = JSON.parse(withoutReferences(resource(stack, TASK)["container_definitions"])) as Container[];
      const wanted = [...Object.keys(route.environment), ...Object.keys(route.secrets)].toSorted();
      const held = (name: string) => {
        const container = containers.find((one) => one.name === name);
        const names = [...(container?.environment ?? []), ...(container?.secrets ?? [])].map((one) => one.name);
        return names.filter((one) => wanted.includes(one)).toSorted();
      };
      expect([held("otel-collector"), held("log-router"), held("app")]).toEqual(
        route.output === undefined ? [wanted, [], []] : [[], wanted, []],
      );
      expect(checkPolicies(stack)).toEqual([]);
    },
  );
});
