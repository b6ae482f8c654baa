import { useTranslations } from "next-intl";
import type { FormPart } from "@/lib/task-types/form-part";
import { Button } from "@/lib/ui/button";
import { FieldError } from "@/lib/ui/field";
import { IconButton } from "@/lib/ui/icon-button";
import { KeyCap } from "@/lib/ui/key-cap";
import type { PartWords } from "./type-words";

const KEYS = "123456789ABCDEFHIJKLMNOPQTVWXYZ";

type Props = {
  readonly part: FormPart & { readonly kind: "names" };
  readonly words: PartWords;
  readonly names: readonly string[];
  readonly error: string | undefined;
  onChange(names: string[]): void;
};

/** A list of names to type, each with the key it will have on the bench; pasted lines become names of their own. */
export function WordList({ part, words: { title, one, example }, names, error, onChange }: Props) {
  const t = useTranslations("wizard");
  const { least, most, keys } = part;
  const set = (at: number, value: string) => onChange(names.map((name, i) => (i === at ? value : name)));
  const paste = (at: number, text: string) => {
    const lines = text
      .split(/\r?\n/)
      .map((line) => line.trim())
      .filter(Boolean);
    onChange([...names.slice(0, at), ...lines, ...names.slice(at + 1)].slice(0, most));
  };
  const called = `${one.charAt(0).toUpperCase()}${one.slice(1)}`;
  return (
    <div className="grid content-start gap-2">
      <p className="flex justify-between">
        <strong className="font-medium">{title}</strong>
        <span className="text-ink-3">{t(keys ? "keyName" : "inOrder")}</span>
      </p>
      <ol className="grid">
        {names.map((name, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a name is its place in the list; its text changes while it is typed
          <li key={i} className="flex items-center gap-3 border-b border-rule py-1">
            <KeyCap>{keys ? (KEYS[i] ?? "·") : String(i + 1)}</KeyCap>
            <input
              aria-label={t("nameNo", { one: called, place: i + 1 })}
              className="min-h-9 min-w-0 flex-1 bg-transparent"
              placeholder={i === 0 ? example : t("another", { one })}
              value={name}
              maxLength={80}
              onChange={(event) => set(i, event.target.value)}
              onPaste={(event) => {
                const text = event.clipboardData.getData("text");
                if (!text.includes("\n")) return;
                event.preventDefault();
                paste(i, text);
              }}
            />
            <IconButton
              icon="cross"
              label={t("removeOne", { one, place: i + 1 })}
              disabled={names.length <= least}
              onClick={() => onChange(names.filter((_, at) => at !== i))}
            />
          </li>
        ))}
      </ol>
      {error && <FieldError>{error}</FieldError>}
      <div>
        <Button kind="plain" icon="plus" disabled={names.length >= most} onClick={() => onChange([...names, ""])}>
          {t("addOne", { one })}
        </Button>
      </div>
    </div>
  );
}
