/** A share as a streak: 3 px for a share, 6 px for work in progress; gold for money and purity. */

export interface BarProps {
  /** 0…1. */
  share: number;
  /** What the share is, for readers: `"46 % answered"`. Leave out where the words stand beside it. */
  label?: string;
  gold?: boolean;
  thick?: boolean;
}

export function Bar({ share, label, gold = false, thick = false }: BarProps) {
  const words = label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label };
  return (
    <span className="ui-bar" data-gold={gold ? "" : undefined} data-thick={thick ? "" : undefined} {...words}>
      <i style={{ width: `${Math.min(Math.max(share, 0), 1) * 100}%` }} />
    </span>
  );
}
