/** The text of a configuration, once and for all: the same data gives the same bytes, so that the hash can name the file. */
import { createHash } from "node:crypto";
import type { FluentBitConfig, Section } from "./fluent-bit-config";

export interface RenderedFile {
  readonly text: string;
  /** Of the text, in hexadecimal digits. */
  readonly sha256: string;
}

export interface RenderedFluentBit {
  readonly main: RenderedFile;
  /** Absent where there are none: the image takes an empty file for a part of the configuration. */
  readonly parsers?: RenderedFile;
}

export function renderFluentBit({ service, filters, outputs, parsers }: FluentBitConfig): RenderedFluentBit {
  return {
    main: file([service, ...filters, ...outputs]),
    ...(parsers.length === 0 ? {} : { parsers: file(parsers) }),
  };
}

function file(sections: readonly Section[]): RenderedFile {
  const text = sections.map(sectionText).join("\n");
  return { text, sha256: createHash("sha256").update(text).digest("hex") };
}

/** Fluent Bit trims values and reads to the end of the line; nothing is quoted. */
function sectionText({ kind, properties }: Section): string {
  const width = Math.max(...properties.map(([key]) => key.length));
  const lines = properties.map(([key, value]) => `    ${key.padEnd(width)} ${value}`);
  return `[${kind}]\n${lines.join("\n")}\n`;
}
