import { GhostOption } from "@/lib/ui/ghost-option";
import { hotkeyAt } from "./bench-keys";
import { toneOf } from "./tones";

type Props = {
  readonly labels: readonly string[];
  /** The label that the next thing gets. */
  readonly active: string | undefined;
  readonly disabled: boolean;
  /** A word beside a label: what has become of it. */
  note?(label: string): string | undefined;
  onPick(label: string): void;
};

/** The labels of things to mark, each with its key and the tone in which it is drawn. */
export function LabelPicker({ labels, active, disabled, note, onPick }: Props) {
  return (
    <div className="ui-options" data-size={labels.length > 8 ? "small" : undefined}>
      {labels.map((label, i) => (
        <GhostOption
          key={label}
          {...hotkeyAt(i)}
          selected={label === active}
          disabled={disabled}
          onClick={() => onPick(label)}
        >
          <span className="ui-swatch" data-tone={toneOf(labels, label)} aria-hidden />
          <bdi>{label}</bdi> {note && <span className="text-sm opacity-70">{note(label)}</span>}
        </GhostOption>
      ))}
    </div>
  );
}
