/**
 * A task definition with its telemetry: takes the application's containers as data and returns them with an OpenTelemetry
 * collector and a log router beside them. Pure: it makes nothing, and whoever owns the task registers what it returns.
 */
import { SIDECARS } from "../../../config/ecs/sidecars";
import { allow, type Statement } from "../../core/iam";
import { COLLECTOR_VOLUME, collectorSidecar } from "./collector-sidecar";
import { readConfigs } from "./config-object";
import type { ContainerDefinition, TaskVolume } from "./container-definition";
import { instrumented } from "./instrumented-container";
import { ROUTER_VOLUME, routerSidecar } from "./router-sidecar";
import { mergedStatements } from "./statements";
import { taskProblems, type TaskProblem } from "./task-problems";
import { largestSize, taskSize } from "./task-size";
import type { EcsTask, TaskTelemetry } from "./task-telemetry";

export interface DecoratedTask {
  readonly containerDefinitions: readonly ContainerDefinition[];
  readonly volumes: readonly TaskVolume[];
  /** CPU units of the task. */
  readonly cpu: number;
  /** MiB of the task. */
  readonly memory: number;
  /** What the task role needs besides the application's own rights. */
  readonly statements: readonly Statement[];
  /** What the execution role needs: read the sidecars' secrets, write their lines. */
  readonly startStatements: readonly Statement[];
  /** What would stop the task from running or from being seen; empty for a sound one. */
  readonly problems: readonly TaskProblem[];
}

export function decorate(task: EcsTask, telemetry: TaskTelemetry): DecoratedTask {
  const { collector, router, routes } = telemetry;
  const sidecars = [
    ...(collector === undefined ? [] : [collectorSidecar(collector, telemetry)]),
    ...(router === undefined ? [] : [routerSidecar(router, telemetry)]),
  ];
  const own = task.containers.find(({ firelensConfiguration }) => firelensConfiguration !== undefined);
  const neighbours = {
    collector: collector && SIDECARS.collector.name,
    router: router === undefined ? own?.name : SIDECARS.router.name,
    silent: task.silent ?? [],
  };
  const all = [...task.containers.map((container) => instrumented(container, telemetry, neighbours)), ...sidecars];
  const configs = [...(collector === undefined ? [] : [collector.config]), ...(router?.configs ?? [])];
  const shipped = routes.filter(
    ({ exporters, output }) =>
      (collector !== undefined && Object.keys(exporters).length > 0) || (router !== undefined && output !== undefined),
  );
  return {
    containerDefinitions: all.map(withoutEmptyLists),
    volumes: volumesOf(task, telemetry),
    ...(taskSize(all, task) ?? largestSize()),
    statements: mergedStatements(
      readConfigs(configs, telemetry.partition),
      ...shipped.map(({ statements }) => statements),
    ),
    startStatements: mergedStatements(
      sidecars.length === 0 ? [] : [writeLogs(telemetry)],
      ...shipped.map(({ startStatements }) => startStatements),
    ),
    problems: taskProblems(task, telemetry, all),
  };
}

/** ECS gives back no list that is empty, and Terraform would see a change in every plan. */
function withoutEmptyLists<C extends ContainerDefinition>(container: C): C {
  return Object.fromEntries(
    Object.entries(container).filter(([, value]) => !Array.isArray(value) || value.length > 0),
  ) as C;
}

function volumesOf({ volumes }: EcsTask, { collector, router }: TaskTelemetry): readonly TaskVolume[] {
  return [
    ...volumes,
    ...(collector === undefined ? [] : [COLLECTOR_VOLUME]),
    ...(router === undefined ? [] : [ROUTER_VOLUME]),
  ];
}

/** The log group is there already: a sidecar makes streams in it and nothing else. */
function writeLogs({ partition, region, accountId, sidecarLogGroup }: TaskTelemetry): Statement {
  return allow(
    "WriteSidecarLogs",
    ["logs:CreateLogStream", "logs:PutLogEvents"],
    [`arn:${partition}:logs:${region}:${accountId}:log-group:${sidecarLogGroup}:*`],
  );
}
