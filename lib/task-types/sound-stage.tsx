import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { GenericPlugin } from "wavesurfer.js/dist/base-plugin.js";
import type { AudioContent } from "./content";
import { SoundControls } from "./sound-controls";
import { useSoundKeys } from "./sound-keys";
import { AT_BEGINNING, heardAt, type Place, wantedAt } from "./sound-place";
import {
  AT_REST,
  clockOf,
  jumpFrom,
  type Playing,
  type Repeat,
  rateBeside,
  repeatNext,
  zoomBeside,
} from "./sound-player";
import { hasWave, useMoments, useSurfer } from "./sound-surfer";

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

/** A recording to listen to: its waveform, play, back, speed, a part repeated; by pointer, finger and keys. Longer, the waveform is moved to and fro. */
export function SoundStage({ sound, src, hotkeys, plugins, onMoment, part, children }: Props) {
  const t = useTranslations("work");
  const { lengthMs, name } = sound;
  const frame = useRef<HTMLDivElement>(null);
  const [playing, setPlaying] = useState<Playing>(AT_REST);
  const now = useRef(AT_BEGINNING);
  const { surfer, state } = useSurfer(frame, { sound, src, plugins });
  const [zoom, setZoom] = useState(0);
  useEffect(() => {
    const width = frame.current?.clientWidth ?? 0;
    if (surfer && state === "ready" && hasWave(sound))
      surfer.zoom(zoom === 0 ? 0 : (2 ** zoom * width * 1000) / lengthMs);
  }, [surfer, state, zoom, sound, lengthMs]);
  const repeat = part && playing.repeat ? part : playing.repeat;

  const stand = (place: Place) => {
    const moved = place.atMs !== now.current.atMs;
    now.current = place;
    setPlaying((old) => ({ ...old, atMs: place.atMs, isPlaying: surfer?.isPlaying() ?? false }));
    if (moved) onMoment?.(place.atMs);
  };
  const send = () => surfer?.setTime((now.current.wantedMs ?? now.current.atMs) / 1000);
  const goTo = (ms: number) => {
    stand(wantedAt(ms, lengthMs));
    send();
  };
  useMoments(surfer, {
    moment: (media) => {
      const heard = heardAt(now.current, media);
      stand(heard.place);
      if (heard.send) return send();
      const back = media.isPlaying && heard.place.wantedMs === null ? jumpFrom(repeat, heard.place.atMs) : undefined;
      if (back !== undefined) goTo(back);
    },
    sent: (ms) => stand(wantedAt(ms, lengthMs)),
  });
  const acts = {
    // A browser that refuses to play says so by "error" as well; nothing is left to do about it here.
    toggle: () => void surfer?.playPause().catch(() => undefined),
    go: (by: number) => surfer && goTo(now.current.atMs + by),
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
    zoom: (by: 1 | -1) => setZoom(zoomBeside(zoom, by)),
  };
  useSoundKeys(hotkeys, state === "ready", acts);

  return (
    <section className="ui-sound" aria-label={name}>
      <div className="ui-sound-wave" dir="ltr" ref={frame} />
      {surfer &&
        repeat &&
        !part &&
        createPortal(<Repeated repeat={repeat} atMs={playing.atMs} lengthMs={lengthMs} />, surfer.getWrapper())}
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
        zoom={hasWave(sound) ? zoom : undefined}
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

/** Lies on the waveform itself, which scrolls, and where no sheet of the page reaches. */
function Repeated({ repeat: { from, to }, atMs, lengthMs }: RepeatedProps) {
  const share = (ms: number) => `${(ms / lengthMs) * 100}%`;
  const [start, end] = [Math.min(from, to ?? atMs), Math.max(from, to ?? atMs)];
  const edge = "2px dashed var(--tone-1)";
  return (
    <div
      style={{
        ...{ position: "absolute", top: 0, bottom: 0, zIndex: 5, pointerEvents: "none", boxSizing: "border-box" },
        ...{ background: "var(--tone-wash-1)", borderLeft: edge, borderRight: edge },
        ...{ left: share(start), width: share(end - start) },
      }}
    />
  );
}
