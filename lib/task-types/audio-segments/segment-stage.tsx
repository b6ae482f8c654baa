import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import RegionsPlugin, { type Region } from "wavesurfer.js/plugins/regions";
import { Button } from "@/lib/ui/button";
import { useBenchKeys } from "../bench-keys";
import { acted, EMPTY, heldIn, type Marking } from "../interval-marking";
import { clockOf } from "../sound-player";
import { SoundStage } from "../sound-stage";
import type { ItemProps, WorkProps } from "../task-type";
import { toneOf } from "../tones";
import { begunAt, endedAt, picked, stretched } from "./pen";
import type { AudioSegmentsConfig, AudioSegmentsPayload } from "./schema";

type Props = ItemProps<AudioSegmentsConfig, AudioSegmentsPayload> & WorkProps<Marking>;
type Regions = InstanceType<typeof RegionsPlugin> & ReturnType<typeof RegionsPlugin.create>;

/** The recording with its segments: drawn on the waveform, or begun and ended where the player stands. */
export default function SegmentStage(props: Props) {
  const t = useTranslations("types.audio-segments");
  const { config, payload, assetUrl, work = EMPTY, onWork, readOnly, hotkeys } = props;
  const { overlap } = config;
  const { lengthMs } = payload;
  const [atMs, setAtMs] = useState(0);
  const [regions, setRegions] = useState<Regions>();
  const change = (by: (marking: Marking) => Marking) => onWork((before = EMPTY) => acted(before, by));
  const begin = () => change((old) => begunAt(old, atMs, lengthMs, overlap));
  const end = () => change((old) => endedAt(old, atMs, overlap));
  useBenchKeys(hotkeys && !readOnly, (key) => {
    if (key !== "[" && key !== "]") return false;
    key === "[" ? begin() : end();
    return true;
  });
  useRegions(regions, props, change);
  const held = heldIn(work);
  return (
    <SoundStage
      sound={payload}
      src={assetUrl(payload.asset)}
      hotkeys={hotkeys}
      plugins={() => {
        const made = RegionsPlugin.create() as Regions;
        setRegions(made);
        return [made];
      }}
      part={held && { from: held.start, to: held.end }}
      onMoment={setAtMs}
    >
      <div className="flex flex-wrap items-center gap-2">
        <Button className="min-h-11" aria-keyshortcuts="[" disabled={readOnly} onClick={begin}>
          {t("beginHere")}
        </Button>
        <Button className="min-h-11" aria-keyshortcuts="]" disabled={readOnly} onClick={end}>
          {t("endHere")}
        </Button>
        <span className="num text-sm text-ink-3" role="status">
          {held ? t("fromTo", { start: clockOf(held.start), end: clockOf(held.end) }) : t("select")}
        </span>
      </div>
    </SoundStage>
  );
}

/** Draws the segments as they are in the work, and hears what a pen or finger does to them. */
function useRegions(
  regions: Regions | undefined,
  { config, payload: { lengthMs }, work = EMPTY, readOnly }: Props,
  change: (by: (marking: Marking) => Marking) => void,
): void {
  const { labels, overlap } = config;
  /** The segment of each region; a region that is not here was drawn by a pen. */
  const places = useRef(new Map<Region, number | "pick">());
  const act = useRef(change);
  act.current = change;

  useEffect(() => {
    if (!regions) return;
    const known = places.current;
    const msOf = ({ start, end }: Region) => ({ start: start * 1000, end: end * 1000 });
    const offs = [
      regions.on("region-created", (region) => {
        if (known.has(region) || drawn.current) return;
        const { start, end } = msOf(region);
        region.remove();
        act.current((old) => picked(old, start, end, lengthMs));
      }),
      regions.on("region-updated", (region) => {
        const at = known.get(region);
        const { start, end } = msOf(region);
        if (at === "pick") act.current((old) => picked(old, start, end, lengthMs));
        else if (at !== undefined) act.current((old) => stretched(old, at, { start, end }, lengthMs, overlap));
      }),
      regions.on("region-clicked", (region) => {
        const at = known.get(region);
        if (typeof at === "number") act.current((old) => ({ ...old, pick: null, at }));
      }),
    ];
    return () => {
      for (const off of offs) off();
    };
  }, [regions, lengthMs, overlap]);

  /** Whether regions are being drawn from the work just now. */
  const drawn = useRef(false);
  useEffect(() => {
    if (!regions) return;
    const known = places.current;
    const put = (place: number | "pick", start: number, end: number, color: string, content: string) => {
      const movable = !readOnly && (place === "pick" || place === work.at);
      const region = regions.addRegion({
        ...{ start: start / 1000, end: end / 1000, color, content: nameOn(content) },
        ...{ drag: movable, resize: movable, minLength: 0.001 },
      });
      known.set(region, place);
    };
    drawn.current = true;
    // One by one: the plugin forgets those that still wait for the recording.
    for (const region of known.keys()) region.remove();
    known.clear();
    work.spans.forEach(({ label, start, end }, i) => {
      const tone = toneOf(labels, label);
      put(i, start, end, `color-mix(in srgb, var(--tone-${tone}) ${i === work.at ? 45 : 20}%, transparent)`, label);
    });
    if (work.pick) put("pick", work.pick.start, work.pick.end, "var(--rule-2)", "");
    drawn.current = false;
  }, [regions, labels, readOnly, work.spans, work.pick, work.at]);

  useEffect(
    () => (readOnly ? undefined : regions?.enableDragSelection({ color: "var(--rule-2)" })),
    [regions, readOnly],
  );
}

/** A label on the waveform: the plugin's own is too pale on its colour. */
function nameOn(label: string): HTMLElement {
  const name = document.createElement("span");
  name.textContent = label;
  name.style.cssText = "display: block; padding: 2px 6px; color: var(--ink); font: 500 var(--text-sm) var(--sans)";
  return name;
}
