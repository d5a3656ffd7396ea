/** Finds what a byte offset in a JSON text belongs to: Terraform reports errors in `cdk.tf.json` by position only. */

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The keys that lead to the value at `offset` (bytes, UTF-8), outermost first; positions in lists are left out. */
export function keysAt(text: Buffer, offset: number): readonly string[] {
  const open: { key: string | undefined; isObject: boolean }[] = [];
  let lastString: string | undefined;
  for (let at = 0; at <= offset && at < text.length; at += 1) {
    switch (text[at] ?? 0) {
      case QUOTE: {
        const end = endOfString(text, at);
        lastString = text.toString("utf8", at + 1, end);
        const frame = open.at(-1);
        if (offset <= end && frame?.isObject === true && isKey(text, end)) frame.key = lastString;
        at = end;
        break;
      }
      case 0x3a /* : */: {
        const frame = open.at(-1);
        if (frame !== undefined) frame.key = lastString;
        break;
      }
      case 0x7b /* { */:
        open.push({ key: undefined, isObject: true });
        break;
      case 0x5b /* [ */:
        open.push({ key: undefined, isObject: false });
        break;
      case 0x7d /* } */:
      case 0x5d /* ] */:
        // An error about a whole body is reported at its closing brace: that still belongs to the body.
        if (at < offset) open.pop();
        break;
    }
  }
  return open.flatMap(({ key }) => (key === undefined ? [] : [key]));
}

function endOfString(text: Buffer, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== QUOTE) at += text[at] === BACKSLASH ? 2 : 1;
  return at;
}

function isKey(text: Buffer, end: number): boolean {
  return /^\s*:/.test(text.toString("utf8", end + 1, end + 40));
}
