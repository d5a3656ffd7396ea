/** A task that is published as JSON, for Terraform of somebody else's. */
import { describe, expect, it } from "vitest";
import { resource, type StackJson } from "../../../support/template";
import { CHECKOUT, type Container, IMAGE, statementsOf, synthEcs, withEcs } from "./estates";

const owned = synthEcs(withEcs());
const published = synthEcs(withEcs({ mode: "published" }));

describe("a published task", () => {
  const valueOf = (stack: StackJson, name: string): unknown =>
    JSON.parse(String(resource(stack, `aws_ssm_parameter.${CHECKOUT}_published_${name}`)["value"]));

  it("is JSON that Terraform of somebody else's registers as it is", () => {
    expect(resource(published, `aws_ssm_parameter.${CHECKOUT}_published_containers`)).toMatchObject({
      name: "/smallco/ecs/checkout/container-definitions",
      type: "String",
      tier: "Intelligent-Tiering",
    });
    expect((valueOf(published, "containers") as readonly Container[]).map(({ name }) => name)).toEqual([
      "app",
      "otel-collector",
      "log-router",
    ]);
    expect(valueOf(published, "task")).toEqual({
      cpu: "512",
      memory: "1024",
      networkMode: "awsvpc",
      requiresCompatibilities: ["FARGATE"],
      runtimePlatform: { operatingSystemFamily: "LINUX", cpuArchitecture: "X86_64" },
      volumes: [{ name: "collector-queue" }, { name: "log-buffer" }],
    });
    expect(valueOf(published, "policies")).toEqual({
      taskRole: statementsOf(owned, "task-role").map((statement) =>
        statement.Sid === "ReadSidecarConfigs"
          ? {
              ...statement,
              Resource: ["collector.yaml", "router.conf"].map(
                (file) => `arn:aws:s3:::smallco-telemetry-111122223333-eu-west-1/smallco/ecs/checkout/${file}`,
              ),
            }
          : statement,
      ),
      executionRole: statementsOf(owned, "execution-role"),
    });
  });

  it("finds its configurations under the same name at any time, and says by which it was made", () => {
    const { key, lifecycle } = resource(published, `aws_s3_object.${CHECKOUT}_collector-config`);
    expect([key, lifecycle]).toEqual(["smallco/ecs/checkout/collector.yaml", undefined]);
    const [, collector, router] = valueOf(published, "containers") as readonly Container[];
    const marks = [collector, router].map((container) =>
      (container?.["environment"] as readonly { name: string; value: string }[])
        .filter(({ name }) => name.startsWith("CONFIG_SHA256"))
        .map(({ value }) => value),
    );
    expect(marks.flat()).toHaveLength(2);
    expect(marks.flat().every((mark) => /^[0-9a-f]{64}$/.test(mark))).toBe(true);
  });

  it.each([
    [1, 28, 86],
    [3, 2, 90],
  ])("fits into a parameter for all that the config check lets through: %i containers", (count, variables, length) => {
    const environment = Object.fromEntries(
      Array.from({ length: variables }, (_, at) => [`VARIABLE_${String(at)}`, "x".repeat(length)]),
    );
    const containers = Object.fromEntries(
      Array.from({ length: count }, (_, at) => [`app${String(at)}`, { image: IMAGE, environment }]),
    );
    const full = withEcs({ mode: "published", containers });
    const value = String(resource(synthEcs(full), `aws_ssm_parameter.${CHECKOUT}_published_containers`)["value"]);
    // As long as what a reference stands for.
    const written = value.replaceAll(/\$\{[^}]+\}/g, "x".repeat(90));
    expect(written.length).toBeGreaterThan(6000);
    expect(written.length).toBeLessThanOrEqual(8192);
  });
});
