/** Holds a paying button and its sentence; on a phone it stays at the foot of the screen. */
import type { ReactNode } from "react";

export function Dock({ children }: { children: ReactNode }) {
  return <div className="ui-dock">{children}</div>;
}
