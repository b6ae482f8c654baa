/** What a line chart draws, and the frame it draws in. */
import type { Span } from "@/lib/ui/chart-scale";

export interface LinePoint {
  x: number;
  y: number;
}

export interface LineSeries {
  name: string;
  /** Gold for purity and money, ink for the main line, soft (dashed) for what it is compared with. */
  tone: "gold" | "ink" | "soft";
  points: readonly LinePoint[];
}

/** The two spans and the height that turn values into places. */
export interface PlotFrame {
  xs: Span;
  ys: Span;
  heightPx: number;
}
