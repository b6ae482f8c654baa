import { useTranslations } from "next-intl";
import { Button } from "@/lib/ui/button";
import { clockOf, type Playing } from "./sound-player";

/** What can be done to a player. */
export type SoundActs = {
  toggle(): void;
  go(byMs: number): void;
  repeat(): void;
  speed(by: 1 | -1): void;
  /** The waveform longer or shorter. */
  zoom(by: 1 | -1): void;
};

export const BACK_MS = 3_000;

type Props = {
  readonly playing: Playing;
  readonly lengthMs: number;
  readonly acts: SoundActs;
  readonly disabled: boolean;
  /** Whether one part is repeated, the one in hand, instead of one from here to there. */
  readonly ofPart: boolean;
  /** The waveform is 2^zoom times as long as its frame; undefined where none is drawn. */
  readonly zoom: number | undefined;
};

/** Play, back, repeat, speed and zoom, each by a button a finger can hit. */
export function SoundControls({ playing, lengthMs, acts, disabled, ofPart, zoom }: Props) {
  const t = useTranslations("work");
  const button = { className: "min-h-11", disabled };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button {...button} aria-keyshortcuts="Alt+K" onClick={acts.toggle}>
        {t(playing.isPlaying ? "pause" : "play")}
      </Button>
      <Button {...button} aria-keyshortcuts="Alt+J" onClick={() => acts.go(-BACK_MS)}>
        {t("back3")}
      </Button>
      <Button {...button} aria-keyshortcuts="Alt+R" onClick={acts.repeat}>
        {t(repeatWord(playing, ofPart))}
      </Button>
      <LessMore
        name={t("speed")}
        less={t("slower")}
        more={t("faster")}
        now={`${playing.rate} ×`}
        disabled={disabled}
        onTurn={acts.speed}
      />
      {zoom !== undefined && (
        <LessMore
          name={t("waveZoom")}
          less={t("farther")}
          more={t("nearer")}
          now={`⤢ ${2 ** zoom}`}
          disabled={disabled}
          onTurn={acts.zoom}
        />
      )}
      <span className="num ms-auto text-sm text-ink-3">
        {clockOf(playing.atMs)} / {clockOf(lengthMs)}
      </span>
    </div>
  );
}

type TurnProps = {
  readonly name: string;
  readonly less: string;
  readonly more: string;
  readonly now: string;
  readonly disabled: boolean;
  onTurn(by: 1 | -1): void;
};

/** Something that is turned down and up in steps. */
function LessMore({ name, less, more, now, disabled, onTurn }: TurnProps) {
  const button = { className: "min-h-11", disabled };
  return (
    <fieldset className="flex items-center">
      <legend className="sr-only">{name}</legend>
      <Button {...button} aria-label={less} onClick={() => onTurn(-1)}>
        −
      </Button>
      <output className="num min-w-16 text-center">{now}</output>
      <Button {...button} aria-label={more} onClick={() => onTurn(1)}>
        +
      </Button>
    </fieldset>
  );
}

/** The name of what the next press on the button means. */
function repeatWord({ repeat }: Playing, ofPart: boolean) {
  if (ofPart) return repeat ? "stopRepeat" : "repeatPart";
  if (!repeat) return "repeatFrom";
  return repeat.to === null ? "repeatTo" : "stopRepeat";
}
