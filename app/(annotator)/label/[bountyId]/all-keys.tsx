import { useTranslations } from "next-intl";
import { useState } from "react";
import type { KeyWords } from "@/lib/task-types/task-type";
import { Button } from "@/lib/ui/button";
import { Dialog } from "@/lib/ui/dialog";
import { KeyCap } from "@/lib/ui/key-cap";
import { keyFor } from "@/lib/ui/key-map";
import { drawnKey } from "@/lib/ui/key-words";
import { moveKey, resetKeys, useKeyMap } from "@/lib/ui/use-key-map";
import { keyRows, refusalOf } from "./key-choice";
import { useNextKey } from "./use-next-key";

/** The keys of the bench itself, with the names of their words. */
const TOOLS = [
  ["U", "keyUndo"],
  ["Y", "keyRedo"],
  ["S", "keySkip"],
  ["R", "keyReport"],
  ["G", "keyGuidelines"],
  ["?", "keyList"],
] as const;

type Props = { readonly own: readonly KeyWords[]; readonly open: boolean; onClose(): void };

/** Every key of the bench, those of the task (`own`) first. A key with a frame can be changed; this browser keeps it. */
export function AllKeys({ own, open, onClose }: Props) {
  const t = useTranslations("bench");
  const tools = TOOLS.map(([key, name]): KeyWords => [[key], t(name)]);
  return (
    <Dialog open={open} onOpenChange={onClose} title={t("keysTitle")} says={t("keysSays")}>
      {open && <Keys rows={keyRows([...own, ...tools])} />}
    </Dialog>
  );
}

function Keys({ rows }: { readonly rows: ReturnType<typeof keyRows> }) {
  const t = useTranslations("bench");
  const map = useKeyMap();
  const [changing, setChanging] = useState<{ readonly meaning: string; readonly words: string }>();
  const [refusal, setRefusal] = useState<string>();
  useNextKey(changing !== undefined, (key) => {
    if (!changing) return;
    const why = key === "Escape" ? undefined : refusalOf(t, rows, map, changing.meaning, key);
    setRefusal(why);
    if (why !== undefined) return;
    if (key !== "Escape") moveKey(changing.meaning, key);
    setChanging(undefined);
  });
  return (
    <div className="grid gap-4">
      <p role="status" className="min-h-6 text-sm">
        {refusal ?? (changing ? t("pressNew", { words: changing.words }) : "")}
      </p>
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-1">
        {rows.map(({ keys, words }) => (
          <div key={words} className="contents">
            <dt className="flex max-w-44 flex-wrap gap-1">
              {keys.map(({ drawn, meaning }) =>
                meaning === undefined ? (
                  <span key={drawn} className="inline-flex min-h-11 items-center">
                    <KeyCap onTouch="show">{drawn}</KeyCap>
                  </span>
                ) : (
                  <button
                    key={drawn}
                    type="button"
                    className="inline-flex min-h-11 min-w-11 items-center justify-center rounded-2 border border-rule-2 hover:bg-sunk aria-pressed:border-ink"
                    aria-pressed={changing?.meaning === meaning}
                    aria-label={t("changeKey", { key: drawnKey(keyFor(map, meaning)), words })}
                    onClick={() => {
                      setRefusal(undefined);
                      setChanging({ meaning, words });
                    }}
                  >
                    <KeyCap onTouch="show">{drawn}</KeyCap>
                  </button>
                ),
              )}
            </dt>
            <dd className="text-ink-2">{words}</dd>
          </div>
        ))}
      </dl>
      {Object.keys(map).length > 0 && (
        <Button className="min-h-11 justify-self-start" onClick={resetKeys}>
          {t("resetKeys")}
        </Button>
      )}
    </div>
  );
}
