/** What people must do for services on ECS, because no API does it or because it is not the estate's. */
import type { EcsPlace } from "../../../config/ecs/places";
import type { EstateConfig } from "../../../config/estate";
import type { ManualStep, Prerequisite } from "../../core/contribution";
import { serviceNames } from "./ecs-names";
import { publishedNames } from "./published-task";

export function ecsPrerequisites(places: readonly EcsPlace[]): readonly Prerequisite[] {
  const owned = places.filter(({ settings }) => settings.mode === "service");
  if (owned.length === 0) return [];
  const where = [...new Set(owned.map(({ account, region }) => `${account} (${region})`))].join(", ");
  return [
    {
      id: "ecs-egress",
      title: `Private subnets of ${where} reach HTTPS`,
      how: "Tasks pull images, read secrets and configurations, and send telemetry: give the subnets a NAT gateway, or endpoints for ECR, S3, Secrets Manager, CloudWatch Logs and the destinations.",
    },
  ];
}

export function ecsSteps({ name }: EstateConfig, places: readonly EcsPlace[]): readonly ManualStep[] {
  return places
    .filter(({ settings }) => settings.mode === "published")
    .map(({ service, account, region }) => {
      const { containers, task, policies } = publishedNames({ names: serviceNames(name, service, account) });
      return {
        id: `ecs-published-${service}-${account}`,
        when: "after apply",
        title: `Register the published task of ${service} in ${account}`,
        why: `Its service belongs to Terraform of its own (services.${service}.ecs.mode is published).`,
        how: `In ${region}, read ${containers}, ${task} and ${policies} with data.aws_ssm_parameter (insecure_value): the first is container_definitions of aws_ecs_task_definition, the second its size and volumes, the third what its two roles must be allowed. Apply it again whenever they change, and right after a change of destination.`,
      };
    });
}
