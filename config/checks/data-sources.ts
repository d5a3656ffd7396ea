/** A data source needs what it is read with: a way, a user with a secret, an account that can read the secret. */
import type { EstateDraft } from "../draft";
import type { Finding } from "../problem";
import { GIVEN_SOURCES } from "../sections/grafana-data-sources";

export function givenSourcesFit({ grafana, accounts }: EstateDraft): readonly Finding[] {
  const ids = Object.values(accounts ?? {}).flatMap((account) => account?.id ?? []);
  return GIVEN_SOURCES.flatMap((name): Finding[] => {
    const source = grafana?.dataSources?.[name];
    if (source === undefined) return [];
    const path = ["grafana", "dataSources", name];
    const owner = /^arn:[^:]+:[^:]+:[^:]*:(\d{12}):/.exec(source.secretArn ?? "")?.[1];
    const isSecret = source.secretArn?.includes(":secretsmanager:") ?? true;
    return [
      ...(source.private === true && grafana?.platform === "grafana-cloud" && grafana.privateConnectivity === undefined
        ? [
            {
              path: [...path, "private"],
              message: "needs a private way, and grafana.privateConnectivity is not set",
              fix: "add grafana.privateConnectivity, or remove private",
            },
          ]
        : []),
      ...((source.user === undefined) === (source.secretArn === undefined)
        ? []
        : [
            {
              path: [...path, source.user === undefined ? "secretArn" : "user"],
              message: "stands alone: a user needs a secret, and a secret a user",
              fix: source.user === undefined ? "add user, or remove secretArn" : "add secretArn, or remove user",
            },
          ]),
      ...(isSecret
        ? []
        : [
            {
              path: [...path, "secretArn"],
              message: "is no secret of Secrets Manager",
              fix: "keep the password there",
            },
          ]),
      ...(owner === undefined || ids.includes(owner)
        ? []
        : [
            {
              path: [...path, "secretArn"],
              message: `belongs to account ${owner}, which is not in the estate`,
              fix: `keep the secret in one of ${ids.toSorted().join(", ")}`,
            },
          ]),
    ];
  });
}

/** The account that sees all others must be read itself, or nobody sees what it sees. */
export function monitoringAccountIsRead({ grafana }: EstateDraft): readonly Finding[] {
  const { accounts, monitoringAccount } = grafana?.dataSources?.cloudwatch ?? {};
  if (accounts === undefined || monitoringAccount === undefined || accounts.includes(monitoringAccount)) return [];
  return [
    {
      path: ["grafana", "dataSources", "cloudwatch", "monitoringAccount"],
      message: "has no data source of its own, so that nobody sees what it sees",
      fix: `add ${monitoringAccount} to accounts`,
    },
  ];
}
