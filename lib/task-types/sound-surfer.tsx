import { useEffect, useRef, useState } from "react";
import WaveSurfer from "wavesurfer.js";
import type { GenericPlugin } from "wavesurfer.js/dist/base-plugin.js";
import type { AudioContent } from "./content";
import type { Media } from "./sound-place";

/** Longer recordings are played without their waveform, which would have to be decoded as a whole. */
const LONGEST_DRAWN_MS = 30 * 60_000;

/** Whether a recording is shown with its waveform. */
export const hasWave = ({ lengthMs }: AudioContent): boolean => lengthMs <= LONGEST_DRAWN_MS;

type Parts = {
  readonly sound: AudioContent;
  readonly src: string;
  /** What draws on the waveform; asked for once. */
  readonly plugins: (() => GenericPlugin[]) | undefined;
};

/** loading: nothing can be heard yet. broken: this browser cannot play it. */
export type SurferState = "loading" | "ready" | "broken";

/** The player of one recording, for as long as it is shown. */
export function useSurfer(
  frame: React.RefObject<HTMLDivElement | null>,
  parts: Parts,
): { readonly surfer: WaveSurfer | undefined; readonly state: SurferState } {
  const [surfer, setSurfer] = useState<WaveSurfer>();
  const [state, setState] = useState<SurferState>("loading");
  const latest = useRef(parts);
  latest.current = parts;
  const { src } = parts;
  useEffect(() => {
    if (!frame.current) return;
    const { sound, plugins } = latest.current;
    const media = new Audio(src);
    media.preload = "auto";
    const made = WaveSurfer.create({
      ...{ container: frame.current, media, height: 96, ...inksOf(frame.current) },
      ...{ cursorWidth: 2, dragToSeek: plugins === undefined, plugins: plugins?.() ?? [] },
      ...(!hasWave(sound) ? { peaks: [[0, 0]], duration: sound.lengthMs / 1000 } : {}),
    });
    made.on("ready", () => setState("ready"));
    made.on("error", () => setState("broken"));
    const forgetInks = onInks(() => frame.current && made.setOptions(inksOf(frame.current)));
    setSurfer(made);
    return () => {
      forgetInks();
      made.destroy();
      setSurfer(undefined);
      setState("loading");
    };
  }, [frame, src]);
  return { surfer, state };
}

/** What is heard of the player: what the media tells of itself, and where a pointer on the waveform has sent it. */
type Ears = { moment(media: Media): void; sent(ms: number): void };

/** Hears the player whenever something about its place may have changed. */
export function useMoments(surfer: WaveSurfer | undefined, ears: Ears): void {
  const latest = useRef(ears);
  latest.current = ears;
  useEffect(() => {
    if (!surfer) return;
    const tell = () => latest.current.moment(mediaOf(surfer));
    const offs = (["timeupdate", "seeking", "play", "pause", "finish"] as const).map((event) => surfer.on(event, tell));
    offs.push(surfer.on("interaction", (seconds) => latest.current.sent(seconds * 1000)));
    const media = surfer.getMediaElement();
    media?.addEventListener("seeked", tell);
    media?.addEventListener("canplay", tell);
    return () => {
      for (const off of offs) off();
      media?.removeEventListener("seeked", tell);
      media?.removeEventListener("canplay", tell);
    };
  }, [surfer]);
}

/** Of the element itself: what wavesurfer says is where it means to send it. */
function mediaOf(surfer: WaveSurfer): Media {
  const media = surfer.getMediaElement();
  return {
    atMs: Math.round((media?.currentTime ?? 0) * 1000),
    isPlaying: surfer.isPlaying(),
    isSeeking: media?.seeking ?? false,
    isAble: (media?.readyState ?? 0) >= HTMLMediaElement.HAVE_FUTURE_DATA,
  };
}

/** A canvas needs colours as they come out here and now, in light and in dark (marks.css says which is which). */
function inksOf(frame: HTMLElement) {
  const { color, outlineColor, caretColor } = getComputedStyle(frame);
  return { waveColor: color, progressColor: outlineColor, cursorColor: caretColor };
}

function onInks(changed: () => void): () => void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const theme = new MutationObserver(changed);
  dark.addEventListener("change", changed);
  theme.observe(document.documentElement, { attributes: true });
  return () => {
    dark.removeEventListener("change", changed);
    theme.disconnect();
  };
}
