export type ImageKind = "png" | "jpeg" | "webp" | "gif";

/** What image a file is by its first bytes, whatever its name says; undefined when it is none that browsers all show. */
export function imageKind(head: Uint8Array): ImageKind | undefined {
  const at = (start: number, text: string) => [...text].every((char, i) => head[start + i] === char.charCodeAt(0));
  if (at(0, "\u0089PNG\r\n\u001a\n")) return "png";
  if (at(0, "\u00ff\u00d8\u00ff")) return "jpeg";
  if (at(0, "RIFF") && at(8, "WEBP")) return "webp";
  if (at(0, "GIF87a") || at(0, "GIF89a")) return "gif";
  return undefined;
}
