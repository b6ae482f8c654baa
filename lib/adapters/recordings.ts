/** Recordings by music-metadata: what they are, and how long. They are kept as they came; nothing is decoded here. */
import { type IAudioMetadata, parseBuffer } from "music-metadata";
import { type AudioKind, audioKind } from "@/lib/import/audio-kind";
import type { Recordings } from "@/lib/items/ports";

const MEDIA_TYPES: Readonly<Record<AudioKind, string>> = {
  wav: "audio/wav",
  flac: "audio/flac",
  mp3: "audio/mpeg",
  ogg: "audio/ogg",
  m4a: "audio/mp4",
  webm: "audio/webm",
};
const LONGEST_S = 4 * 3_600;
/** Fewer bits a second than any speech codec writes: the length that the file tells is not that of its sound. */
const FEWEST_BITS_A_SECOND = 400;

export function measuredRecordings(): Recordings {
  return {
    measure: async (bytes) => {
      const kind = audioKind(bytes);
      if (!kind)
        return { kind: "none", reason: "it is no WAV, FLAC, MP3, Ogg, M4A or WebM recording, whatever its name says" };
      try {
        // A buffer of its own: the reader asks where the bytes begin in it.
        const { format } = await parseBuffer(Uint8Array.from(bytes), { mimeType: MEDIA_TYPES[kind] }, READ);
        return measured(format, kind, bytes.length);
      } catch {
        return { kind: "none", reason: "the recording is damaged: its head cannot be read" };
      }
    },
  };
}

const READ = { duration: true, skipCovers: true, skipPostHeaders: true } as const;

type Measured = Awaited<ReturnType<Recordings["measure"]>>;

function measured({ duration, hasVideo }: IAudioMetadata["format"], kind: AudioKind, bytes: number): Measured {
  if (hasVideo) return { kind: "none", reason: "it is a film; bring its sound alone" };
  if (duration === undefined || !Number.isFinite(duration) || duration * 1000 < 1)
    return { kind: "none", reason: "the recording does not say how long it is; save it anew" };
  if (duration > LONGEST_S) return { kind: "none", reason: "the recording is longer than four hours; cut it" };
  if (duration * FEWEST_BITS_A_SECOND > bytes * 8)
    return { kind: "none", reason: "the recording is cut off: it is shorter than it says" };
  return { kind: "recording", mediaType: MEDIA_TYPES[kind], lengthMs: Math.max(1, Math.round(duration * 1000)) };
}
