/** The bench fills the screen: bar, item, answers, tools. It never scrolls as a whole. */
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "@/lib/ui/icon";
import type { IconName } from "@/lib/ui/icon-paths";

export interface BenchFrameProps {
  bar: ReactNode;
  /** Pale words over the item: its id, its kind. */
  meta?: ReactNode;
  item: ReactNode;
  /** The item is long or an image: smaller type, from the top. */
  long?: boolean;
  /** The item is worked on where it is drawn: it takes all the room. */
  stage?: boolean;
  /** What was answered before this one. */
  trail?: ReactNode;
  question: string;
  options: ReactNode;
  /** Says where the suggestion comes from, or why there is none. */
  note?: { icon: IconName; words: ReactNode };
  /** The part of the guidelines that matters now. */
  guide?: ReactNode;
  tools: ReactNode;
  toolsEnd?: ReactNode;
}

export function BenchFrame(props: BenchFrameProps) {
  const {
    bar,
    meta,
    item,
    long = false,
    stage = false,
    trail,
    question,
    options,
    note,
    guide,
    tools,
    toolsEnd,
  } = props;
  const t = useTranslations("bench");
  return (
    <div className="ui-bench">
      {bar}
      <main className="ui-bench-item" id="main" aria-label={t("item")} data-stage={stage ? "" : undefined}>
        {meta !== undefined && <p className="ui-bench-item-meta">{meta}</p>}
        <div className="ui-bench-item-body" data-long={long ? "" : undefined}>
          {item}
        </div>
        {trail !== undefined && <div className="ui-bench-trail">{trail}</div>}
      </main>
      <section className="ui-bench-answer" aria-labelledby="bench-question">
        <h2 id="bench-question">{question}</h2>
        {options}
        {note !== undefined && (
          <p className="ui-bench-note" id="bench-note">
            <Icon name={note.icon} />
            <span>{note.words}</span>
          </p>
        )}
        {guide !== undefined && <div className="ui-bench-guide">{guide}</div>}
      </section>
      <footer className="ui-bench-foot">
        <div className="contents" role="toolbar" aria-label={t("tools")}>
          {tools}
        </div>
        {toolsEnd !== undefined && <span className="ui-bench-foot-end">{toolsEnd}</span>}
      </footer>
    </div>
  );
}
