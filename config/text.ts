/** Bytes of a file to text: UTF-8 with or without byte order mark; other encodings are named and refused. */
import { EstateError } from "./problem";

/** Largest estate accepted, in bytes; far above any real one, and small enough to be read at once. */
const LARGEST = 1024 * 1024;

/** The text of `file`; a byte order mark is dropped. Throws an `EstateError` where it is no UTF-8 text. */
export function decodeText(bytes: Buffer, file: string): string {
  if (bytes.length > LARGEST) throw refused(file, "is larger than 1 MiB", "pass the estate itself with --config");
  if (bytes.length >= 2 && (bytes.readUInt16BE(0) === 0xfeff || bytes.readUInt16BE(0) === 0xfffe))
    throw refused(file, "is in UTF-16", "save it in UTF-8");
  if (bytes.includes(0)) throw refused(file, "is no text: it holds zero bytes", "pass the estate itself with --config");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw refused(file, "is not valid UTF-8", "save it in UTF-8");
  }
}

function refused(file: string, message: string, fix: string): EstateError {
  return new EstateError([{ file, line: 1, column: 1, path: "", message, value: "", fix }]);
}
