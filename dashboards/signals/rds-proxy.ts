/** RDS Proxy: connections that many clients share. */
import { cloudWatch } from "../core/query";
import type { Signal } from "../core/signal";
import { FIVE_MINUTES, fromCount } from "./count-thresholds";
import { resourceMetrics } from "./resource-metrics";

const ofProxy = resourceMetrics("AWS/RDS", { ProxyName: "*" });
const ofTargets = resourceMetrics("AWS/RDS", { ProxyName: "*", TargetGroup: "*", TargetRole: "*" });

/** Several machines serve a proxy and each tells its own once a minute, so that a sum is right for a minute only. */
const MINUTE = 60;

const DATABASES = [{ title: "Functions", dashboard: "lambda" }] as const;

export const proxyClients: Signal = {
  id: "rds-proxy-clients",
  name: "Clients of the proxy",
  description:
    "Connections of clients to each proxy. They cost it little; connections to the database are what is few.",
  type: "gauge",
  unit: "short",
  query: cloudWatch(ofProxy("ClientConnections", "Sum", MINUTE)),
  judgement: { unjudged: "Clients may be many; how long they wait for a connection is judged." },
  drillDowns: DATABASES,
};

export const proxyBorrowed: Signal = {
  id: "rds-proxy-borrowed",
  name: "Connections borrowed",
  description:
    "Connections to the database that clients of each proxy hold at the moment. When they come to what is allowed, others wait: look for long transactions and pinned sessions.",
  type: "gauge",
  unit: "short",
  query: cloudWatch(ofProxy("DatabaseConnectionsCurrentlyBorrowed", "Sum", MINUTE)),
  judgement: { unjudged: "The limit is beside it; how long clients wait is judged." },
  drillDowns: DATABASES,
};

export const proxyAllowed: Signal = {
  id: "rds-proxy-allowed",
  name: "Connections allowed",
  description:
    "Connections to the database that each proxy may open: a share of max_connections, which is a setting of the proxy.",
  type: "gauge",
  unit: "short",
  query: cloudWatch(ofProxy("MaxDatabaseConnectionsAllowed", "Sum", MINUTE)),
  judgement: { unjudged: "It is a setting." },
};

export const proxyPinned: Signal = {
  id: "rds-proxy-pinned",
  name: "Pinned sessions",
  description:
    "Connections that one client keeps for itself, since it changed the session: a SET, a temporary table, a prepared statement. They cannot be shared; with many the proxy is of no use. The proxy's log names the statement.",
  type: "gauge",
  unit: "short",
  query: cloudWatch(ofProxy("DatabaseConnectionsCurrentlySessionPinned", "Sum", MINUTE)),
  judgement: fromCount(10, 50),
  runbook: "rds-proxy",
  drillDowns: DATABASES,
};

export const proxyBorrowTime: Signal = {
  id: "rds-proxy-borrow-time",
  name: "Wait for a connection",
  description:
    "Mean time until the proxy has a connection to the database for a client. Above a few milliseconds it opens new ones or has none left; at its timeout clients get an error.",
  type: "gauge",
  unit: "µs",
  query: cloudWatch(ofProxy("DatabaseConnectionsBorrowLatency", "Average")),
  judgement: { warnAbove: 100_000, badAbove: 1_000_000 },
  runbook: "rds-proxy",
  drillDowns: DATABASES,
};

export const proxyFailures: Signal = {
  id: "rds-proxy-failures",
  name: "Connections that failed",
  description:
    "Connections to the database in five minutes that the proxy could not open: the password in its secret is wrong, the database is full or away.",
  type: "counter",
  unit: "short",
  query: cloudWatch(ofProxy("DatabaseConnectionsSetupFailed", "Sum", FIVE_MINUTES)),
  judgement: fromCount(1, 10),
  runbook: "rds-proxy",
  drillDowns: DATABASES,
};

export const proxyAvailability: Signal = {
  id: "rds-proxy-availability",
  name: "Databases reached",
  description:
    "Share of the time in which the proxy reached its database in each role. Below 100 % it was a failover or a restart; clients waited that long.",
  type: "gauge",
  unit: "percent",
  query: cloudWatch(ofTargets("AvailabilityPercentage", "Average")),
  judgement: { warnBelow: 100, badBelow: 95 },
  runbook: "rds-proxy",
};
