import { type ReactNode, useRef, useState } from "react";
import type { GenericPlugin } from "wavesurfer.js/dist/base-plugin.js";
import type { AudioContent } from "./content";
import { SoundControls } from "./sound-controls";
import { useSoundKeys } from "./sound-keys";
import { AT_REST, clockOf, jumpFrom, type Playing, type Repeat, rateBeside, repeatNext } from "./sound-player";
import { useMoments, useSurfer } from "./sound-surfer";

type Props = {
  readonly sound: AudioContent;
  readonly src: string;
  readonly hotkeys: boolean;
  /** What draws on the waveform; asked for once. */
  readonly plugins?: () => GenericPlugin[];
  /** Every moment that the player comes to. */
  onMoment?(atMs: number): void;
  /** A part to repeat instead of one's own: the one in hand. */
  readonly part?: { readonly from: number; readonly to: number } | undefined;
  readonly children?: ReactNode;
};

/** A recording to listen to: its waveform, play, back, speed, a part repeated; by pointer, finger and keys. */
export function SoundStage({ sound, src, hotkeys, plugins, onMoment, part, children }: Props) {
  const { lengthMs, name } = sound;
  const frame = useRef<HTMLDivElement>(null);
  const [playing, setPlaying] = useState<Playing>(AT_REST);
  /** Where the player is, or where the last step leads. */
  const now = useRef(0);
  /** While a step is under way the player may still tell of the place that an earlier one led to. */
  const stepping = useRef(false);
  const { surfer, state } = useSurfer(frame, { sound, src, plugins });
  const repeat = part && playing.repeat ? part : playing.repeat;

  const goTo = (ms: number) => {
    const atMs = Math.max(0, Math.min(ms, lengthMs));
    stepping.current = true;
    surfer?.setTime(atMs / 1000);
    told(atMs);
  };
  const told = (atMs: number) => {
    now.current = atMs;
    setPlaying((old) => ({ ...old, atMs, isPlaying: surfer?.isPlaying() ?? false }));
    onMoment?.(atMs);
  };
  useMoments(surfer, (atMs) => {
    if (stepping.current && surfer?.getMediaElement().seeking) return;
    stepping.current = false;
    const back = surfer?.isPlaying() ? jumpFrom(repeat, atMs) : undefined;
    if (back === undefined) told(atMs);
    else goTo(back);
  });
  const acts = {
    // A browser that refuses to play says so by "error" as well; nothing is left to do about it here.
    toggle: () => void surfer?.playPause().catch(() => undefined),
    go: (by: number) => surfer && goTo(now.current + by),
    repeat: () =>
      setPlaying((old) => ({
        ...old,
        repeat: part ? (old.repeat ? null : part) : repeatNext(old.repeat, old.atMs),
      })),
    speed: (by: 1 | -1) => {
      const rate = rateBeside(playing.rate, by);
      surfer?.setPlaybackRate(rate, true);
      setPlaying((old) => ({ ...old, rate }));
    },
  };
  useSoundKeys(hotkeys, state === "ready", acts);

  return (
    <section className="ui-sound" aria-label={name}>
      <div className="ui-sound-wave" ref={frame}>
        {repeat && !part && <Repeated repeat={repeat} atMs={playing.atMs} lengthMs={lengthMs} />}
      </div>
      <input
        type="range"
        className="ui-sound-place"
        aria-label="Place in the recording"
        aria-valuetext={`${clockOf(playing.atMs)} of ${clockOf(lengthMs)}`}
        min={0}
        max={lengthMs}
        step={100}
        disabled={state !== "ready"}
        value={playing.atMs}
        onChange={({ target }) => goTo(Number(target.value))}
      />
      <SoundControls
        playing={playing}
        lengthMs={lengthMs}
        acts={acts}
        disabled={state !== "ready"}
        ofPart={part !== undefined}
      />
      {state === "broken" && (
        <p role="alert" className="text-sm">
          This browser cannot play the recording. Skip the item, or try another browser.
        </p>
      )}
      {children}
    </section>
  );
}

type RepeatedProps = { readonly repeat: Repeat; readonly atMs: number; readonly lengthMs: number };

function Repeated({ repeat: { from, to }, atMs, lengthMs }: RepeatedProps) {
  const share = (ms: number) => `${(ms / lengthMs) * 100}%`;
  const [start, end] = [Math.min(from, to ?? atMs), Math.max(from, to ?? atMs)];
  return <div className="ui-sound-repeat" style={{ left: share(start), width: share(end - start) }} />;
}
