import { Dialog } from "@/lib/ui/dialog";
import { KeyCap } from "@/lib/ui/key-cap";

const KEYS = [
  [["1", "…", "9"], "the answer with this number; letters from the tenth on"],
  [["Enter"], "take the suggestion"],
  [["U"], "take the last answer back, while it is still here"],
  [["S"], "skip: the item goes to somebody else and does not come back to you"],
  [["G"], "guidelines"],
  [["?"], "this list"],
] as const;

export function AllKeys({ open, onClose }: { readonly open: boolean; onClose(): void }) {
  return (
    <Dialog open={open} onOpenChange={onClose} title="Keys">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-3">
        {KEYS.map(([keys, words]) => (
          <div key={words} className="contents">
            <dt className="flex gap-1">
              {keys.map((key) => (
                <KeyCap key={key}>{key}</KeyCap>
              ))}
            </dt>
            <dd className="text-ink-2">{words}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
