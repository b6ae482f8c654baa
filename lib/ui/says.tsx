/** The one sentence under a paying or ending button: what exactly will happen, with the amount (in `<strong>`). */
import type { ReactNode } from "react";

export function Says({ children }: { children: ReactNode }) {
  return <p className="ui-says">{children}</p>;
}
