/** What serves on hosts by their role: whether it answers its exporter, and what web servers do. */
import { percentOf, prometheus, type PromExpr } from "../core/query";
import type { JudgedSignal, Signal } from "../core/signal";
import { byHost, HOST, onHosts } from "./host-scope";

function answers(metric: string, name: string): JudgedSignal {
  return {
    id: `host-${metric.replace("_", "-")}`,
    name,
    description: `Whether ${name} on each host of that role answers its exporter. Down: it has ended, hangs, or refuses the exporter's login; see whether its unit has failed.`,
    type: "gauge",
    unit: "none",
    query: byHost(onHosts(metric).minBy(...HOST)),
    judgement: { warnBelow: 0.75, badBelow: 0.5 },
    runbook: "host-service-down",
    states: [
      { value: 0, text: "down", is: "bad" },
      { value: 1, text: "up", is: "good" },
    ],
  };
}

export const mysqlUp = answers("mysql_up", "MySQL");
export const postgresUp = answers("pg_up", "PostgreSQL");
export const apacheUp = answers("apache_up", "Apache");
export const nginxUp = answers("nginx_up", "nginx");

function rateOf(metric: string): PromExpr {
  return onHosts(metric)
    .rate()
    .sumBy(...HOST);
}

function requests(server: "apache" | "nginx", name: string, metric: string): Signal {
  return {
    id: `host-${server}-requests`,
    name,
    description: `Requests per second that ${name} answers on each host. A drop to zero means that nothing reaches it.`,
    type: "counter",
    unit: "reqps",
    query: byHost(rateOf(metric)),
    judgement: { unjudged: "Traffic is neither good nor bad; errors are judged where the load balancer counts them." },
    drillDowns: [{ title: "Load balancers", dashboard: "load-balancers", keep: ["account"] }],
  };
}

export const apacheRequests = requests("apache", "Apache", "apache_accesses_total");
export const nginxRequests = requests("nginx", "nginx", "nginx_http_requests_total");

const busyWorkers = onHosts("apache_workers").where({ state: "busy" });

export const apacheWorkers: JudgedSignal = {
  id: "host-apache-workers",
  name: "Apache workers busy",
  description:
    "Workers of Apache that serve a request, of all on each host. When all are busy, requests wait: look for a slow backend, before MaxRequestWorkers is raised.",
  type: "ratio",
  unit: "percent",
  query: byHost(percentOf(busyWorkers.sumBy(...HOST), onHosts("apache_workers").sumBy(...HOST))),
  judgement: { warnAbove: 80, badAbove: 95 },
  runbook: "web-server-full",
};

const accepted = rateOf("nginx_connections_accepted");

export const nginxDropped: JudgedSignal = {
  id: "host-nginx-dropped",
  name: "nginx connections dropped",
  description:
    "Connections that nginx accepted and did not handle, of all on each host. It had no worker connection left: raise worker_connections, or find what holds them.",
  type: "ratio",
  unit: "percent",
  decimals: 2,
  query: byHost(percentOf(accepted.minus(rateOf("nginx_connections_handled")), accepted)),
  judgement: { warnAbove: 0.1, badAbove: 1 },
  runbook: "web-server-full",
};

/** What does not answer its exporter, of any role. */
export const servicesDown: JudgedSignal = {
  id: "host-services-down",
  name: "Databases and web servers down",
  description:
    "MySQL, PostgreSQL, Apache and nginx that do not answer their exporters, on all hosts. The row of roles below says which, on which host.",
  type: "gauge",
  unit: "short",
  query: prometheus(
    ["mysql_up", "pg_up", "apache_up", "nginx_up"]
      .map((metric) => onHosts(metric).equalTo(0).count().orZero())
      .reduce((sum, one) => sum.plus(one)),
  ),
  judgement: { warnAbove: 0.25, badAbove: 0.5 },
  runbook: "host-service-down",
};
