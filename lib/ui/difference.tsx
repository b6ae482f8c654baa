/** The first record that differs: record, field, expected and found, the found one marked where it parts. */
import { useTranslations } from "next-intl";
import { Fragment, type ReactNode } from "react";
import { partingOf } from "@/lib/ui/parting";

export interface DifferenceProps {
  /** Facts before the two values: record, annotator, field. */
  facts: readonly { term: string; value: ReactNode }[];
  expected: string;
  found: string;
  /** Facts after them: what the expected follows from. */
  after?: readonly { term: string; value: ReactNode }[];
}

export function Difference({ facts, expected, found, after = [] }: DifferenceProps) {
  const t = useTranslations("ui");
  const parting = partingOf(expected, found);
  return (
    <dl className="ui-difference">
      <Facts facts={facts} />
      <dt>{t("expectedValue")}</dt>
      <dd>{expected}</dd>
      <dt>{t("foundValue")}</dt>
      <dd data-found="">
        {parting.before}
        {parting.marked !== "" && <mark>{parting.marked}</mark>}
        {parting.after}
      </dd>
      <Facts facts={after} />
    </dl>
  );
}

function Facts({ facts }: { facts: readonly { term: string; value: ReactNode }[] }) {
  return facts.map((fact) => (
    <Fragment key={fact.term}>
      <dt>{fact.term}</dt>
      <dd>{fact.value}</dd>
    </Fragment>
  ));
}
