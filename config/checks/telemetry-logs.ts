/** Log lines on their way: a buffer that holds what it promises, and patterns that can be run. */
import type { EstateDraft } from "../draft";
import { linePattern } from "../line-pattern";
import type { Finding } from "../problem";

export function logBufferHolds({ telemetry }: EstateDraft): readonly Finding[] {
  const { onDisk, diskMiB, retries, deadLetterMiB } = telemetry?.logs?.buffer ?? {};
  const path = ["telemetry", "logs", "buffer"];
  return [
    ...(retries === "unlimited" && onDisk !== false && diskMiB === 0
      ? [
          {
            path: [...path, "diskMiB"],
            message: "unlimited retry needs a disk limit",
            fix: "write 512, or a number of retries",
          },
        ]
      : []),
    ...(onDisk === false && deadLetterMiB !== undefined && deadLetterMiB > 0
      ? [
          {
            path: [...path, "onDisk"],
            message: "the dead letter queue needs a disk",
            fix: "remove it, or set deadLetterMiB to 0",
          },
        ]
      : []),
    ...(onDisk === false && retries === "unlimited"
      ? [
          {
            path: [...path, "onDisk"],
            message: "unlimited retry would fill the memory",
            fix: "remove it, or write a number of retries",
          },
        ]
      : []),
  ];
}

export function redactionRuns({ telemetry }: EstateDraft): readonly Finding[] {
  return (telemetry?.logs?.redactPatterns ?? []).flatMap((pattern, index): Finding[] => {
    const fault = pattern === undefined ? undefined : linePattern(pattern);
    return typeof fault !== "string"
      ? []
      : [
          {
            path: ["telemetry", "logs", "redactPatterns", index],
            message: fault,
            fix: "write characters, sets and classes, repeated by *, +, ?, {n} or {n,}",
          },
        ];
  });
}
