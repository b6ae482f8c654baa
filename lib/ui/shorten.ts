/**
 * A hash or address with its middle left out: `0x7c3e…91af`. A `0x` does not count; a text that would not get
 * shorter is returned whole.
 */
export function shorten(text: string, head = 4, tail = 4): string {
  const prefix = text.startsWith("0x") ? "0x" : "";
  const body = text.slice(prefix.length);
  if (body.length <= head + tail + 1) return text;
  return `${prefix}${body.slice(0, head)}…${body.slice(body.length - tail)}`;
}
