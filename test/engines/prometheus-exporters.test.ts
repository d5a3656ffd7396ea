/**
 * The exporters that Debian packages, really scraped: what the catalogue says of their metrics is what they expose, by
 * name, type and labels. MariaDB and PostgreSQL are real; Apache and nginx are their status pages.
 */
import { describe, expect, it } from "vitest";
import { prometheusFamilies } from "../../dashboards/catalogue";
import { type Exposed, readExposition } from "./support/exposition";
import * as exporters from "./support/exporters";

interface Case {
  readonly scrape: () => Promise<string>;
  /** Families of the catalogue that the exporter is behind. */
  readonly families: readonly string[];
  /** Metrics of the families that this scrape cannot show, and why. */
  readonly absent?: Readonly<Record<string, string>>;
  /** Labels that something else than the exporter adds. */
  readonly added?: readonly string[];
}

const CASES: Readonly<Record<string, Case>> = {
  node_exporter: { scrape: exporters.scrapeNode, families: ["node-exporter", "node-network"] },
  "process-exporter": { scrape: exporters.scrapeProcesses, families: ["process-exporter"] },
  mysqld_exporter: {
    scrape: exporters.scrapeMariaDb,
    families: ["mysqld-exporter"],
    absent: {
      mysql_global_status_innodb_row_ops_total: "MySQL has it, MariaDB 10.11 does not",
      mysql_slave_status_seconds_behind_master: "the replica has never met its source",
    },
  },
  postgres_exporter: { scrape: exporters.scrapePostgres, families: ["postgres-exporter"] },
  apache_exporter: { scrape: exporters.scrapeApache, families: ["apache-exporter"] },
  "nginx-prometheus-exporter": { scrape: exporters.scrapeNginx, families: ["nginx-exporter"] },
  blackbox_exporter: {
    scrape: exporters.scrapeProbe,
    families: ["probes"],
    added: ["probe", "config_version"],
    absent: {
      probe_ssl_earliest_cert_expiry: "needs a page by TLS",
      probe_ssl_last_chain_expiry_timestamp_seconds: "needs a page by TLS",
      probe_tls_version_info: "needs a page by TLS",
      probe_icmp_duration_seconds: "needs the right to send raw packets",
    },
  },
  prometheus: { scrape: exporters.scrapePrometheus, families: ["prometheus"] },
};

describe.each(Object.entries(CASES))("%s", (exporter, { scrape, families, absent = {}, added = [] }) => {
  const facts = prometheusFamilies
    .filter(({ name }) => families.includes(name))
    .flatMap((family) => Object.entries(family.facts));
  let exposed: Map<string, Exposed>;

  it("can be scraped", async () => {
    exposed = readExposition(await scrape());
    expect(facts).not.toEqual([]);
    const unknown = [...exposed.keys()].filter((name) => facts.every(([known]) => known !== name));
    console.info(
      `${exporter}: ${String(exposed.size)} metrics, ${String(unknown.length)} of them not in the catalogue`,
    );
  });

  it("exposes every metric that the catalogue has of it", () => {
    const missing = facts.map(([name]) => name).filter((name) => !exposed.has(name));
    expect(missing).toEqual(Object.keys(absent));
  });

  it("has the types of the catalogue, where it tells a type", () => {
    const wrong = facts.flatMap(([name, { type }]) => {
      const told = exposed.get(name)?.type ?? "untyped";
      return told === "untyped" || told === type ? [] : [`${name} is a ${told}, not a ${type}`];
    });
    expect(wrong).toEqual([]);
  });

  it("has the labels of the catalogue", () => {
    const wrong = facts.flatMap(([name, { labels }]) => {
      const told = exposed.get(name)?.labels;
      if (told === undefined) return [];
      const others = [...told].filter((label) => !labels.includes(label));
      const lacking = labels.filter((label) => !told.has(label) && !added.includes(label));
      return others.length + lacking.length === 0 ? [] : [`${name}: +${others.join(",")} -${lacking.join(",")}`];
    });
    expect(wrong).toEqual([]);
  });
});
