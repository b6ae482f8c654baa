import { Button } from "@/lib/ui/button";
import { canRedo, canUndo, type Past } from "./past";
import type { Say } from "./task-type";

/** An act on the answer in the making, in words; open where it means something at the moment. */
export type NamedAct<Act> = readonly [words: string, open: boolean, act: Act];

/** More stand in rows of three: on a phone their words need the room. */
const MOST_BESIDE = 4;

type Props<Act> = { readonly acts: readonly NamedAct<Act>[]; readonly disabled: boolean; onAct(act: Act): void };

/** Undo and redo of what is drawn, in the words of the type (`undo`, `redo`). */
export const pastActs = <Act,>(say: Say, work: Past<unknown>, undo: Act, redo: Act): readonly NamedAct<Act>[] => [
  [say("undo"), canUndo(work), undo],
  [say("redo"), canRedo(work), redo],
];

/** What keys do to an answer in the making, for hands without keys. All stand there always: the picture must not jump under a finger. */
export function ActButtons<Act>({ acts, disabled, onAct }: Props<Act>) {
  return (
    <div className={`grid gap-1 ${acts.length > MOST_BESIDE ? "grid-cols-3" : "auto-cols-fr grid-flow-col"}`}>
      {acts.map(([words, open, act]) => (
        <Button
          key={words}
          className="min-h-11 whitespace-normal px-1 text-sm leading-tight"
          disabled={disabled || !open}
          onClick={() => onAct(act)}
        >
          {words}
        </Button>
      ))}
    </div>
  );
}
