/** The platforms side by side: what people see must not depend on where Grafana runs. */
import { describe, expect, it } from "vitest";
import type { EstateConfig } from "../../../config/estate";
import { showcase } from "../../support/fixtures";
import { synthEstate, type EstateSynthesis } from "../../support/synth";
import { resources } from "../../support/template";

/** `estate.yaml`, with both platforms described: the switch is one value. */
function on(platform: EstateConfig["grafana"]["platform"]): EstateSynthesis {
  const config = showcase();
  const amazonManaged = {
    account: "monitoring",
    access: { admins: ["0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d"], editors: [], viewers: [] },
    tokenDays: 30,
    metricRetentionDays: 150,
    logRetentionDays: 90,
  };
  // Only Grafana Cloud takes metrics and lines of CloudWatch; the check refuses to ask for it elsewhere.
  const { logs: _logs, ...cloudwatch } = config.telemetry.cloudwatch;
  const telemetry = { ...config.telemetry, cloudwatch: { ...cloudwatch, namespaces: {} } };
  return synthEstate({ ...config, telemetry, grafana: { ...config.grafana, platform, amazonManaged } });
}

const cloud = on("grafana-cloud");
const amazon = on("amazon-managed");

describe("a switch of grafana.platform", () => {
  it("is a switch: each Grafana is made on its own platform only", () => {
    const types = ({ estate }: EstateSynthesis) => Object.keys(estate.resource ?? {});
    const made = ["grafana_cloud_stack", "aws_grafana_workspace", "aws_prometheus_workspace"];
    expect(made.filter((type) => types(cloud).includes(type))).toEqual(["grafana_cloud_stack"]);
    expect(made.filter((type) => types(amazon).includes(type))).toEqual([
      "aws_grafana_workspace",
      "aws_prometheus_workspace",
    ]);
  });

  it("keeps every dashboard: UID, title, folder and panels", () => {
    const shown = ({ contributions }: EstateSynthesis) =>
      contributions
        .flatMap(({ dashboards }) => dashboards)
        .map(({ uid, title, folder, panels }) => ({ uid, title, folder, panels: panels.length }));
    expect(shown(cloud).length).toBeGreaterThan(1);
    expect(shown(amazon)).toEqual(shown(cloud));
  });

  it("keeps the dashboards' addresses, so that Grafana's links and Terraform's state stay", () => {
    for (const type of ["grafana_dashboard", "grafana_folder"]) {
      const kept = Object.keys(resources(cloud.estate, type));
      expect(kept.length, type).toBeGreaterThan(0);
      expect(Object.keys(resources(amazon.estate, type)), type).toEqual(kept);
    }
  });

  it("keeps the data sources that read AWS through a role: UID, name, type and what they read", () => {
    const read = ({ estate }: EstateSynthesis) =>
      Object.values(resources(estate, "grafana_data_source")).flatMap(
        ({ uid, name, type, json_data_encoded: json }) => {
          const settings = JSON.parse(String(json)) as Record<string, unknown>;
          const { authType, usePerDatasourceExternalId, ...rest } = settings;
          if (authType === undefined) return [];
          expect([authType, usePerDatasourceExternalId]).toEqual(
            estate === cloud.estate ? ["grafana_assume_role", true] : ["ec2_iam_role", undefined],
          );
          return [{ uid, name, type, rest }];
        },
      );
    expect(read(cloud).length).toBeGreaterThan(0);
    expect(read(amazon)).toEqual(read(cloud));
  });

  it("loses no plugin: what is not installed is told", () => {
    const installed = Object.values(resources(cloud.estate, "grafana_cloud_plugin_installation"));
    const [step] = amazon.contributions.at(-1)?.manualSteps ?? [];
    expect(installed.length).toBeGreaterThan(0);
    for (const { slug } of installed) expect(step?.title).toContain(String(slug));
    const told = cloud.contributions.at(-1)?.manualSteps.map(({ id }) => id);
    expect(told).toEqual(["saml-login"]); // nothing of plugins
  });

  it("hands the same reader role to another Grafana", () => {
    const roles = ({ estate }: EstateSynthesis) => Object.keys(resources(estate, "aws_iam_role"));
    const readers = (made: EstateSynthesis) => roles(made).filter((name) => !name.startsWith("platform_"));
    expect(readers(amazon)).toEqual(readers(cloud));
  });
});
