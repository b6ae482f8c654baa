/** Facts as pairs of term and value. */
import { Fragment, type ReactNode } from "react";
import { classNames } from "@/lib/ui/class-names";

export interface Fact {
  /** Only needed where the term is not plain text. */
  key?: string;
  term: ReactNode;
  value: ReactNode;
}

export interface DefinitionListProps {
  facts: readonly Fact[];
  /** `sides`: value at the far end; `start`: beside its term; `wide`: a wide term column, one under the other on a phone. */
  layout?: "sides" | "start" | "wide";
  /** Reserve the unit's column, so that digits meet with and without one. */
  units?: boolean;
  className?: string;
}

export function DefinitionList({ facts, layout = "sides", units = false, className }: DefinitionListProps) {
  return (
    <dl className={classNames("ui-facts text-sm", className)} data-layout={layout} data-units={units ? "" : undefined}>
      {facts.map((fact, index) => (
        <Fragment key={fact.key ?? (typeof fact.term === "string" ? fact.term : index)}>
          <dt>{fact.term}</dt>
          <dd>{fact.value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
