import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { GrafanaProvider } from "@cdktf/provider-grafana/lib/provider";
import { describe, expect, it } from "vitest";
import { Accounts } from "../../constructs/core/accounts";
import { BaseStack } from "../../stacks/base-stack";
import { minimal, minimalExample, showcase } from "../support/fixtures";
import { rehearsing } from "../support/rehearse";
import { inApp, stacksOf, synth, synthEstate } from "../support/synth";
import type { StackJson } from "../support/template";

const S3 = { bucket: "acme-state", region: "eu-west-1" };

/** The object or file that holds the state of a stack. */
function stateOf({ terraform }: StackJson): string {
  return JSON.stringify(terraform?.["backend"]);
}

describe("the backend", () => {
  it("is a relative local file by default", () => {
    expect(synth(() => undefined).terraform).toEqual({ backend: { local: { path: "terraform.tfstate" } } });
  });

  it("is the local file that the config names", () => {
    const config = minimal({ state: { local: { path: "state/estate.tfstate" } } });
    expect(synth(() => undefined, config).terraform).toEqual({ backend: { local: { path: "state/estate.tfstate" } } });
  });

  it("is S3 with a lock file, one key per stack", () => {
    const config = minimal({ state: { s3: S3 } });
    expect(synth(() => undefined, config).terraform).toEqual({
      backend: {
        s3: { ...S3, key: "monitoring-estate/test.tfstate", encrypt: true, use_lockfile: true },
      },
    });
  });

  it("encrypts with a customer key where one is given", () => {
    const kmsKeyArn = "arn:aws:kms:eu-west-1:111122223333:key/1234";
    const config = minimal({ state: { s3: { ...S3, keyPrefix: "x/", kmsKeyArn } } });
    expect(synth(() => undefined, config).terraform).toMatchObject({
      backend: { s3: { key: "x/test.tfstate", kms_key_id: kmsKeyArn } },
    });
  });

  it.each([
    ["estate.yaml", showcase],
    ["examples/minimal.yaml", minimalExample],
  ])("is another one for each stack of %s", (_, config) => {
    const states = stacksOf(synthEstate(config())).map(stateOf);
    expect(new Set(states).size).toBe(states.length);
  });
});

describe("the JSON", () => {
  it.each([
    ["estate.yaml", showcase],
    ["examples/minimal.yaml", minimalExample],
  ])("of %s holds no path of this machine", (_, config) => {
    for (const stack of stacksOf(synthEstate(config()))) {
      const text = JSON.stringify(stack);
      for (const path of [process.cwd(), process.env["HOME"] ?? "/root", "/tmp/", "node_modules"]) {
        expect(text).not.toContain(path);
      }
    }
  });
});

describe("provider constraints", () => {
  it("take every release of AWS provider 6 from 6.25, and Grafana 4 from 4.45", () => {
    expect(synthEstate(showcase()).estate.terraform?.["required_providers"]).toEqual({
      aws: { source: "aws", version: ">= 6.25.0, < 7.0.0" },
      grafana: { source: "grafana/grafana", version: "~> 4.45" },
    });
  });

  it("name no provider that the stack does not use", () => {
    const stack = synth((scope) => new GrafanaProvider(scope, "grafana", { alias: "cloud" }));
    expect(stack.terraform?.["required_providers"]).toEqual({
      grafana: { source: "grafana/grafana", version: "~> 4.45" },
    });
    expect(synth(() => undefined).terraform).not.toHaveProperty("required_providers");
  });
});

describe("node.addDependency", () => {
  it("is refused, since cdktf would drop it", () => {
    expect(() =>
      synth((scope) => {
        const { provider } = new Accounts(scope, minimal()).get("main");
        const first = new S3Bucket(scope, "first", { provider });
        new S3Bucket(scope, "second", { provider }).node.addDependency(first);
      }),
    ).toThrow("test/second depends on test/first by node.addDependency, which Terraform never sees: use dependsOn.");
  });
});

describe("moves", () => {
  const bucketAt = (id: string, moves: ConstructorParameters<typeof BaseStack>[3]): StackJson => {
    const { stacks } = inApp((app) => {
      const stack = new BaseStack(app, "test", minimal(), moves);
      new S3Bucket(stack, id, { provider: new Accounts(stack, minimal()).get("main").provider, bucket: "kept" });
    });
    const json = stacks.get("test");
    if (json === undefined) throw new Error("no stack named test");
    return json;
  };

  it("are moved blocks, and none where nothing moved", () => {
    const moves = [{ from: "aws_s3_bucket.old", to: "aws_s3_bucket.new" }];
    expect(bucketAt("new", moves)["moved"]).toEqual(moves);
    expect(bucketAt("new", [])).not.toHaveProperty("moved");
  });

  it("plan a rename as no change at all, where it would otherwise destroy and create", async () => {
    const folder = mkdtempSync(join(tmpdir(), "estate-moves-"));
    const place = { statePath: join(folder, "terraform.tfstate") };
    try {
      await rehearsing(bucketAt("old", []), (rehearsal) => rehearsal.apply(), place);
      const plan = (json: StackJson) => rehearsing(json, (rehearsal) => rehearsal.plan(), place);
      const moves = [{ from: "aws_s3_bucket.old", to: "aws_s3_bucket.new" }];
      expect((await plan(bucketAt("new", moves))).lastLine).toBe("Plan: 0 to add, 0 to change, 0 to destroy.");
      expect((await plan(bucketAt("new", []))).lastLine).toBe("Plan: 1 to add, 0 to change, 1 to destroy.");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
