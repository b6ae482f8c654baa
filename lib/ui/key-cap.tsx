"use client";
/** The key of a control, on the control itself, as it is set in this browser; hidden where there is only touch. */
import { keyFor } from "@/lib/ui/key-map";
import { drawnKey, namedKey } from "@/lib/ui/key-words";
import { useKeyMap } from "@/lib/ui/use-key-map";

export function KeyCap({ children, onTouch = "hide" }: { children: string; onTouch?: "hide" | "show" }) {
  const map = useKeyMap();
  const name = namedKey(children);
  return (
    <kbd className="ui-key" data-on-touch={onTouch}>
      {name === undefined ? children : drawnKey(keyFor(map, name))}
    </kbd>
  );
}
