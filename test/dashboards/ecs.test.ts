import { describe, expect, it } from "vitest";
import { alertRule } from "../../dashboards/core/alert-rule";
import { dashboardPanels } from "../../dashboards/core/check";
import { ecsDashboards } from "../../dashboards/ecs";
import { revisionsRunning, taskReplacements } from "../../dashboards/signals/ecs";
import { asked, dashboardOf, findings, panelLines, PLATFORMS } from "./compute-support";
import { scope } from "./core/support";

const CHOSEN =
  'cloud_account_id=~"$account", cloud_region=~"$region", deployment_environment_name=~"$environment", service_name=~"$service", aws_ecs_cluster_name=~"$cluster"';
const SERVICE = "deployment_environment_name, service_name, aws_ecs_cluster_name, aws_ecs_service_name";
const TASK = `${SERVICE}, aws_ecs_task_revision, aws_ecs_task_id`;
const TASKS = `ecs_task_memory_utilized_Megabytes{${CHOSEN}}`;
const NOW = `count by (${SERVICE}) (${TASKS})`;
const SEEN = `count by (${SERVICE}) (present_over_time(ecs_task_memory_utilized_Megabytes{${CHOSEN}}[1h]))`;
const LEFT = `${NOW} or (${SEEN} * 0)`;

/** Other dashboards that this one leads to. */
const LINKED = ["services", "logs", "hosts"];

describe.each(PLATFORMS)("the dashboard of ECS on %s", (platform) => {
  const ecs = dashboardOf(ecsDashboards, platform);

  it("has these panels", () => {
    expect([ecs.uid, ecs.folder]).toEqual(["ecs", "Compute"]);
    expect(panelLines(ecs)).toEqual([
      "stat Tasks running, short",
      "stat Services without a task, short",
      "stat Replacements of the worst service, short",
      "stat CPU of the busiest service, percent",
      "stat Memory of the fullest task of all, percent",
      "stat Ephemeral storage of the fullest task of all, percent",
      "table Services, short",
      "timeseries Desired and running tasks, short",
      "timeseries Tasks waiting to start, short",
      "stat Deployments under way, short",
      "timeseries Revisions running, short",
      "timeseries Deployments, short",
      "timeseries Task replacements, short",
      "timeseries Container restarts, short",
      "state-timeline Container health, none",
      "timeseries CPU used of reserved, percent",
      "timeseries CPU of containers, short",
      "timeseries vCPU reserved and not used, short",
      "timeseries Memory of the fullest task, percent",
      "timeseries Memory of containers, bytes",
      "timeseries Memory reserved and not used, bytes",
      "timeseries Network, Bps",
      "timeseries Packets lost, percent",
      "timeseries Ephemeral storage of the fullest task, percent",
      "timeseries Disk, Bps",
      "table Tasks, percent",
      "timeseries CPU by CloudWatch, percent",
      "timeseries Memory by CloudWatch, percent",
      "timeseries EBS volumes of tasks, percent",
      "timeseries CPU of clusters reserved, percent",
      "timeseries Memory of clusters reserved, percent",
      "timeseries Container instances, short",
    ]);
  });

  it("counts tasks by what their collectors report, those that are gone within the hour as well", () => {
    expect(asked(ecs, "Tasks running")).toEqual([`estate-prometheus: count(${TASKS}) or vector(0)`]);
    expect(asked(ecs, "Services without a task")).toEqual([
      `estate-prometheus: count(${SEEN} unless ${NOW}) or vector(0)`,
    ]);
    expect(asked(ecs, "Task replacements")).toEqual([
      `estate-prometheus: (${SEEN} - (${LEFT})) / clamp_min(${LEFT}, 1)`,
    ]);
    expect(asked(ecs, "Revisions running")).toEqual([
      `estate-prometheus: count by (${SERVICE}) (count by (${SERVICE}, aws_ecs_task_revision) (${TASKS}))`,
    ]);
  });

  it("holds what is used against what is reserved: CPU by service, memory and disk by task", () => {
    const fullest = (what: string): string =>
      `estate-prometheus: max by (${SERVICE}) ((max by (${TASK}) (ecs_task_${what}_utilized_Megabytes{${CHOSEN}}) / (max by (${TASK}) (ecs_task_${what}_reserved_Megabytes{${CHOSEN}}) > 0)) * 100)`;
    expect(asked(ecs, "CPU used of reserved")).toEqual([
      `estate-prometheus: (sum by (${SERVICE}) (ecs_task_cpu_usage_vcpu_vCPU{${CHOSEN}}) / (sum by (${SERVICE}) (ecs_task_cpu_reserved_None{${CHOSEN}}) > 0)) * 100`,
    ]);
    expect(asked(ecs, "Memory of the fullest task")).toEqual([fullest("memory")]);
    expect(asked(ecs, "Ephemeral storage of the fullest task")).toEqual([fullest("ephemeral_storage")]);
    expect(asked(ecs, "Memory reserved and not used")).toEqual([
      `estate-prometheus: (sum by (${SERVICE}) (ecs_task_memory_reserved_Megabytes{${CHOSEN}}) - sum by (${SERVICE}) (${TASKS})) * 1048576`,
    ]);
  });

  it("asks CloudWatch for what no collector sees", () => {
    const panels = ["Desired and running tasks", "Tasks waiting to start", "Deployments", "Container restarts"];
    expect([...panels, "Container health", "CPU of clusters reserved"].flatMap((panel) => asked(ecs, panel))).toEqual([
      "estate-cloudwatch-production: Average of ECS/ContainerInsights DesiredTaskCount",
      "estate-cloudwatch-production: Average of ECS/ContainerInsights RunningTaskCount",
      "estate-cloudwatch-production: Average of ECS/ContainerInsights PendingTaskCount",
      "estate-cloudwatch-production: Average of ECS/ContainerInsights DeploymentCount",
      "estate-cloudwatch-production: Maximum of ECS/ContainerInsights RestartCount",
      "estate-cloudwatch-production: Maximum of ECS/ContainerInsights UnHealthyContainerHealthStatus",
      "estate-cloudwatch-production: Average of AWS/ECS CPUReservation",
    ]);
    const named = dashboardPanels(ecs.model).find(({ title }) => title === "Desired and running tasks");
    expect(named?.targets).toMatchObject([
      { label: "Desired ${PROP('Dim.ClusterName')} ${PROP('Dim.ServiceName')}" },
      { label: "Running ${PROP('Dim.ClusterName')} ${PROP('Dim.ServiceName')}" },
    ]);
    const [restarts] = dashboardPanels(ecs.model).filter(({ title }) => title === "Container restarts");
    expect(restarts?.targets).toMatchObject([
      { region: "$cloudwatch_region", dimensions: { ClusterName: "*", ServiceName: "*", ContainerName: "*" } },
    ]);
  });

  it("can be narrowed to accounts, regions, environments, services and clusters", () => {
    expect(ecs.model.templating.list?.map(({ name }) => name)).toEqual([
      "prometheus",
      "cloudwatch",
      "account",
      "region",
      "environment",
      "service",
      "cluster",
      "cloudwatch_region",
    ]);
  });

  it("leads to the requests and logs of a service, and nowhere else", () => {
    const links = (title: string): unknown =>
      dashboardPanels(ecs.model)
        .find((panel) => panel.title === title)
        ?.fieldConfig?.defaults.links?.map((link: unknown) => (link as { url: string }).url);
    expect(links("Task replacements")).toEqual([
      "/d/services?var-service=${__field.labels.service_name}&var-environment=${__field.labels.deployment_environment_name}&${account:queryparam}&${__url_time_range}",
      "/d/logs?var-service=${__field.labels.service_name}&var-environment=${__field.labels.deployment_environment_name}&${account:queryparam}&${__url_time_range}",
    ]);
    expect(new Set(ecs.json().match(/\/d\/[\w-]+/g))).toEqual(new Set(LINKED.map((uid) => `/d/${uid}`)));
  });

  it("hands on no label from panels whose series have none", () => {
    const panels = dashboardPanels(ecs.model).filter(({ type }) => type === "stat" || type === "table");
    expect(
      panels.filter(({ fieldConfig }) => JSON.stringify(fieldConfig?.defaults).includes("__field.labels")),
    ).toEqual([]);
  });

  it("has no finding", async () => {
    expect(await findings(ecs, platform, LINKED)).toEqual([]);
  });
});

describe("the dashboard of ECS", () => {
  it("has the same panels on both platforms", () => {
    const [cloud, managed] = PLATFORMS.map((platform) => panelLines(dashboardOf(ecsDashboards, platform)));
    expect(managed).toEqual(cloud);
  });

  it("is seen to be wrong where a link leads nowhere", async () => {
    const ecs = dashboardOf(ecsDashboards, "grafana-cloud");
    const found = await findings(ecs, "grafana-cloud", ["services", "logs"]);
    expect(found).toEqual([
      'dashboards.ecs["CPU of clusters reserved"]: link leads to dashboard "hosts", which does not exist',
      'dashboards.ecs["Memory of clusters reserved"]: link leads to dashboard "hosts", which does not exist',
      'dashboards.ecs["Container instances"]: link leads to dashboard "hosts", which does not exist',
    ]);
  });
});

describe("signals of ECS as alerts", () => {
  const { sources } = scope();

  it("look at all services, and name the one", () => {
    const rule = alertRule(taskReplacements, { severity: "page", for: "15m", sources });
    const now = `count by (${SERVICE}) (ecs_task_memory_utilized_Megabytes)`;
    const seen = `count by (${SERVICE}) (present_over_time(ecs_task_memory_utilized_Megabytes[1h]))`;
    const left = `${now} or (${seen} * 0)`;
    expect(rule.text).toBe(`(${seen} - (${left})) / clamp_min(${left}, 1)`);
    expect(rule.condition).toEqual({ is: "above", threshold: 3 });
  });

  it("warn of two revisions, and page for three", () => {
    const threshold = (severity: "warn" | "page"): number =>
      alertRule(revisionsRunning, { severity, for: "30m", sources }).condition.threshold;
    expect([threshold("warn"), threshold("page")]).toEqual([1.5, 2.5]);
  });
});
