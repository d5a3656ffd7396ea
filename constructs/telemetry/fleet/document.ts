/**
 * The document of a component: what Systems Manager may do to an instance, and nothing else. Its parameters choose among
 * the bundles of one bucket, by key and digest; no command comes from outside.
 */
import { COLLECTOR_PACKAGE } from "../../../config/fleet-programs";
import { applyScript, configureScript, PARAMETERS, startScript, type ScriptPlace } from "./apply-script";
import type { Component } from "./bundle";

/** Seconds for a step: packages are downloaded in it. */
const STEP_SECONDS = 900;

const TITLES: Readonly<Record<Component, string>> = {
  collector: "Installs the OpenTelemetry collector and keeps it as the estate says",
  router: "Installs the log router and keeps it as the estate says",
  exporters: "Installs exporters and keeps them as the estate says",
};

export function documentText(place: ScriptPlace): string {
  return JSON.stringify({
    schemaVersion: "2.2",
    description: TITLES[place.component],
    parameters: parameters(place.component),
    mainSteps: steps(place),
  });
}

/** Only the collector and the router are told what the plan did not know. */
export function takesEnvironment(component: Component): boolean {
  return component !== "exporters";
}

function parameters(component: Component) {
  const text = (description: string, allowedPattern: string) => ({ type: "String", description, allowedPattern });
  return {
    [PARAMETERS.bundle]: text("Key of the bundle in the bucket of the fleet.", "^fleet/[A-Za-z0-9/-]{1,300}[.]bundle$"),
    [PARAMETERS.sha256]: text("Digest of the bundle.", "^[0-9a-f]{64}$"),
    ...(takesEnvironment(component)
      ? {
          [PARAMETERS.environment]: text(
            "Parameter with addresses and places of secrets, in one version.",
            "^/estate/[A-Za-z0-9/_-]{1,300}:[0-9]{1,9}$",
          ),
        }
      : {}),
  };
}

function steps(place: ScriptPlace): readonly unknown[] {
  if (place.component !== "collector") return [script("apply", applyScript(place))];
  return [
    script("configure", configureScript(place)),
    {
      action: "aws:configurePackage",
      name: "install",
      precondition: ON_LINUX,
      inputs: {
        onFailure: "exit",
        name: COLLECTOR_PACKAGE.name,
        action: "Install",
        installationType: "Uninstall and reinstall",
        version: COLLECTOR_PACKAGE.version,
        additionalArguments: "{}",
      },
    },
    script("start", startScript(place)),
  ];
}

const ON_LINUX = { StringEquals: ["platformType", "Linux"] };

function script(name: string, text: string) {
  return {
    action: "aws:runShellScript",
    name,
    precondition: ON_LINUX,
    inputs: { onFailure: "exit", timeoutSeconds: String(STEP_SECONDS), runCommand: text.trimEnd().split("\n") },
  };
}
