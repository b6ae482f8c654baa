import { Markdown } from "@/lib/ui/markdown";
import { Verdict } from "@/lib/ui/verdict";

/** The first lines of the guidelines, in sight while one labels. */
export function Guide({ guidelines, onAll }: { readonly guidelines: string; onAll(): void }) {
  return (
    <>
      <div className="line-clamp-5">
        <Markdown>{guidelines}</Markdown>
      </div>
      <button type="button" className="mt-2 underline" onClick={onAll}>
        All guidelines
      </button>
    </>
  );
}

/** The last answers, so that a slip is seen. */
export function Trail({ words }: { readonly words: readonly string[] }) {
  return (
    <>
      <span>Before this</span>
      {words.map((word, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same label may stand here twice; only the position tells them apart
        <Verdict key={i} kind="wait" sign="check">
          {word}
        </Verdict>
      ))}
    </>
  );
}
