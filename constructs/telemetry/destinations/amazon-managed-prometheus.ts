/** Metrics to Amazon Managed Prometheus, by signed remote write. */
import { allow } from "../../core/iam";
import type { Intake, SigV4Intake } from "../../core/intake";
import { variableName } from "./names";
import { remoteWrite } from "./remote-write";
import type { Destination, Route, RouteContext } from "./route";
import { signer } from "./signed";

const NAME = "amazon-managed-prometheus";

export const amazonManagedPrometheus: Destination = { name: NAME, signal: "metrics", route };

function route(context: RouteContext): Route {
  const intake = signedIntake(context.intake(NAME, "metrics"), context);
  const url = variableName("metrics", NAME, "url");
  const role = variableName("metrics", NAME, "role");
  const { roleArn } = intake;
  const assumed = roleArn === undefined ? undefined : { arn: `\${env:${role}}`, sts_region: intake.region };
  return {
    destination: NAME,
    signal: "metrics",
    exporters: {
      [`prometheus_remote_write/${NAME}`]: remoteWrite(`\${env:${url}}`, {
        auth: { authenticator: `sigv4auth/${NAME}` },
      }),
    },
    extensions: { [`sigv4auth/${NAME}`]: signer(intake.service, intake.region, assumed) },
    environment: { [url]: intake.url, ...(roleArn === undefined ? {} : { [role]: roleArn }) },
    secrets: {},
    statements: [
      roleArn === undefined
        ? allow("WriteMetrics", ["aps:RemoteWrite"], [intake.resourceArn])
        : allow("WriteMetricsThroughRole", ["sts:AssumeRole"], [roleArn]),
    ],
    startStatements: [],
  };
}

function signedIntake(intake: Intake | undefined, { account }: RouteContext): SigV4Intake {
  if (intake?.kind !== "sigv4") throw new Error(`${account.key} has no way to write to ${NAME}.`);
  return intake;
}
