/** What instances of a role have: exporters that only the host can reach, and the collector that scrapes them. */
import { describe, expect, it } from "vitest";
import { EXPORTERS } from "../../../../config/fleet-programs";
import type { Bundle } from "../../../../constructs/telemetry/fleet/bundle";
import { PORTS } from "../../../../constructs/telemetry/fleet/exporter-definitions";
import { hostCollectorConfig } from "../../../../constructs/telemetry/fleet/host-collector";
import { exportersBundle } from "../../../../constructs/telemetry/fleet/host-exporters";
import { bundlesOf } from "../../../../constructs/telemetry/fleet/fleet-role";
import { estateWith, fileIn, host, SMALL } from "./support";

describe("exporters", () => {
  const web = exportersBundle(host("web"));
  const database = exportersBundle(host("database"));
  const start = (bundle: Bundle | undefined, exporter: string) =>
    fileIn(bundle, `/etc/estate/exporters/${exporter}.start`).trimEnd().split("\n");

  it("are started with these words", () => {
    expect(Object.fromEntries(["node", "process", "apache", "nginx"].map((name) => [name, start(web, name)]))).toEqual({
      node: [
        "program /opt/estate/bin/node_exporter-1.9.1",
        "argument --web.listen-address=127.0.0.1:9100",
        "argument --collector.systemd",
        "argument --collector.systemd.unit-include=.+\\.(service|timer)",
      ],
      process: [
        "program /opt/estate/bin/process-exporter-0.8.7",
        "argument --web.listen-address=127.0.0.1:9256",
        "argument --procnames=nginx,java",
        "argument --threads=false",
      ],
      apache: [
        "program /opt/estate/bin/apache_exporter-1.0.12",
        "argument --web.listen-address=127.0.0.1:9117",
        "argument --scrape_uri=http://127.0.0.1/server-status?auto",
      ],
      nginx: [
        "program /opt/estate/bin/nginx-prometheus-exporter-1.5.1",
        "argument --web.listen-address=127.0.0.1:9113",
        "argument --nginx.scrape-uri=http://127.0.0.1:8080/stub_status",
      ],
    });
    expect(Object.fromEntries(["mysqld", "postgres", "blackbox"].map((name) => [name, start(database, name)]))).toEqual(
      {
        mysqld: [
          "program /opt/estate/bin/mysqld_exporter-0.18.0",
          "argument --web.listen-address=127.0.0.1:9104",
          "argument --mysqld.address=127.0.0.1:3306",
          "argument --mysqld.username=exporter",
          "secret MYSQLD_EXPORTER_PASSWORD arn:aws:secretsmanager:eu-west-1:111122223333:secret:database/exporter-AbCdEf",
        ],
        postgres: [
          "program /opt/estate/bin/postgres_exporter-0.18.1",
          "argument --web.listen-address=127.0.0.1:9187",
          "variable DATA_SOURCE_URI 127.0.0.1:5432/postgres?sslmode=disable",
          "variable DATA_SOURCE_USER exporter",
          "secret DATA_SOURCE_PASS arn:aws:secretsmanager:eu-west-1:111122223333:secret:database/exporter-AbCdEf",
        ],
        blackbox: [
          "program /opt/estate/bin/blackbox_exporter-0.26.0",
          "argument --web.listen-address=127.0.0.1:9115",
          "argument --config.file=/etc/estate/exporters/blackbox.yml",
        ],
      },
    );
  });

  it("are in their archives where these say, and known by a digest", () => {
    const archives = [web, database].flatMap((bundle) => bundle?.services.flatMap((service) => service.archives) ?? []);
    expect(archives.map(({ file, member }) => [file, member])).toEqual([
      ["node_exporter-1.9.1.linux-amd64.tar.gz", "node_exporter-1.9.1.linux-amd64/node_exporter"],
      ["process-exporter-0.8.7.linux-amd64.tar.gz", "process-exporter-0.8.7.linux-amd64/process-exporter"],
      ["apache_exporter-1.0.12.linux-amd64.tar.gz", "apache_exporter-1.0.12.linux-amd64/apache_exporter"],
      ["nginx-prometheus-exporter_1.5.1_linux_amd64.tar.gz", "nginx-prometheus-exporter"],
      ["mysqld_exporter-0.18.0.linux-amd64.tar.gz", "mysqld_exporter-0.18.0.linux-amd64/mysqld_exporter"],
      ["postgres_exporter-0.18.1.linux-amd64.tar.gz", "postgres_exporter-0.18.1.linux-amd64/postgres_exporter"],
      ["blackbox_exporter-0.26.0.linux-amd64.tar.gz", "blackbox_exporter-0.26.0.linux-amd64/blackbox_exporter"],
    ]);
    expect(archives.every(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256))).toBe(true);
  });

  it("run as nobody in particular, with the capabilities that they need and no others", () => {
    const services = [web, database].flatMap((bundle) => bundle?.services ?? []);
    const rights = services.map(({ unit, files }) => {
      const text = files.find(({ path }) => path.endsWith(unit))?.text ?? "";
      expect(text).toContain("\nDynamicUser=yes\n");
      return [unit, /^CapabilityBoundingSet=(.*)$/m.exec(text)?.[1], /^AmbientCapabilities=(.*)$/m.exec(text)?.[1]];
    });
    const none = (name: string) => [`estate-${name}-exporter.service`, "", ""];
    const sees = "CAP_DAC_READ_SEARCH CAP_SYS_PTRACE";
    expect(rights).toEqual([
      none("node"),
      ["estate-process-exporter.service", sees, sees],
      none("apache"),
      none("nginx"),
      none("mysqld"),
      none("postgres"),
      ["estate-blackbox-exporter.service", "CAP_NET_RAW", "CAP_NET_RAW"],
    ]);
  });

  it("have a unit that says this", () => {
    expect(fileIn(web, "/etc/systemd/system/estate-node-exporter.service")).toBe(
      [
        "[Unit]",
        "Description=Metrics of the host",
        "After=network-online.target",
        "Wants=network-online.target",
        "StartLimitIntervalSec=0",
        "",
        "[Service]",
        "ExecStart=/opt/estate/bin/launch-exporters /etc/estate/exporters/node.start",
        "Restart=always",
        "RestartSec=10",
        "DynamicUser=yes",
        "CapabilityBoundingSet=",
        "AmbientCapabilities=",
        "NoNewPrivileges=yes",
        "PrivateTmp=yes",
        "ProtectSystem=strict",
        "ProtectControlGroups=yes",
        "ProtectKernelModules=yes",
        "ProtectKernelTunables=yes",
        "RestrictAddressFamilies=AF_INET AF_INET6 AF_NETLINK AF_UNIX",
        "RestrictNamespaces=yes",
        "RestrictRealtime=yes",
        "RestrictSUIDSGID=yes",
        "LockPersonality=yes",
        "SystemCallArchitectures=native",
        "CPUWeight=20",
        "MemoryMax=192M",
        "OOMScoreAdjust=500",
        "",
        "[Install]",
        "WantedBy=multi-user.target",
        "",
      ].join("\n"),
    );
  });

  it("each have a port of their own, which nothing else of the estate has", () => {
    expect(Object.keys(PORTS).toSorted()).toEqual([...EXPORTERS].toSorted());
    const others = [2020, 4317, 4318, 4320, 4321, 8125, 13133];
    expect(new Set([...Object.values(PORTS), ...others]).size).toBe(EXPORTERS.length + others.length);
  });
});

describe("the collector of a role", () => {
  const scraped = (role: string) => {
    const settings = hostCollectorConfig(host(role)).receivers["prometheus"] as {
      readonly config: {
        readonly scrape_configs: readonly {
          readonly job_name: string;
          readonly metrics_path: string;
          readonly params?: unknown;
          readonly static_configs: readonly [{ readonly targets: readonly string[]; readonly labels: unknown }];
        }[];
      };
    };
    return settings.config.scrape_configs.map(({ job_name, metrics_path, params, static_configs }) => [
      job_name,
      `${static_configs[0].targets.join()}${metrics_path}`,
      ...(params === undefined ? [] : [params, static_configs[0].labels]),
    ]);
  };

  it("scrapes the exporters and the log router that the role has, on loopback", () => {
    expect(scraped("web")).toEqual([
      ["node", "127.0.0.1:9100/metrics"],
      ["process", "127.0.0.1:9256/metrics"],
      ["apache", "127.0.0.1:9117/metrics"],
      ["nginx", "127.0.0.1:9113/metrics"],
      ["fluent-bit", "127.0.0.1:2020/api/v2/metrics/prometheus"],
    ]);
  });

  it("asks the blackbox exporter for each check", () => {
    const target = "https://intranet.example.com/health";
    expect(scraped("database").filter(([job]) => String(job).startsWith("probe-"))).toEqual([
      [
        "probe-intranet",
        "127.0.0.1:9115/probe",
        { module: ["http"], target: [target] },
        { endpoint: "probe-intranet", check: "intranet", target },
      ],
      [
        "probe-gateway",
        "127.0.0.1:9115/probe",
        { module: ["icmp"], target: ["10.0.0.1"] },
        { endpoint: "probe-gateway", check: "gateway", target: "10.0.0.1" },
      ],
    ]);
  });

  it("names instances for their service, or for their role, and tells them apart by their id", () => {
    const measured = (role: string) => hostCollectorConfig(host(role)).processors["resource/measured"];
    const named = (value: string) =>
      expect.arrayContaining([
        { key: "service.name", value, action: "upsert" },
        { key: "cloud.platform", value: "aws_ec2", action: "upsert" },
        { key: "service.instance.id", from_attribute: "host.id", action: "upsert" },
      ]) as unknown;
    expect(measured("web")).toEqual({ attributes: named("checkout") });
    expect(measured("database")).toEqual({ attributes: named("database") });
  });

  it("is started by the unit of AWS's package, over which the estate's is laid", () => {
    const [collector] = bundlesOf(host("app", estateWith(SMALL)));
    expect(fileIn(collector, "/etc/estate/collector/start")).toBe(
      "program /opt/aws/aws-otel-collector/bin/aws-otel-collector\nargument --config=/etc/estate/collector/config.yaml\n" +
        "argument --feature-gates=exporter.prometheusremotewritexporter.RetryOn429\n",
    );
    const unit = fileIn(collector, "/etc/systemd/system/aws-otel-collector.service.d/estate.conf").split("\n");
    // What the package's unit says of both is taken back first.
    const at = (line: string) => unit.indexOf(line);
    expect(at("ExecStart=")).toBeGreaterThan(0);
    expect(at("ExecStart=")).toBeLessThan(
      at("ExecStart=/opt/estate/bin/launch-collector /etc/estate/collector/start /etc/estate/collector/environment"),
    );
    expect(unit).toEqual(
      expect.arrayContaining([
        "EnvironmentFile=",
        "User=aoc",
        "StateDirectory=otelcol",
        "MemoryMax=512M",
        "Environment=GOMEMLIMIT=204MiB",
      ]),
    );
  });
});
