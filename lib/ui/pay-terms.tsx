/** How a pay follows: the formula with each figure under its name, and a line for everything that was not paid. */
import type { ReactNode } from "react";

export type PayTerm = { kind: "figure"; name: string; value: string; gold?: boolean } | { kind: "sign"; sign: string };

export interface PayReason {
  key: string;
  /** Tokens withheld or answers not paid, already written out. */
  figure: string;
  words: ReactNode;
  /** Evidence, items, dispute. */
  link?: ReactNode;
}

export interface PayTermsProps {
  terms: readonly PayTerm[];
  /** The formula as a sentence, for readers. */
  summary: string;
  reasons?: readonly PayReason[];
}

export function PayTerms({ terms, summary, reasons = [] }: PayTermsProps) {
  return (
    <>
      <p className="sr-only">{summary}</p>
      <div className="ui-terms" aria-hidden="true">
        {terms.map((term, index) =>
          term.kind === "sign" ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: a formula's signs repeat and never move
            <span key={index} className="ui-terms-sign">
              {term.sign}
            </span>
          ) : (
            <span key={term.name} data-gold={term.gold === true ? "" : undefined}>
              <small>{term.name}</small>
              {term.value}
            </span>
          ),
        )}
      </div>
      {reasons.length > 0 && (
        <ul className="ui-reasons">
          {reasons.map((reason) => (
            <li key={reason.key}>
              <span className="num">{reason.figure}</span>
              <span>{reason.words}</span>
              {reason.link}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
