/** Reads what a remote write sends: snappy's block format, and in it the few fields of the protocol's messages. */

/** A series of a write request: its labels, and how many samples it has. */
export interface WrittenSeries {
  readonly labels: Readonly<Record<string, string>>;
  readonly samples: readonly { readonly value: number; readonly milliseconds: number }[];
}

/** The series of a request's body. @see https://prometheus.io/docs/specs/prw/remote_write_spec/ */
export function readWriteRequest(body: Buffer): readonly WrittenSeries[] {
  return fields(unsnappy(body))
    .filter(({ number }) => number === 1)
    .map(({ bytes }) => series(bytes));
}

function series(bytes: Buffer): WrittenSeries {
  const parts = fields(bytes);
  const labels = parts
    .filter(({ number }) => number === 1)
    .map(({ bytes: label }) => {
      const [name, value] = [1, 2].map((wanted) => fields(label).find(({ number }) => number === wanted)?.bytes);
      return [String(name ?? ""), String(value ?? "")] as const;
    });
  const samples = parts
    .filter(({ number }) => number === 2)
    .map(({ bytes: sample }) => {
      const found = fields(sample);
      const value = found.find(({ number }) => number === 1)?.bytes.readDoubleLE() ?? 0;
      return { value, milliseconds: Number(found.find(({ number }) => number === 2)?.varint ?? 0n) };
    });
  return { labels: Object.fromEntries(labels), samples };
}

interface Field {
  readonly number: number;
  readonly bytes: Buffer;
  readonly varint: bigint;
}

/** Fields of a message of Protocol Buffers in the order of the wire. */
function fields(message: Buffer): Field[] {
  const found: Field[] = [];
  for (let at = 0; at < message.length;) {
    const [key, afterKey] = varint(message, at);
    const wire = Number(key & 7n);
    const [head, afterHead] =
      wire === 1 || wire === 5 ? ([wire === 1 ? 8n : 4n, afterKey] as const) : varint(message, afterKey);
    const length = wire === 0 ? 0 : Number(head);
    found.push({
      number: Number(key >> 3n),
      bytes: message.subarray(afterHead, afterHead + length),
      varint: wire === 0 ? head : 0n,
    });
    at = afterHead + length;
  }
  return found;
}

function varint(bytes: Buffer, start: number): readonly [value: bigint, next: number] {
  let value = 0n;
  for (let at = start; ; at += 1) {
    const byte = bytes[at];
    if (byte === undefined) throw new Error("a number is cut off");
    value |= BigInt(byte & 0x7f) << BigInt(7 * (at - start));
    if (byte < 0x80) return [value, at + 1];
  }
}

/** @see https://github.com/google/snappy/blob/main/format_description.txt */
export function unsnappy(packed: Buffer): Buffer {
  const [size, first] = varint(packed, 0);
  const out = Buffer.alloc(Number(size));
  let written = 0;
  for (let at = first; at < packed.length;) {
    const tag = packed[at] ?? 0;
    const kind = tag & 3;
    if (kind === 0) {
      const extra = Math.max(0, (tag >> 2) - 59);
      const length = 1 + (extra === 0 ? tag >> 2 : packed.readUIntLE(at + 1, extra));
      const from = at + 1 + extra;
      written += packed.copy(out, written, from, from + length);
      at = from + length;
      continue;
    }
    const length = kind === 1 ? 4 + ((tag >> 2) & 7) : 1 + (tag >> 2);
    const offset =
      kind === 1 ? ((tag >> 5) << 8) | (packed[at + 1] ?? 0) : packed.readUIntLE(at + 1, kind === 2 ? 2 : 4);
    for (let end = written + length; written < end; written += 1) out[written] = out[written - offset] ?? 0;
    at += kind === 1 ? 2 : kind === 2 ? 3 : 5;
  }
  return out;
}
