/** What may be done to an instance of the fleet, and what it may do: documents and policy to the letter. */
import { describe, expect, it } from "vitest";
import { policy, resource, resources } from "../../../support/template";
import { scriptsOf } from "./instance";
import { estateWith, FULL, PASSWORD, SMALL, synthFleet } from "./support";

const { stack } = synthFleet(estateWith(FULL));

describe("documents", () => {
  const content = (component: string, json = stack): unknown =>
    JSON.parse(
      String(resource(json, `aws_ssm_document.fleet_main_document-${component}`)["content"]).replaceAll(
        /([$%])\1\{/g,
        "$1{",
      ),
    );
  const LINUX = { StringEquals: ["platformType", "Linux"] };
  const BUNDLE = {
    type: "String",
    description: "Key of the bundle in the bucket of the fleet.",
    allowedPattern: "^fleet/[A-Za-z0-9/-]{1,300}[.]bundle$",
  };
  const SHA256 = { type: "String", description: "Digest of the bundle.", allowedPattern: "^[0-9a-f]{64}$" };
  const ENVIRONMENT = {
    type: "String",
    description: "Parameter with addresses and places of secrets, in one version.",
    allowedPattern: "^/estate/[A-Za-z0-9/_-]{1,300}:[0-9]{1,9}$",
  };
  const step = (name: string) => ({
    action: "aws:runShellScript",
    name,
    precondition: LINUX,
    inputs: { onFailure: "exit", timeoutSeconds: "900", runCommand: expect.any(Array) as unknown },
  });

  it("install AWS's package between two scripts for the collector", () => {
    expect(content("collector")).toEqual({
      schemaVersion: "2.2",
      description: "Installs the OpenTelemetry collector and keeps it as the estate says",
      parameters: { Bundle: BUNDLE, Sha256: SHA256, Environment: ENVIRONMENT },
      mainSteps: [
        step("configure"),
        {
          action: "aws:configurePackage",
          name: "install",
          precondition: LINUX,
          inputs: {
            onFailure: "exit",
            name: "AWSDistroOTel-Collector",
            action: "Install",
            installationType: "Uninstall and reinstall",
            version: "v0.49.0",
            additionalArguments: "{}",
          },
        },
        step("start"),
      ],
    });
  });

  it("do the rest in one script, and take no command from outside", () => {
    expect(content("router")).toEqual({
      schemaVersion: "2.2",
      description: "Installs the log router and keeps it as the estate says",
      parameters: { Bundle: BUNDLE, Sha256: SHA256, Environment: ENVIRONMENT },
      mainSteps: [step("apply")],
    });
    expect(content("exporters")).toEqual({
      schemaVersion: "2.2",
      description: "Installs exporters and keeps them as the estate says",
      parameters: { Bundle: BUNDLE, Sha256: SHA256 },
      mainSteps: [step("apply")],
    });
  });

  it("hold the scripts that were tested, for the places of this account", () => {
    const { mainSteps } = content("exporters") as {
      readonly mainSteps: readonly [{ readonly inputs: { readonly runCommand: readonly string[] } }];
    };
    expect(`${mainSteps[0].inputs.runCommand.join("\n")}\n`).toBe(
      scriptsOf("exporters")[0]?.replace("smallco-fleet-config", "smallco-fleet-config-111122223333-eu-west-1"),
    );
  });

  it("are Systems Manager's to name: none begins with aws or amazon", () => {
    const names = Object.values(resources(stack, "aws_ssm_document")).map(
      ({ name, document_type, document_format }) => [name, document_type, document_format],
    );
    expect(names).toEqual(
      ["collector", "exporters", "router"].map((name) => [`estate-smallco-fleet-${name}`, "Command", "JSON"]),
    );
  });
});

describe("the policy of instances", () => {
  const KEY = "${aws_kms_key.fleet_main_key.arn}";

  it("lets them read what is theirs, write their output, read named secrets and nothing else", () => {
    const { Statement } = policy(stack, "aws_iam_policy.fleet_main_policy") as {
      readonly Statement: readonly { readonly Sid: string }[];
    };
    expect(Statement.slice(0, 8)).toEqual([
      statement("ReadBundles", ["s3:GetObject"], ["arn:aws:s3:::smallco-fleet-config-111122223333-eu-west-1/fleet/*"]),
      statement(
        "ReadEnvironments",
        ["ssm:GetParameter"],
        ["arn:aws:ssm:eu-west-1:111122223333:parameter/estate/smallco/fleet/*"],
      ),
      statement("WriteOutput", ["s3:PutObject"], ["arn:aws:s3:::smallco-fleet-output-111122223333-eu-west-1/*"]),
      statement("UseFleetKey", ["kms:Decrypt", "kms:GenerateDataKey"], [KEY], {
        "kms:ViaService": ["s3.eu-west-1.amazonaws.com", "ssm.eu-west-1.amazonaws.com"],
      }),
      statement("ReadArtefacts", ["s3:GetObject"], ["arn:aws:s3:::smallco-artefacts/fleet/*"]),
      statement("DecryptArtefacts", ["kms:Decrypt"], [String(FULL.artefacts?.kmsKeyArn)], {
        "kms:ViaService": "s3.eu-west-1.amazonaws.com",
      }),
      statement("ReadSecretsOfExporters", ["secretsmanager:GetSecretValue"], [PASSWORD]),
      statement("DecryptSecretsOfExporters", ["kms:Decrypt"], ["arn:aws:kms:eu-west-1:111122223333:key/*"], {
        "kms:ViaService": "secretsmanager.eu-west-1.amazonaws.com",
        "kms:EncryptionContext:SecretARN": [PASSWORD],
      }),
    ]);
    expect(Statement.slice(8).map(({ Sid }) => Sid)).toEqual([
      "ReadMetricsGrafanaCloudToken",
      "DecryptMetricsGrafanaCloudToken",
      "ReadLogsLokiToken",
      "DecryptLogsLokiToken",
      "ReadTracesTempoToken",
      "DecryptTracesTempoToken",
    ]);
  });

  it("fits into what IAM takes, 6144 characters, with room for references", () => {
    expect(String(resource(stack, "aws_iam_policy.fleet_main_policy")["policy"]).length).toBeLessThan(4000);
  });

  it("reads nothing of programs or secrets where there are none", () => {
    const small = synthFleet(estateWith(SMALL)).stack;
    const { Statement } = policy(small, "aws_iam_policy.fleet_main_policy") as {
      readonly Statement: readonly { readonly Sid: string }[];
    };
    expect(Statement.map(({ Sid }) => Sid)).toEqual([
      "ReadBundles",
      "ReadEnvironments",
      "WriteOutput",
      "UseFleetKey",
      "ReadMetricsGrafanaCloudToken",
      "DecryptMetricsGrafanaCloudToken",
      "ReadLogsLokiToken",
      "DecryptLogsLokiToken",
      "ReadTracesTempoToken",
      "DecryptTracesTempoToken",
    ]);
  });

  function statement(sid: string, actions: readonly string[], on: readonly string[], equals?: object) {
    const condition = equals === undefined ? {} : { Condition: { StringEquals: equals } };
    return { Sid: sid, Effect: "Allow", Action: actions, Resource: on, ...condition };
  }
});
