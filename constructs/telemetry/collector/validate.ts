/** Problems of collectors before they run, all at once: of each config by itself, and of those that share a network. */
import { type CollectorDraft, type CollectorFault, collectorFaults } from "../../../config/collector-faults";
import { COLLECTOR_FOLDER } from "../../../config/collector-names";
import { type Listening, portFaults, portsOf } from "../../../config/collector-ports";
import type { CollectorConfig } from "./collector-config";

export interface CollectorProblem extends CollectorFault {
  /** Name of the collector. */
  readonly of: string;
}

/** A collector of a task or a host. */
export interface Running {
  readonly name: string;
  readonly config: CollectorConfig;
  /** Folders that outlive its process. @default - that of the estate's own collectors */
  readonly mounted?: readonly string[];
}

/** Everything that is wrong with collectors that share a network. */
export function collectorProblems(collectors: readonly Running[]): readonly CollectorProblem[] {
  const alone = collectors.flatMap(({ name, config, mounted = [COLLECTOR_FOLDER] }) =>
    collectorFaults(draftOf(config), {
      componentsAt: [],
      pipelinesAt: ["service", "pipelines"],
      mounted,
    }).map((fault) => ({ ...fault, of: name })),
  );
  return [...alone, ...portFaults(collectors.map(({ name, config }) => ({ name, listening: listeningOf(config) })))];
}

/** Ports that a collector listens on. */
export function listeningOf(config: CollectorConfig): readonly Listening[] {
  return portsOf(draftOf(config));
}

/** One line for people. */
export function problemLine({ of, path, message, value, fix }: CollectorProblem): string {
  const got = value === undefined ? "" : ` (got ${value})`;
  const sentence = `${fix.charAt(0).toUpperCase()}${fix.slice(1)}`;
  return `${of} ${path.join(".")}: ${message}${got}. ${sentence}${sentence.endsWith("?") ? "" : "."}`;
}

/** @throws with every problem, one a line */
export function assertSound(collectors: readonly Running[]): void {
  const problems = collectorProblems(collectors);
  if (problems.length > 0) throw new Error(problems.map(problemLine).join("\n"));
}

function draftOf({ receivers, processors, exporters, extensions, service }: CollectorConfig): CollectorDraft {
  const components = { receivers, processors, exporters, extensions };
  return { components, pipelines: service.pipelines, started: service.extensions };
}
