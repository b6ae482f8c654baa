"use client";
/** One answer on the bench with its key. As a ghost it is the model's suggestion: hatched, never gold, never chosen. */
import { useTranslations } from "next-intl";
import type { ButtonHTMLAttributes, ReactNode } from "react";
import { formatShare } from "@/lib/ui/format-number";
import { Icon } from "@/lib/ui/icon";
import { KeyCap } from "@/lib/ui/key-cap";
import { keyFor } from "@/lib/ui/key-map";
import { drawnKey } from "@/lib/ui/key-words";
import { useKeyMap } from "@/lib/ui/use-key-map";

export interface GhostOptionProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  children: ReactNode;
  /** The key that gives this answer. */
  hotkey?: string;
  selected?: boolean;
  /** The model proposes this one, with this confidence (0…1). */
  suggestion?: { confidence: number; acceptKey?: string };
}

export function GhostOption({ children, hotkey, selected = false, suggestion, ...button }: GhostOptionProps) {
  const t = useTranslations("ui");
  const map = useKeyMap();
  const ghost = suggestion !== undefined && !selected;
  const keys = ghost && suggestion.acceptKey !== undefined ? [hotkey, suggestion.acceptKey] : [hotkey];
  return (
    <button
      type="button"
      {...button}
      className="ui-option"
      aria-pressed={selected}
      aria-keyshortcuts={
        keys.flatMap((key) => (key === undefined ? [] : [drawnKey(keyFor(map, key))])).join(" ") || undefined
      }
      data-key={hotkey === undefined ? undefined : ""}
      data-ghost={ghost ? "" : undefined}
    >
      {hotkey !== undefined && <KeyCap>{hotkey}</KeyCap>}
      <span>
        {children}
        {ghost && <span className="sr-only max-md:not-sr-only max-md:text-sm max-md:text-ink-3">{t("suggested")}</span>}
      </span>
      {/* Always there and shown by its look: a key then changes an attribute, and no element. */}
      <Icon name="check" />
      {ghost && (
        <span className="ui-option-confidence">
          <b>{formatShare(suggestion.confidence, 2)}</b>
          {suggestion.acceptKey !== undefined && <KeyCap>{suggestion.acceptKey}</KeyCap>}
        </span>
      )}
    </button>
  );
}

/** The answers under each other; in two columns on a phone, the ghost first and over both. */
export function GhostOptions({ children, size = "normal" }: { children: ReactNode; size?: "normal" | "small" }) {
  return (
    <div className="ui-options" data-size={size}>
      {children}
    </div>
  );
}
