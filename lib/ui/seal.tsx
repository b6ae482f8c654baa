/** The plate of a verification: its hallmarks, its verdict, what stands under it. The double gold frame is for a match
 * and nothing else. */
import { type ReactNode, useId } from "react";
import { type HallmarkStates, Hallmarks } from "@/lib/ui/hallmarks";

export interface SealProps {
  verdict: "waiting" | "running" | "matches" | "differs";
  states: HallmarkStates;
  /** `"Matches the chain."`, `"Differs from the chain."`, `"Testing batch 41"`. */
  title: string;
  lead: ReactNode;
  size?: "normal" | "small";
  children?: ReactNode;
}

export function Seal({ verdict, states, title, lead, size = "normal", children }: SealProps) {
  const titleId = useId();
  return (
    <section className="ui-plate" aria-labelledby={titleId} data-verdict={verdict} data-size={size}>
      <Hallmarks states={states} size={size} />
      <div role="status">
        <h2 id={titleId}>{title}</h2>
        <p className="ui-plate-lead">{lead}</p>
      </div>
      {children !== undefined && <div className="ui-plate-body">{children}</div>}
    </section>
  );
}
