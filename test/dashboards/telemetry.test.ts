import { describe, expect, it } from "vitest";
import { telemetryDashboards } from "../../dashboards/telemetry";
import { asked, type Estate, ESTATES, estateOn, findings, linksOf, onlyDashboard, rowsOf } from "./estates";

const on = (platform: Estate) => onlyDashboard(telemetryDashboards, estateOn(platform));
const cloud = on("grafana-cloud");
const managed = on("amazon-managed");

const SCOPE = 'cloud_account_id=~"$account", deployment_environment_name=~"$environment", service_name=~"$service"';
const rate = (metric: string) => `sum(rate(${metric}{${SCOPE}}[$__rate_interval])) or vector(0)`;

describe("the dashboard of the telemetry pipeline", () => {
  it("has these panels on both platforms", () => {
    expect(rowsOf(cloud)).toEqual({
      "Does it arrive?": [
        "stat Refused by collectors, percent",
        "stat Lost by collectors, percent",
        "stat Fullest sending queue, percent",
        "stat Dropped by Fluent Bit, percent",
        "stat Targets that do not answer, short",
        "stat Observability platform this month, currencyUSD",
      ],
      Collectors: [
        "timeseries Taken in, eps",
        "timeseries Passed on, eps",
        "timeseries Turned away, eps",
        "timeseries Turned away for lack of memory, eps",
        "timeseries Given up, eps",
        "timeseries Fill of sending queues, percent",
        "timeseries Scrapers' errors, percent",
      ],
      "Collectors as processes": [
        "timeseries Collectors that report, short",
        "timeseries Collectors' memory, bytes",
        "timeseries Collectors' CPU, short",
      ],
      Scrapes: [
        "table Who does not answer, none",
        "timeseries Slowest scrapes, s",
        "timeseries Largest targets, short",
      ],
      "Fluent Bit": [
        "timeseries Log records sent, eps",
        "timeseries Log records dropped, percent",
        "timeseries Second tries, ops",
        "state-timeline Fluent Bit's buffer, none",
      ],
      "From CloudWatch by Firehose": [
        "timeseries Firehose, oldest record, s",
        "timeseries Firehose, deliveries that succeed, percent",
        "timeseries Firehose, records put aside, short",
        "timeseries Firehose, records throttled, short",
        "timeseries Log subscriptions, deliveries that fail, short",
        "timeseries Metric streams, updates lost, percent",
        "timeseries Metric streams, updates, eps",
      ],
      "Stores and alerting": [
        "timeseries Active series, short",
        "timeseries Samples taken in, eps",
        "timeseries Logs taken in, Bps",
        "timeseries Samples discarded, eps",
        "timeseries Alert rules that fail, ops",
        "timeseries Notifications that fail, ops",
      ],
      "What it costs": [
        "stat CloudWatch this month, currencyUSD",
        "bargauge By product this month, currencyUSD",
        "timeseries Observability platform, this month so far, currencyUSD",
      ],
    });
    expect(rowsOf(managed)).toEqual(rowsOf(cloud));
  });

  it.each(ESTATES)("has no finding on %s", async (platform) => {
    expect(await findings(on(platform), estateOn(platform))).toEqual([]);
  });

  it("asks the collectors for each kind of cargo, nothing where one is not carried", () => {
    const kinds = ["spans", "metric_points", "log_records"];
    for (const [title, step] of [
      ["Taken in", "receiver_accepted"],
      ["Passed on", "exporter_sent"],
      ["Turned away", "receiver_refused"],
      ["Turned away for lack of memory", "processor_memory_limiter_refused"],
    ] as const)
      expect(asked(managed, title)).toEqual(
        kinds.map((kind) => `\${prometheus}: ${rate(`otelcol_${step}_${kind}_total`)}`),
      );
    expect(asked(cloud, "Given up")).toEqual(
      kinds.map(
        (kind) =>
          `\${prometheus}: (${rate(`otelcol_exporter_send_failed_${kind}_total`)}) + (${rate(`otelcol_exporter_enqueue_failed_${kind}_total`)})`,
      ),
    );
  });

  it("divides what is refused by all that arrived", () => {
    const all = (step: string) =>
      `((${rate(`otelcol_${step}_spans_total`)}) + (${rate(`otelcol_${step}_metric_points_total`)})) + (${rate(`otelcol_${step}_log_records_total`)})`;
    expect(asked(cloud, "Refused by collectors")).toEqual([
      `\${prometheus}: ((${all("receiver_refused")}) / (((${all("receiver_accepted")}) + (${all("receiver_refused")})) > 0)) * 100`,
    ]);
  });

  it("names the targets that do not answer, and leads to their hosts", () => {
    expect(asked(cloud, "Who does not answer")).toEqual([
      `\${prometheus}: min by (job, instance, service_name) (up{${SCOPE}} == 0)`,
    ]);
    expect(linksOf(cloud, "Who does not answer")).toEqual([
      "Host: /d/hosts?${account:queryparam}&${environment:queryparam}&${__url_time_range}",
    ]);
  });

  it("asks Grafana Cloud about itself", () => {
    expect(asked(cloud, "Active series")).toEqual([
      "${usage}: grafanacloud_instance_active_series * on (id) group_left (name) grafanacloud_instance_info",
    ]);
    expect(asked(cloud, "Samples discarded")).toEqual([
      "${usage}: sum by (reason) (grafanacloud_instance_samples_discarded_per_second)",
    ]);
    expect(asked(cloud, "Alert rules that fail")).toEqual([
      "${usage}: sum(grafanacloud_grafana_instance_alerting_rule_evaluation_failures_total:rate5m)",
    ]);
    expect(asked(cloud, "By product this month")).toEqual([
      "${usage}: sum(grafanacloud_org_metrics_overage) or vector(0)",
      "${usage}: sum(grafanacloud_org_logs_overage) or vector(0)",
      "${usage}: sum(grafanacloud_org_traces_overage) or vector(0)",
      "${usage}: sum(grafanacloud_org_grafana_overage) or vector(0)",
      "${usage}: ((sum(grafanacloud_org_fe_o11y_overage) or vector(0)) + (sum(grafanacloud_org_sm_overage) or vector(0))) + (sum(grafanacloud_org_irm_users_overage) or vector(0))",
    ]);
  });

  it("asks CloudWatch about Amazon's services in the same places", () => {
    const workspaces = "Service=Prometheus, Type=Resource, Class=None, ResourceId=*";
    expect(asked(managed, "Active series")).toEqual([
      `\${cloudwatch}: Average of AWS/Usage ResourceCount, ${workspaces}, Resource=ActiveSeries`,
    ]);
    expect(asked(managed, "Samples taken in")).toEqual([
      `\${cloudwatch}: Average of AWS/Usage ResourceCount, ${workspaces}, Resource=IngestionRate`,
    ]);
    expect(asked(managed, "Samples discarded")).toEqual([
      "${cloudwatch}: Sum of AWS/Prometheus DiscardedSamples, Workspace=*, Reason=*, every 300 s",
      "${cloudwatch}: discarded / 300",
    ]);
    expect(asked(managed, "Logs taken in")).toEqual([
      "${cloudwatch}: Sum of AWS/Logs IncomingBytes, every 300 s",
      "${cloudwatch}: bytes / 300",
    ]);
    expect(asked(managed, "By product this month")).toEqual(
      ["AmazonPrometheus", "AmazonCloudWatch", "AWSXRay", "AmazonGrafana", "AmazonKinesisFirehose"].map(
        (service) =>
          `\${cloudwatch}: Maximum of AWS/Billing EstimatedCharges, Currency=USD, ServiceName=${service}, in us-east-1`,
      ),
    );
  });

  it("watches Firehose on both platforms alike", () => {
    for (const definition of [cloud, managed]) {
      expect(asked(definition, "Firehose, oldest record")).toEqual([
        "${cloudwatch}: Maximum of AWS/Firehose DeliveryToHttpEndpoint.DataFreshness, DeliveryStreamName=*",
      ]);
      expect(asked(definition, "Firehose, deliveries that succeed")).toEqual([
        "${cloudwatch}: Average of AWS/Firehose DeliveryToHttpEndpoint.Success, DeliveryStreamName=*",
        "${cloudwatch}: 100 * success",
      ]);
    }
  });
});
