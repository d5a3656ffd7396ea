/** What the runner is told by the estate: the allow-list beside its code, and where Grafana is. */
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { readFileSync } from "node:fs";
import { type AllowList, allowListSchema } from "../../config/runbook";
import type { Grafana } from "../runbooks/people";
import { optional, required } from "../shared/environment";
import { Secret } from "../shared/secret";

/** Reads the allow-list. @throws when it is not what this code understands: nothing is run then */
export function readAllowList(): AllowList {
  const file = optional("ALLOW_LIST") ?? `${required("LAMBDA_TASK_ROOT")}/allow-list.json`;
  return allowListSchema.parse(JSON.parse(readFileSync(file, "utf8")));
}

export function grafanaOfEnvironment(): Grafana | undefined {
  const url = optional("GRAFANA_URL");
  if (url === undefined) return undefined;
  const secret = new Secret(new SecretsManagerClient({}), required("GRAFANA_TOKEN_ARN"));
  return {
    url,
    fetch,
    token: async () => {
      const [token] = await secret.values(Date.now());
      if (token === undefined) throw new Error("There is no token for Grafana.");
      return token;
    },
  };
}
