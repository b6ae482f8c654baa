import type { Point } from "./image-view";

type CrossProps = { readonly at: Point; readonly scale: number; readonly tone: number };

/** The cursor of the keys on a picture. */
export function Cross({ at: { x, y }, scale, tone }: CrossProps) {
  const arm = 14 / scale;
  const path = `M${x - arm} ${y}H${x + arm}M${x} ${y - arm}V${y + arm}`;
  return (
    <g data-tone={tone}>
      <path className="ui-shape-rim" d={path} />
      <path className="ui-shape" d={path} />
    </g>
  );
}

type GripProps = {
  readonly at: Point;
  readonly scale: number;
  /** Smaller: a place where a corner could be. */
  readonly small?: boolean;
  readonly held?: boolean;
  /** Stands for what cannot be seen on the picture. */
  readonly hidden?: boolean;
};

/** What a pen or finger can take hold of; it does not grow with the picture. */
export function Grip({ at: { x, y }, scale, small = false, held = false, hidden = false }: GripProps) {
  return (
    <circle
      className="ui-grip"
      data-at={held ? "" : undefined}
      data-hidden={hidden ? "" : undefined}
      cx={x}
      cy={y}
      r={(small ? 4 : 6) / scale}
      vectorEffect="non-scaling-stroke"
    />
  );
}
