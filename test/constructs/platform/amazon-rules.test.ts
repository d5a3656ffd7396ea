/** Rules and alert manager of Amazon Managed Prometheus, as the service will read them. */
import { parser } from "@prometheus-io/lezer-promql";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { alertManagerDefinition, PLATFORM_HEALTH, ruleFile } from "../../../constructs/platform/amazon-rules";
import { amazonManagedExample } from "../../support/fixtures";
import { planOf, plannedValues } from "../../support/rehearse";
import { synthEstate } from "../../support/synth";

const RULES = PLATFORM_HEALTH.flatMap(({ rules }) => rules);

/** Whether Prometheus' own grammar reads an expression. */
function isPromql(expression: string): boolean {
  let sound = true;
  parser.parse(expression).iterate({ enter: ({ type }) => void (sound &&= !type.isError) });
  return sound;
}

describe("the rules", () => {
  it("are PromQL", () => {
    expect(isPromql("avg by (job (up)")).toBe(false);
    expect(RULES.filter(({ expr }) => !isPromql(expr))).toEqual([]);
  });

  it("ask only for what every scrape writes, and for what they record themselves", () => {
    const recorded = RULES.flatMap((rule) => ("record" in rule ? [rule.record] : []));
    const names = RULES.flatMap(({ expr }) => {
      const found: string[] = [];
      parser.parse(expr).iterate({
        enter: ({ name, from, to, node }) => {
          if (name === "Identifier" && node.parent?.name === "VectorSelector") found.push(expr.slice(from, to));
        },
      });
      return found;
    });
    expect(new Set(names)).toEqual(new Set(["up", ...recorded]));
  });

  it("say of every alert what is wrong, how bad it is and what to look at", () => {
    const alerts = RULES.flatMap((rule) => ("alert" in rule ? [rule] : []));
    expect(alerts.map(({ alert, labels }) => `${alert} ${labels.severity}`)).toEqual([
      "MetricsStopped page",
      "TargetsDown warn",
    ]);
    expect(alerts.filter(({ annotations }) => !/look at /i.test(annotations.description))).toEqual([]);
  });

  it("keep their text through the file", () => {
    expect(parse(ruleFile(PLATFORM_HEALTH))).toEqual({ groups: PLATFORM_HEALTH });
  });
});

describe("the alert manager", () => {
  it("sends everything to the topic, by name and severity", () => {
    const outer = parse(alertManagerDefinition("arn:aws:sns:eu-west-1:1:t", "eu-west-1")) as Record<string, string>;
    expect(Object.keys(outer)).toEqual(["alertmanager_config"]);
    expect(parse(outer["alertmanager_config"] ?? "")).toEqual({
      route: {
        receiver: "topic",
        group_by: ["alertname", "severity"],
        group_wait: "30s",
        group_interval: "5m",
        repeat_interval: "4h",
      },
      receivers: [
        {
          name: "topic",
          sns_configs: [
            {
              topic_arn: "arn:aws:sns:eu-west-1:1:t",
              sigv4: { region: "eu-west-1" },
              subject: "{{ .GroupLabels.alertname }}",
              attributes: { severity: "{{ .GroupLabels.severity }}" },
            },
          ],
        },
      ],
    });
  });
});

describe("the plan", () => {
  it("shows the rules as they were written: nothing of them is taken for a template of Terraform", async () => {
    const planned = plannedValues(await planOf(synthEstate(amazonManagedExample()).estate));
    expect(planned["aws_prometheus_rule_group_namespace.platform_prometheus_platform-health"]).toMatchObject({
      name: "platform-health",
      data: ruleFile(PLATFORM_HEALTH),
    });
  });
});
