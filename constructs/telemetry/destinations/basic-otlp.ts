/** OTLP over HTTP with the header of basic authentication ready-made: what Grafana Cloud's gateway takes. */
import { type BasicIntake, type Intake, secretField, type Signal } from "../../core/intake";
import { variableName } from "./names";
import type { Route, RouteContext } from "./route";
import { readSecret } from "./secret-statements";

/** The route to a store that takes OTLP and knows the shipper by a token. */
export function basicOtlp(destination: string, signal: Signal, context: RouteContext): Route {
  const intake = basicIntake(destination, signal, context);
  const url = variableName(signal, destination, "url");
  const authorization = variableName(signal, destination, "authorization");
  return {
    destination,
    signal,
    exporters: {
      [`otlp_http/${destination}`]: {
        endpoint: `\${env:${url}}`,
        headers: { Authorization: `\${env:${authorization}}` },
        compression: "gzip",
      },
    },
    extensions: {},
    environment: { [url]: intake.url },
    secrets: { [authorization]: secretField(intake, "authorization") },
    statements: [],
    startStatements: tokenStatements(destination, signal, intake, context),
  };
}

/** The intake of a store that knows shippers by tokens; fails where the account has none. */
export function basicIntake(destination: string, signal: Signal, { intake, account }: RouteContext): BasicIntake {
  const found: Intake | undefined = intake(destination, signal);
  if (found?.kind !== "basic") throw new Error(`${account.key} has no token for ${signal} to ${destination}.`);
  return found;
}

/** The host by itself, as Fluent Bit wants it. */
export function hostOf({ host, url }: BasicIntake): string {
  return host ?? new URL(url).hostname;
}

export function tokenStatements(destination: string, signal: Signal, intake: BasicIntake, context: RouteContext) {
  const { secretArnPattern: arn, keyArn } = intake;
  return readSecret({ id: `${signal}-${destination}-token`, arn, keyArn }, context.account, context.region);
}
