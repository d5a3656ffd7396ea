/** `telemetry.images`: the sidecars' images, for estates that keep images in a registry of their own. */
import { z } from "zod";

const image = z.string().meta({
  examples: ["444455556666.dkr.ecr.eu-west-1.amazonaws.com/aws-otel-collector:v0.49.0"],
});

export const telemetryImagesSchema = z
  .strictObject({
    collector: image
      .optional()
      .describe(
        "Image of the collector, by digest or exact version. Default: that of AWS, at the version that was tested.",
      ),
    router: image
      .optional()
      .describe(
        "Image of the log router, an init image, by digest or exact version. Default: that of AWS, at the version that was tested.",
      ),
  })
  .default({})
  .describe("Images of the sidecars in a registry of your own.");

export type TelemetryImagesConfig = z.output<typeof telemetryImagesSchema>;
