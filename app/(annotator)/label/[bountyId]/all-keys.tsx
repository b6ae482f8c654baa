import type { KeyWords } from "@/lib/task-types/task-type";
import { Dialog } from "@/lib/ui/dialog";
import { KeyCap } from "@/lib/ui/key-cap";

const TOOLS: readonly KeyWords[] = [
  [["U"], "take the last answer back, while it is still here"],
  [["S"], "skip: the item goes to somebody else and does not come back to you"],
  [["G"], "guidelines"],
  [["?"], "this list"],
];

type Props = { readonly own: readonly KeyWords[]; readonly open: boolean; onClose(): void };

/** Every key of the bench: those of the task (`own`) first. */
export function AllKeys({ own, open, onClose }: Props) {
  return (
    <Dialog open={open} onOpenChange={onClose} title="Keys">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-3">
        {[...own, ...TOOLS].map(([keys, words]) => (
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
