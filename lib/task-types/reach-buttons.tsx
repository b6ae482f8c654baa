import { Button } from "@/lib/ui/button";
import type { Marking } from "./interval-marking";
import type { Say } from "./task-type";
import type { Pen } from "./text-pen";

/** What keys do to the end of a stretch, for a finger. */
const REACHES: readonly { readonly word: string; reach(pen: Pen, before: Marking): Marking }[] = [
  { word: "wordLess", reach: (pen, before) => pen.wordLess(before) },
  { word: "wordMore", reach: (pen, before) => pen.wordMore(before) },
  { word: "signLess", reach: (pen, before) => pen.signs(-1, "end")(before) },
  { word: "signMore", reach: (pen, before) => pen.signs(1, "end")(before) },
];

type Props = {
  readonly say: Say;
  readonly pen: Pen;
  readonly disabled: boolean;
  onReach(by: (before: Marking) => Marking): void;
};

/** Words and signs more or less, by buttons in the words of the type. */
export function ReachButtons({ say, pen, disabled, onReach }: Props) {
  return (
    <div className="grid grid-cols-4 gap-1">
      {REACHES.map(({ word, reach }) => (
        <Button
          key={word}
          className="min-h-11"
          disabled={disabled}
          onClick={() => onReach((before) => reach(pen, before))}
        >
          {say(word)}
        </Button>
      ))}
    </div>
  );
}
