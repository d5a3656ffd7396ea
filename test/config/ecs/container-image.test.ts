/** Names of images: their parts, the version they tell, and which of them change under their name. */
import { describe, expect, it } from "vitest";
import { imageFault, imageName, imageVersion, listenersOf } from "../../../config/ecs/container-image";
import { SIDECAR_KINDS, SIDECARS } from "../../../config/ecs/sidecars";
import facts from "../../../config/facts/container-images.json" with { type: "json" };

const DIGEST = `sha256:${"0a1b2c3d".repeat(8)}`;

describe("the name of an image", () => {
  it.each([
    ["nginx", { repository: "nginx", program: "nginx", tag: undefined, digest: undefined }],
    ["a.b:5000/c/d:1.2.3", { repository: "a.b:5000/c/d", program: "d", tag: "1.2.3", digest: undefined }],
    [`a/b__c@${DIGEST}`, { repository: "a/b__c", program: "b__c", tag: undefined, digest: DIGEST }],
    [`a:1.0.0@${DIGEST}`, { repository: "a", program: "a", tag: "1.0.0", digest: DIGEST }],
  ])("%s has its parts", (image, parts) => {
    expect(imageName(image)).toEqual(parts);
  });

  it.each(["", "A/B", "a:", "a@sha256:12", "a b", "a:-x", `a@${DIGEST}0`, "https://a/b"])("is not %o", (image) => {
    expect(imageName(image)).toBeUndefined();
  });

  it.each([
    ["a:1.4.2", "1.4.2"],
    [`a:v2@${DIGEST}`, "v2"],
    [`a@${DIGEST}`, "0a1b2c3d0a1b"],
    ["a", "unknown"],
  ])("%s tells the version %s", (image, version) => {
    expect(imageVersion(image)).toBe(version);
  });

  it.each([
    "a:1.4.2",
    "a:v1.4.2-alpine",
    "a:0a1b2c3",
    "a:git-0a1b2c3d4e",
    "a:2026-11-27",
    "a:build.4711",
    `a@${DIGEST}`,
    "trivy:0.69.3",
    "trivy:0.69.7",
    "not-trivy:0.69.4",
  ])("%s may run", (image) => {
    expect(imageFault(image)).toBeUndefined();
  });

  it.each([
    "a",
    "a:latest",
    "a:stable",
    "a:1",
    "a:v2",
    "a:1.4",
    "a:20-alpine",
    "a:release",
    "a:deadbeef",
    "trivy:0.69.4",
    `aquasec/trivy:0.69.5@${DIGEST}`,
  ])("%s may not", (image) => {
    expect(imageFault(image)).toBeDefined();
  });

  it("tells where known programs listen", () => {
    expect(listenersOf("public.ecr.aws/aws-observability/aws-otel-collector:v0.49.0")).toEqual([4317, 4318, 13133]);
    expect(listenersOf("fluent/fluent-bit:5.0.1")).toEqual([24224]);
    expect(listenersOf("nginx:1.27.0")).toEqual([]);
  });
});

describe("the images of the sidecars", () => {
  it.each(SIDECAR_KINDS)(
    "%s has an exact version with source and date, and says that its digest is not known",
    (kind) => {
      const { digest, url, date } = facts.images[kind];
      expect(imageFault(SIDECARS[kind].image)).toBeUndefined();
      expect(digest).toMatch(/^(sha256:[0-9a-f]{64}|not known: .+)$/);
      expect(url).toMatch(/^https:\/\/github\.com\//);
      expect(date).toMatch(/^20\d\d-\d\d-\d\d$/);
    },
  );
});
