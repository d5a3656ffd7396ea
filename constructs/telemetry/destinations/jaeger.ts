/** Traces to a Jaeger that stands already, by OTLP over HTTP. */
import { givenAccess } from "./given-store";
import { variableName } from "./names";
import type { Destination, Route, RouteContext } from "./route";

const NAME = "jaeger";

export const jaeger: Destination = { name: NAME, signal: "traces", route };

function route(context: RouteContext): Route {
  const store = context.config.destinations.jaeger;
  if (store === undefined) throw new Error("destinations.jaeger is missing; the config check lets no such pass");
  const arn = store.secrets[context.account.key];
  const { startStatements } = givenAccess(NAME, "traces", { ...store, indexPrefix: "" }, context);
  const header = variableName("traces", NAME, "authorization");
  return {
    destination: NAME,
    signal: "traces",
    exporters: {
      [`otlp_http/${NAME}`]: {
        endpoint: store.url,
        compression: "gzip",
        ...(arn === undefined ? {} : { headers: { Authorization: `\${env:${header}}` } }),
      },
    },
    extensions: {},
    environment: {},
    secrets: arn === undefined ? {} : { [header]: arn },
    statements: [],
    startStatements,
  };
}
