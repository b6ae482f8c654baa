import { Button } from "@/lib/ui/button";
import type { Marking } from "./interval-marking";
import type { Pen } from "./text-pen";

/** What keys do to the end of a stretch, for a finger. */
const REACHES: readonly { readonly words: string; reach(pen: Pen, before: Marking): Marking }[] = [
  { words: "− word", reach: (pen, before) => pen.wordLess(before) },
  { words: "+ word", reach: (pen, before) => pen.wordMore(before) },
  { words: "− sign", reach: (pen, before) => pen.signs(-1, "end")(before) },
  { words: "+ sign", reach: (pen, before) => pen.signs(1, "end")(before) },
];

type Props = { readonly pen: Pen; readonly disabled: boolean; onReach(by: (before: Marking) => Marking): void };

/** Words and signs more or less, by buttons. */
export function ReachButtons({ pen, disabled, onReach }: Props) {
  return (
    <div className="grid grid-cols-4 gap-1">
      {REACHES.map(({ words, reach }) => (
        <Button
          key={words}
          className="min-h-11"
          disabled={disabled}
          onClick={() => onReach((before) => reach(pen, before))}
        >
          {words}
        </Button>
      ))}
    </div>
  );
}
