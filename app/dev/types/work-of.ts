import type { AnyTaskType } from "@/lib/task-types/task-type";

type Given = Readonly<Record<string, readonly unknown[]>>;

/** The first answer of a type's example as somebody has it in hand, for types that draw on the item; undefined for the others. */
export function workOf(id: string, { config, answers }: AnyTaskType["examples"][number]): unknown {
  const { labels = [] } = config as { readonly labels?: readonly string[] };
  const given = answers[0] as Given;
  const free = { at: null, cursor: null };
  switch (id) {
    case "spans":
      return { spans: given.spans, pick: null, at: null };
    case "audio-segments":
      return { spans: given.segments, pick: null, at: null };
    case "boxes":
      return { ...free, boxes: given.boxes, label: labels[0], at: 0, anchor: null };
    case "polygons":
      return { ...free, drawn: { polygons: given.polygons, open: [] }, label: labels[0], at: 0, corner: null };
    case "keypoints":
      return { ...free, figures: given.figures, point: 0 };
    case "relations":
      return {
        drawn: { spans: given.spans, relations: given.relations },
        pick: null,
        at: null,
        from: null,
        link: null,
      };
    case "multi-label":
      return given.labels;
    case "rating":
      return given.ratings?.map((rating, i) => (i === 0 ? rating : null));
    case "transcription":
      return String((given as unknown as { readonly text: string }).text);
    default:
      return undefined;
  }
}
