/** Estates with one service on ECS for tests: sound, but for the faults that are planted. */
import { problemText } from "../../../config/problem";
import { BASE, problemsOf } from "../support";

const SERVICE = "  checkout: { team: payments, accounts: [prod] }\n";
export const DIGEST = `sha256:${"0a1b2c3d".repeat(8)}`;
export const IMAGE = `registry.example.com/checkout@${DIGEST}`;
export const CLUSTER = "arn:aws:ecs:eu-central-1:444455556666:cluster/main";
export const SECRET = "arn:aws:secretsmanager:eu-central-1:444455556666:secret:checkout/db-AbCdEf";

export interface Parts {
  /** Keys of `ecs` beside the containers. */
  readonly ecs?: string;
  /** Keys of the container `app` beside its image. */
  readonly app?: string;
  /** More containers. */
  readonly more?: string;
  readonly image?: string;
  readonly accounts?: string;
  /** Other sections. */
  readonly rest?: string;
}

/** What is told of a service with one sound container, and the faults that are planted. */
export function told({
  ecs = "",
  app = "",
  more = "",
  image = IMAGE,
  accounts = "prod",
  rest = "",
}: Parts): readonly string[] {
  const containers = `containers: { app: { image: "${image}"${comma(app)} }${comma(more)} }`;
  const service = `  checkout: { team: payments, accounts: [${accounts}], ecs: { ${containers}${comma(ecs)} } }\n`;
  return problemsOf(BASE.replace(SERVICE, () => service) + rest).map((problem) =>
    problemText(problem).replace(/^estate\.yaml:[\d:]+ /, ""),
  );
}

const comma = (text: string): string => (text === "" ? "" : `, ${text}`);

export const logs = (text: string): string => `telemetry: { logs: { ${text} } }\n`;

export const ECS = "services.checkout.ecs";
export const APP = `${ECS}.containers.app`;
