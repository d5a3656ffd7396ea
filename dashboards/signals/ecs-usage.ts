/** What tasks and containers of ECS use of what they have reserved: CPU, memory, disk and network. */
import { percentOf, prometheus, type PromExpr } from "../core/query";
import type { JudgedSignal, Signal } from "../core/signal";
import { byContainer, byService, CONTAINER, fromService, SERVICE, TASK, tasks } from "./ecs-scope";

/** Mebibytes as bytes. */
const MEBIBYTE = 1024 ** 2;

const CPU = { warnAbove: 80, badAbove: 95 } as const;
const MEMORY = { warnAbove: 85, badAbove: 95 } as const;
const STORAGE = { warnAbove: 80, badAbove: 90 } as const;

const vcpu = tasks("ecs_task_cpu_usage_vcpu_vCPU");
const vcpuReserved = tasks("ecs_task_cpu_reserved_None");
const memory = tasks("ecs_task_memory_utilized_MiB");
const memoryReserved = tasks("ecs_task_memory_reserved_MiB");
const storage = tasks("ecs_task_ephemeral_storage_utilized_MiB");
const storageReserved = tasks("ecs_task_ephemeral_storage_reserved_MiB");

/** Each task against its own reservation. */
const cpuOfTask = percentOf(vcpu.maxBy(...TASK), vcpuReserved.maxBy(...TASK));
const memoryOfTask = percentOf(memory.maxBy(...TASK), memoryReserved.maxBy(...TASK));
const storageOfTask = percentOf(storage.maxBy(...TASK), storageReserved.maxBy(...TASK));

const cpuOfService = percentOf(vcpu.sumBy(...SERVICE), vcpuReserved.sumBy(...SERVICE));

export const serviceCpu: JudgedSignal = {
  id: "ecs-service-cpu",
  name: "CPU used of reserved",
  description:
    "vCPU that the tasks of each service use, of what they have reserved together. Above 80 % requests begin to wait: add tasks, or find out what eats it.",
  type: "ratio",
  unit: "percent",
  query: byService(cpuOfService),
  judgement: CPU,
  runbook: "ecs-cpu-full",
  drillDowns: fromService,
};

export const busiestService: JudgedSignal = {
  ...serviceCpu,
  id: "ecs-busiest-service",
  name: "CPU of the busiest service",
  query: prometheus(cpuOfService.max()),
  drillDowns: [],
};

export const serviceMemory: JudgedSignal = {
  id: "ecs-service-memory",
  name: "Memory of the fullest task",
  description:
    "Memory without caches that the fullest task of each service uses, of its reservation. At 100 % the kernel kills its largest process. A line that only climbs is a leak: replace the task and look at what was deployed last.",
  type: "ratio",
  unit: "percent",
  query: byService(memoryOfTask.maxBy(...SERVICE)),
  judgement: MEMORY,
  runbook: "ecs-memory-full",
  drillDowns: fromService,
};

export const fullestTask: JudgedSignal = {
  ...serviceMemory,
  id: "ecs-fullest-task",
  name: "Memory of the fullest task of all",
  query: prometheus(memoryOfTask.max()),
  drillDowns: [],
};

export const serviceStorage: JudgedSignal = {
  id: "ecs-service-storage",
  name: "Ephemeral storage of the fullest task",
  description:
    "Disk that the fullest task of each service uses, of what it has reserved. On Fargate a full one stops the task. Look for logs and temporary files, or reserve up to 200 GiB.",
  type: "ratio",
  unit: "percent",
  query: byService(storageOfTask.maxBy(...SERVICE)),
  judgement: STORAGE,
  runbook: "ecs-storage-full",
  drillDowns: fromService,
};

export const fullestStorage: JudgedSignal = {
  ...serviceStorage,
  id: "ecs-fullest-storage",
  name: "Ephemeral storage of the fullest task of all",
  query: prometheus(storageOfTask.max()),
  drillDowns: [],
};

/** A task as a row of a table. */
function ofTask(what: "cpu" | "memory" | "storage", name: string, expr: PromExpr, signal: JudgedSignal): JudgedSignal {
  return {
    ...signal,
    id: `ecs-task-${what}`,
    name,
    description: `${name} that each task uses, of its own reservation. One task that differs from its siblings is stuck or has all the load: stop it, and the service starts another.`,
    query: prometheus(expr),
    drillDowns: [],
  };
}

export const taskMemory = ofTask("memory", "Memory", memoryOfTask, serviceMemory);
export const taskCpu = ofTask("cpu", "CPU", cpuOfTask, serviceCpu);
export const taskStorage = ofTask("storage", "Ephemeral storage", storageOfTask, serviceStorage);

export const containerCpu: Signal = {
  id: "ecs-container-cpu",
  name: "CPU of containers",
  description: "vCPU that each container uses, all tasks of its service together. It shows which one of them it is.",
  type: "gauge",
  unit: "short",
  decimals: 2,
  query: byContainer(tasks("container_cpu_usage_vcpu_vCPU").sumBy(...CONTAINER)),
  judgement: { unjudged: "What is used is judged against what the task has reserved." },
  drillDowns: fromService,
};

export const containerMemory: Signal = {
  id: "ecs-container-memory",
  name: "Memory of containers",
  description:
    "Memory without caches that each container uses, all tasks of its service together. It shows which one of them grows.",
  type: "gauge",
  unit: "bytes",
  query: byContainer(
    tasks("container_memory_utilized_MiB")
      .sumBy(...CONTAINER)
      .times(MEBIBYTE),
  ),
  judgement: { unjudged: "What is used is judged against what the task has reserved." },
  drillDowns: fromService,
};

const ROOM = "Some room is wanted for bursts; what stays unused for weeks is paid for and can be reserved less.";

export const unusedCpu: Signal = {
  id: "ecs-unused-cpu",
  name: "vCPU reserved and not used",
  description: `vCPU that the tasks of each service have reserved, less what they use now. ${ROOM}`,
  type: "gauge",
  unit: "short",
  decimals: 2,
  query: byService(vcpuReserved.sumBy(...SERVICE).minus(vcpu.sumBy(...SERVICE))),
  judgement: { unjudged: ROOM },
};

export const unusedMemory: Signal = {
  id: "ecs-unused-memory",
  name: "Memory reserved and not used",
  description: `Memory that the tasks of each service have reserved, less what they use now. ${ROOM}`,
  type: "gauge",
  unit: "bytes",
  query: byService(
    memoryReserved
      .sumBy(...SERVICE)
      .minus(memory.sumBy(...SERVICE))
      .times(MEBIBYTE),
  ),
  judgement: { unjudged: ROOM },
};
