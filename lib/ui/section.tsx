/** A section opens with an ink rule, its title, a few pale words and at the far end a link or a control. */
import { type ReactNode, useId } from "react";

export interface SectionProps {
  title: ReactNode;
  note?: ReactNode;
  end?: ReactNode;
  /** The anchor of the section. */
  id?: string;
  /** Without the ink rule, where something ruled stands right above. */
  bare?: boolean;
  children: ReactNode;
}

export function Section({ title, note, end, id, bare = false, children }: SectionProps) {
  const headId = useId();
  return (
    <section className="ui-section" id={id} aria-labelledby={headId} data-bare={bare ? "" : undefined}>
      <SectionHead titleId={headId} title={title} note={note} end={end} />
      {children}
    </section>
  );
}

export interface SectionHeadProps {
  title: ReactNode;
  titleId?: string;
  note?: ReactNode;
  end?: ReactNode;
}

/** The head alone, for a section that is framed otherwise. */
export function SectionHead({ title, titleId, note, end }: SectionHeadProps) {
  return (
    <div className="ui-section-head">
      <h2 id={titleId}>{title}</h2>
      {note !== undefined && <span className="ui-section-note">{note}</span>}
      {end !== undefined && <div className="ui-section-end">{end}</div>}
    </div>
  );
}
