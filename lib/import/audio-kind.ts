export type AudioKind = "wav" | "flac" | "mp3" | "ogg" | "m4a" | "webm";

/** What recording a file is by its first bytes, whatever its name says; undefined when it is none that browsers play. */
export function audioKind(head: Uint8Array): AudioKind | undefined {
  const at = (start: number, text: string) => [...text].every((char, i) => head[start + i] === char.charCodeAt(0));
  if (at(0, "RIFF") && at(8, "WAVE")) return "wav";
  if (at(0, "fLaC")) return "flac";
  if (at(0, "OggS")) return "ogg";
  if (at(4, "ftypM4A") || at(4, "ftypmp4") || at(4, "ftypisom") || at(4, "ftypdash")) return "m4a";
  if (at(0, "\u001a\u0045\u00df\u00a3")) return "webm";
  if (at(0, "ID3") || isMpegLayer3(head)) return "mp3";
  return undefined;
}

/** Eleven bits of sync, a version that is not reserved, layer III (ISO 11172-3). */
const isMpegLayer3 = ([first = 0, second = 0]: Uint8Array): boolean =>
  first === 0xff && (second & 0xe6) === 0xe2 && (second & 0x18) !== 0x08;
