/** What people do for the fleet: programs in their bucket, and instances that have the right role and tag. */
import type { EstateConfig } from "../../../config/estate";
import { programFile, programsOf } from "../../../config/fleet-programs";
import type { FleetConfig } from "../../../config/sections/telemetry-fleet";
import type { ManualStep, Prerequisite } from "../../core/contribution";
import { fleetPolicyName } from "./fleet-account";

/** The files that the bucket has to hold, each with the page that it comes from. */
export function fleetPrerequisites(fleet: FleetConfig): readonly Prerequisite[] {
  const { artefacts, architectures } = fleet;
  if (artefacts === undefined) return [];
  const programs = [...new Set(Object.values(fleet.roles).flatMap((role) => programsOf(role)))];
  const files = programs.flatMap((program) =>
    architectures.map((architecture) => programFile(program, architecture, artefacts.sha256)),
  );
  const lines = files.map(({ name, url }) => `${name} (${url})`);
  return [
    {
      id: "fleet-artefacts",
      title: "Put exporters and the log router where instances get them",
      how: `Copy these to s3://${artefacts.bucket}/${artefacts.prefix}: ${lines.join(", ")}. Instances compare each with its sha256, and install nothing that differs.`,
    },
  ];
}

export function fleetSteps(config: EstateConfig, fleet: FleetConfig): readonly ManualStep[] {
  const roles = Object.entries(fleet.roles).map(([role, { tagValue }]) => `${fleet.tagKey}=${tagValue ?? role}`);
  const open = fleet.accounts.filter((key) => fleet.instanceRoles[key] === undefined);
  const { canary } = fleet.rollout;
  return [
    ...(open.length === 0
      ? []
      : [
          {
            id: "fleet-policy",
            when: "after apply" as const,
            title: "Give instances the rights of the fleet",
            why: "The roles of your instances are yours; the estate changes only those in telemetry.fleet.instanceRoles.",
            how: `In ${open.join(", ")}: attach the policy ${fleetPolicyName(config)} to the roles of the instances, which also need AmazonSSMManagedInstanceCore, or Systems Manager's default host management. Associations that ran before have failed: apply them once, or wait for the next time.`,
          },
        ]),
    {
      id: "fleet-tags",
      when: canary === undefined ? "after apply" : "before apply",
      title: "Tag the instances of the fleet",
      why: "Systems Manager finds instances by their tags, which belong to whoever makes the instances.",
      how: `Give each instance one of the tags ${roles.join(", ")}.${canary === undefined ? "" : ` Give at least one instance of each also ${canary.tagKey} with the same value: while there is none, apply waits for it and fails.`} Amazon Linux 2023 with its SSM agent is what was written for; other systems need systemd, dnf, the AWS CLI and python3.`,
    },
  ];
}
