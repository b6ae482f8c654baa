/** The six hallmarks of a batch: open while not tested, ink while tested, struck in gold, or broken. */
import { BROKEN_GLYPH, HALLMARK_NAMES, HALLMARKS, type HallmarkName } from "@/lib/ui/hallmark-paths";

export type HallmarkState = "open" | "now" | "struck" | "broken";

export type HallmarkStates = Readonly<Record<HallmarkName, HallmarkState>>;

const STATE_WORDS: Record<HallmarkState, string> = {
  open: "not checked yet",
  now: "being checked",
  struck: "holds",
  broken: "differs",
};

export function Hallmarks({ states, size = "normal" }: { states: HallmarkStates; size?: "normal" | "small" }) {
  return (
    <ul className="ui-marks" data-size={size}>
      {HALLMARK_NAMES.map((name) => (
        <Hallmark key={name} name={name} state={states[name]} withWord={size === "normal"} />
      ))}
    </ul>
  );
}

/** The same state for all six: `allHallmarks("struck")` for a batch that was verified before. */
export function allHallmarks(state: HallmarkState): HallmarkStates {
  return { evidence: state, signatures: state, consensus: state, payouts: state, root: state, chain: state };
}

function Hallmark({ name, state, withWord }: { name: HallmarkName; state: HallmarkState; withWord: boolean }) {
  const drawing = HALLMARKS[name];
  return (
    <li className="ui-mark" data-state={state}>
      <svg viewBox="0 0 56 56" role="img" aria-label={`${drawing.word}: ${STATE_WORDS[state]}`}>
        <path className="ui-mark-outer" d={drawing.outer} />
        <path className="ui-mark-inner" d={drawing.inner} />
        <path className="ui-mark-glyph" d={state === "broken" ? BROKEN_GLYPH : drawing.glyph} />
      </svg>
      {withWord && <span aria-hidden="true">{drawing.word}</span>}
    </li>
  );
}
