/** Databases on hosts of that role, by the exporters of MySQL and PostgreSQL. Those of RDS have their own dashboard. */
import { percentOf, type PromExpr } from "../core/query";
import type { JudgedSignal, Signal } from "../core/signal";
import { byHost, HOST, onHosts } from "./host-scope";

const CONNECTIONS = { warnAbove: 75, badAbove: 90 } as const;

function rateOf(metric: string): PromExpr {
  return onHosts(metric)
    .rate()
    .sumBy(...HOST);
}

function connections(id: string, name: string, used: PromExpr, most: PromExpr): JudgedSignal {
  return {
    id: `host-${id}-connections`,
    name,
    description:
      "Connections open of what the database allows. At the limit it refuses programs: look for one that does not give connections back, before the limit is raised.",
    type: "ratio",
    unit: "percent",
    query: byHost(percentOf(used, most)),
    judgement: CONNECTIONS,
    runbook: "database-connections-full",
  };
}

export const mysqlConnections = connections(
  "mysql",
  "MySQL",
  onHosts("mysql_global_status_threads_connected").maxBy(...HOST),
  onHosts("mysql_global_variables_max_connections").maxBy(...HOST),
);

export const postgresConnections = connections(
  "postgres",
  "PostgreSQL",
  onHosts("pg_stat_activity_count").sumBy(...HOST),
  onHosts("pg_settings_max_connections").maxBy(...HOST),
);

export const mysqlQueries: Signal = {
  id: "host-mysql-queries",
  name: "MySQL queries",
  description: "Statements per second that clients send to MySQL on each host.",
  type: "counter",
  unit: "ops",
  query: byHost(rateOf("mysql_global_status_questions")),
  judgement: { unjudged: "Work is neither good nor bad; slow queries are judged." },
};

export const postgresTransactions: Signal = {
  id: "host-postgres-transactions",
  name: "PostgreSQL transactions",
  description: "Transactions per second that PostgreSQL on each host commits or rolls back.",
  type: "counter",
  unit: "ops",
  query: byHost(rateOf("pg_stat_database_xact_commit").plus(rateOf("pg_stat_database_xact_rollback"))),
  judgement: { unjudged: "Work is neither good nor bad; roll-backs are judged." },
};

export const mysqlSlow: JudgedSignal = {
  id: "host-mysql-slow",
  name: "MySQL queries that are slow",
  description:
    "Statements that took longer than long_query_time, of all. A sudden rise is a missing index or a lock: read the slow query log.",
  type: "ratio",
  unit: "percent",
  query: byHost(percentOf(rateOf("mysql_global_status_slow_queries"), rateOf("mysql_global_status_questions"))),
  judgement: { warnAbove: 1, badAbove: 5 },
  runbook: "database-slow",
};

export const postgresRollbacks: JudgedSignal = {
  id: "host-postgres-rollbacks",
  name: "PostgreSQL transactions rolled back",
  description:
    "Transactions that were rolled back, of all. Programs give up on errors, conflicts and deadlocks: read the log of PostgreSQL.",
  type: "ratio",
  unit: "percent",
  query: byHost(
    percentOf(
      rateOf("pg_stat_database_xact_rollback"),
      rateOf("pg_stat_database_xact_commit").plus(rateOf("pg_stat_database_xact_rollback")),
    ),
  ),
  judgement: { warnAbove: 5, badAbove: 20 },
  runbook: "database-slow",
};

export const mysqlLag: JudgedSignal = {
  id: "host-mysql-replica-lag",
  name: "MySQL replica behind",
  description:
    "By how many seconds each replica is behind its source; empty on a source, and where replication has stopped. Readers see old data: look for a long statement or a replica that is too small.",
  type: "gauge",
  unit: "s",
  query: byHost(onHosts("mysql_slave_status_seconds_behind_master").maxBy(...HOST)),
  judgement: { warnAbove: 30, badAbove: 300 },
  runbook: "database-replica-behind",
};

export const postgresOldest: JudgedSignal = {
  id: "host-postgres-oldest-transaction",
  name: "PostgreSQL's oldest transaction",
  description:
    "For how long the oldest transaction of each host has been open. It keeps locks, and keeps old rows from being cleared away: find its program, and end it.",
  type: "gauge",
  unit: "s",
  query: byHost(onHosts("pg_stat_activity_max_tx_duration").maxBy(...HOST)),
  judgement: { warnAbove: 300, badAbove: 3600 },
  runbook: "database-slow",
};

export const postgresDeadlocks: JudgedSignal = {
  id: "host-postgres-deadlocks",
  name: "PostgreSQL deadlocks",
  description:
    "Deadlocks per second, each of which cost one transaction. The log of PostgreSQL names both: take locks in one order.",
  type: "counter",
  unit: "ops",
  query: byHost(rateOf("pg_stat_database_deadlocks")),
  judgement: { warnAbove: 0.01, badAbove: 0.1 },
  runbook: "database-slow",
};
