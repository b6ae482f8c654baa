/** One numbered step of a long form; its number turns green when the step is complete, and the words say so too. */
import { type ReactNode, useId } from "react";
import { SectionHead } from "@/lib/ui/section";

export interface StepProps {
  number: number;
  title: ReactNode;
  /** Complete: give the note a `<Verdict kind="pass">` that says what is ready. */
  done?: boolean;
  note?: ReactNode;
  id?: string;
  children: ReactNode;
}

export function Step({ number, title, done = false, note, id, children }: StepProps) {
  const headId = useId();
  return (
    <section className="ui-step" id={id} aria-labelledby={headId}>
      <span className="ui-step-number" data-done={done ? "" : undefined} aria-hidden="true">
        {number}
      </span>
      <div className="ui-step-body">
        <SectionHead titleId={headId} title={title} note={note} />
        {children}
      </div>
    </section>
  );
}
