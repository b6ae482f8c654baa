import { useTranslations } from "next-intl";
import { questionOf } from "@/app/market/question-of";
import type { BountyDetail } from "@/lib/bounties/bounty-view";
import { EmptyState } from "@/lib/ui/empty-state";
import { Markdown } from "@/lib/ui/markdown";
import { Section } from "@/lib/ui/section";
import { TagList } from "@/lib/ui/tag-list";

/** What is asked: the question, what may be answered, and the owner's guidelines. */
export function TaskWords({ bounty: { taskType, config, guidelines } }: { readonly bounty: BountyDetail }) {
  const t = useTranslations("bounty");
  const { question, names, one, title } = questionOf(taskType, config);
  return (
    <Section
      title={t("theTask")}
      note={
        names.length > 0
          ? t("namesCount", { count: names.length, title: names.length === 1 ? one : title.toLowerCase() })
          : undefined
      }
    >
      {question === "" ? (
        <EmptyState title={t("noQuestion")}>{t("noQuestionWords")}</EmptyState>
      ) : (
        <div className="grid gap-6">
          <div className="grid gap-3">
            <p className="text-lg" dir="auto">
              {question}
            </p>
            <TagList names={names} title={title} />
          </div>
          {guidelines === "" ? (
            <p className="text-ink-3">{t("noGuidelines")}</p>
          ) : (
            <div className="max-w-[62ch]" dir="auto">
              <Markdown>{guidelines}</Markdown>
            </div>
          )}
        </div>
      )}
    </Section>
  );
}
