import { placeOfKey, useBenchKeys } from "./bench-keys";

/** What keys do where one draws on a picture. */
type DrawingKeys<Drawing> = {
  /** What a key does to the drawing; undefined where it means nothing to it. */
  actOf(key: string, shift: boolean): ((before: Drawing) => Drawing) | undefined;
  change(act: (before: Drawing) => Drawing): void;
  enter(): void;
  /** The names that number and letter keys choose from, in order. */
  readonly names: readonly string[];
  pick(name: string, place: number): void;
};

/** Keys of a drawing while `on`: its own acts first, then Enter, then names. Held keys go on, but Space and Enter count once. */
export function useDrawingKeys<Drawing>(
  on: boolean,
  { actOf, change, enter, names, pick }: DrawingKeys<Drawing>,
): void {
  useBenchKeys(
    on,
    (key, { shift, repeat }) => {
      const act = actOf(key, shift);
      const place = placeOfKey(key);
      const name = names[place];
      if (act && !(repeat && key === " ")) change(act);
      else if (key === "Enter" && !repeat) enter();
      else if (name !== undefined) pick(name, place);
      else return act !== undefined;
      return true;
    },
    { repeats: true },
  );
}
