/** The text of a config, once and for all: the same data gives the same bytes, so that the hash can name the file. */
import { createHash } from "node:crypto";
import { stringify } from "yaml";
import type { CollectorConfig } from "./collector-config";

export interface RenderedConfig {
  readonly text: string;
  /** Of the text, in hexadecimal digits. */
  readonly sha256: string;
}

/** Wide enough that no pattern is broken over lines. */
const WIDTH = 0;

export function renderCollector(config: CollectorConfig): RenderedConfig {
  const { receivers, processors, exporters, extensions, service } = config;
  const text = stringify(
    { extensions, receivers, processors, exporters, service },
    { lineWidth: WIDTH, aliasDuplicateObjects: false, defaultStringType: "PLAIN", version: "1.1" },
  );
  return { text, sha256: createHash("sha256").update(text).digest("hex") };
}
