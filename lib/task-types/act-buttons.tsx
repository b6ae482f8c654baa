import { Button } from "@/lib/ui/button";

/** An act on the answer in the making, in words; open where it means something at the moment. */
export type NamedAct<Act> = readonly [words: string, open: boolean, act: Act];

type Props<Act> = { readonly acts: readonly NamedAct<Act>[]; readonly disabled: boolean; onAct(act: Act): void };

/** What keys do to an answer in the making, for hands without keys. All stand there always: the picture must not jump under a finger. */
export function ActButtons<Act>({ acts, disabled, onAct }: Props<Act>) {
  return (
    <div className="grid auto-cols-fr grid-flow-col gap-1">
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
