import { questionOf } from "@/app/market/question-of";
import type { BountyDetail } from "@/lib/bounties/bounty-view";
import { EmptyState } from "@/lib/ui/empty-state";
import { Markdown } from "@/lib/ui/markdown";
import { Section } from "@/lib/ui/section";
import { TagList } from "@/lib/ui/tag-list";

/** What is asked: the question, what may be answered, and the owner's guidelines. */
export function TaskWords({ bounty: { taskType, config, guidelines } }: { readonly bounty: BountyDetail }) {
  const { question, names, one, title } = questionOf(taskType, config);
  return (
    <Section
      title="The task"
      note={names.length > 0 ? (names.length === 1 ? `1 ${one}` : `${names.length} ${title.toLowerCase()}`) : undefined}
    >
      {question === "" ? (
        <EmptyState title="The question is not set yet">It stands here once the draft has one.</EmptyState>
      ) : (
        <div className="grid gap-6">
          <div className="grid gap-3">
            <p className="text-lg">{question}</p>
            <TagList names={names} title={title} />
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
