import { questionOf } from "@/app/market/question-of";
import type { BountyDetail } from "@/lib/bounties/bounty-view";
import { EmptyState } from "@/lib/ui/empty-state";
import { countOf } from "@/lib/ui/format-number";
import { Markdown } from "@/lib/ui/markdown";
import { Section } from "@/lib/ui/section";
import { Tag } from "@/lib/ui/tag";

/** What is asked: the question, what may be answered, and the owner's guidelines. */
export function TaskWords({ bounty: { config, guidelines } }: { readonly bounty: BountyDetail }) {
  const { question, labels } = questionOf(config);
  return (
    <Section title="The task" note={labels.length > 0 ? countOf(labels.length, "label") : undefined}>
      {question === "" ? (
        <EmptyState title="The question is not set yet">It stands here once the draft has one.</EmptyState>
      ) : (
        <div className="grid gap-6">
          <div className="grid gap-3">
            <p className="text-lg">{question}</p>
            <ul className="flex flex-wrap gap-1.5" aria-label="Labels">
              {labels.map((label) => (
                <li key={label}>
                  <Tag>{label}</Tag>
                </li>
              ))}
            </ul>
          </div>
          {guidelines === "" ? (
            <p className="text-ink-3">The owner wrote no guidelines.</p>
          ) : (
            <div className="max-w-[62ch]">
              <Markdown>{guidelines}</Markdown>
            </div>
          )}
        </div>
      )}
    </Section>
  );
}
