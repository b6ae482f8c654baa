import { useTranslations } from "next-intl";
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
  const t = useTranslations("work");
  const { lengthMs, name } = sound;
  const frame = useRef<HTMLDivElement>(null);
  const [playing, setPlaying] = useState<Playing>(AT_REST);
  /** Where the last step led: the player itself says so a moment later. */
  const now = useRef(0);
  const { surfer, state } = useSurfer(frame, { sound, src, plugins });
  const repeat = part && playing.repeat ? part : playing.repeat;

  const goTo = (ms: number) => {
    const atMs = Math.max(0, Math.min(ms, lengthMs));
    surfer?.setTime(atMs / 1000);
    told(atMs);
  };
  const told = (atMs: number) => {
    now.current = atMs;
    setPlaying((old) => ({ ...old, atMs, isPlaying: surfer?.isPlaying() ?? false }));
    onMoment?.(atMs);
  };
  useMoments(surfer, (atMs) => {
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
      <div className="ui-sound-wave" dir="ltr" ref={frame}>
        {repeat && !part && <Repeated repeat={repeat} atMs={playing.atMs} lengthMs={lengthMs} />}
      </div>
      <input
        type="range"
        dir="ltr"
        className="ui-sound-place"
        aria-label={t("recordingPlace")}
        aria-valuetext={t("clockOf", { at: clockOf(playing.atMs), length: clockOf(lengthMs) })}
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
          {t("soundBroken")}
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
