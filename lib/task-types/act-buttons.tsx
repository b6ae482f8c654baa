import { Button } from "@/lib/ui/button";

/** An act on the answer in the making, in words; shown where it means something. */
export type NamedAct<Act> = readonly [words: string, shown: boolean, act: Act];

type Props<Act> = { readonly acts: readonly NamedAct<Act>[]; readonly disabled: boolean; onAct(act: Act): void };

/** What keys do to an answer in the making, for hands without keys. */
export function ActButtons<Act>({ acts, disabled, onAct }: Props<Act>) {
  return (
    <div className="flex flex-wrap gap-2 empty:hidden">
      {acts.map(
        ([words, shown, act]) =>
          shown && (
            <Button key={words} className="min-h-11" disabled={disabled} onClick={() => onAct(act)}>
              {words}
            </Button>
          ),
      )}
    </div>
  );
}
