/** One service on ECS in one account, with its telemetry: owned by the estate, or published for its own Terraform. */
import { Construct } from "constructs";
import { SIDECARS } from "../../../config/ecs/sidecars";
import { InputError } from "../../core/errors";
import type { Route } from "../destinations/route";
import { appContainer, silentContainers } from "./app-container";
import type { ConfigStore } from "./config-store";
import { decorate, type DecoratedTask } from "./decorate";
import { EcsService } from "./ecs-service";
import { PublishedTask } from "./published-task";
import type { ServicePlace } from "./service-place";
import { ServiceRole } from "./service-role";
import { collectorFile, routerFiles, type CollectorChoice } from "./sidecar-files";
import { startStatements } from "./start-statements";
import { mergedStatements } from "./statements";
import type { CollectorSettings, RouterSettings } from "./task-telemetry";

export interface ServiceTelemetryProps {
  readonly place: ServicePlace;
  readonly store: ConfigStore;
  readonly routes: readonly Route[];
  readonly choice: CollectorChoice;
  /** Cluster that it runs in. */
  readonly cluster: { readonly arn: string; readonly name: string };
  /** Ids of more security groups that its tasks join. */
  readonly securityGroupIds: readonly string[];
}

export class ServiceTelemetry extends Construct {
  readonly #props: ServiceTelemetryProps;

  constructor(scope: Construct, id: string, props: ServiceTelemetryProps) {
    super(scope, id);
    this.#props = props;
    const { place } = props;
    const task = this.task();
    const start = mergedStatements(startStatements(place, this.containers()), task.startStatements);
    if (place.settings.mode === "published") {
      new PublishedTask(this, "published", { place, task, startStatements: start });
      return;
    }
    const taskRole = this.role("task-role", place.names.taskRole, "act", task.statements, place.settings.policyArns);
    const executionRole = this.role("execution-role", place.names.executionRole, "start", start);
    new EcsService(this, "owned", {
      place,
      task,
      clusterArn: props.cluster.arn,
      clusterName: props.cluster.name,
      taskRoleArn: taskRole.arn,
      executionRoleArn: executionRole.arn,
      ready: [...taskRole.ready, ...executionRole.ready],
      securityGroupIds: props.securityGroupIds,
    });
  }

  private containers() {
    const { place } = this.#props;
    return Object.entries(place.settings.containers).map(([name, container]) => appContainer(name, container, place));
  }

  private task(): DecoratedTask {
    const { place, routes } = this.#props;
    const { settings, account, region, names, resource } = place;
    const task = decorate(
      {
        containers: this.containers(),
        volumes: [],
        launchType: settings.launchType,
        cpu: settings.cpu,
        memory: settings.memory,
        silent: silentContainers(place),
      },
      {
        resource,
        region,
        accountId: account.id,
        partition: account.partition,
        routes,
        failClosed: settings.failClosed,
        sidecarLogGroup: names.sidecarLogGroup,
        collector: this.collector(),
        router: this.router(),
      },
    );
    const [problem] = task.problems;
    if (problem !== undefined)
      throw new InputError(this, problem.where, problem.message, "", `Do this: ${problem.fix}.`);
    return task;
  }

  private collector(): CollectorSettings | undefined {
    const { place, store, routes, choice } = this.#props;
    const { enabled, ...size } = place.settings.sidecars.collector;
    if (!enabled) return undefined;
    const { file, arguments: more } = collectorFile(place, routes, choice);
    const image = place.config.telemetry.images.collector ?? SIDECARS.collector.image;
    return { ...size, image, config: store.put(this, "collector-config", file), arguments: more };
  }

  private router(): RouterSettings | undefined {
    const { place, store, routes } = this.#props;
    const { enabled, ...size } = place.settings.sidecars.router;
    if (!enabled) return undefined;
    const ids = ["router-config", "router-parsers"];
    const configs = routerFiles(place, routes).map((file, index) => store.put(this, ids[index] ?? file.name, file));
    return { ...size, image: place.config.telemetry.images.router ?? SIDECARS.router.image, configs };
  }

  private role(
    id: string,
    name: string,
    policy: string,
    statements: DecoratedTask["statements"],
    policyArns: readonly string[] = [],
  ) {
    const { account, region, service } = this.#props.place;
    const what = policy === "start" ? "Starts tasks of" : "Acts for tasks of";
    const description = `${what} the service ${service}`;
    return new ServiceRole(this, id, { ...{ account, region, name, policy, statements, policyArns, description } });
  }
}
