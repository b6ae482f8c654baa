import { useTranslations } from "next-intl";
import { memo } from "react";
import { Markdown } from "@/lib/ui/markdown";
import { Verdict } from "@/lib/ui/verdict";

/** The first lines of the guidelines, in sight while one labels. */
export const Guide = memo(function Guide({ guidelines, onAll }: { readonly guidelines: string; onAll(): void }) {
  const t = useTranslations("bench");
  return (
    <>
      <div className="line-clamp-5">
        <Markdown>{guidelines}</Markdown>
      </div>
      <button type="button" className="mt-2 underline" onClick={onAll}>
        {t("allGuidelines")}
      </button>
    </>
  );
});

/** The last answers, so that a slip is seen. */
export const Trail = memo(function Trail({ words }: { readonly words: readonly string[] }) {
  const t = useTranslations("bench");
  return (
    <>
      <span>{t("before")}</span>
      {words.map((word, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same label may stand here twice; only the position tells them apart
        <Verdict key={i} kind="wait" sign="check">
          <bdi>{word}</bdi>
        </Verdict>
      ))}
    </>
  );
});
