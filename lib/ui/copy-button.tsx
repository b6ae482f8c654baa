"use client";
/** Puts a text on the clipboard and says so, to eyes and readers. */
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Icon } from "@/lib/ui/icon";

const SAID_MS = 1_600;

export function CopyButton({ text, label }: { text: string; label: string }) {
  const t = useTranslations("ui");
  const [said, setSaid] = useState<"copied" | "failed" | null>(null);
  useEffect(() => {
    if (said === null) return;
    const timer = setTimeout(() => setSaid(null), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setSaid("copied");
    } catch {
      setSaid("failed");
    }
  }

  const words = said === "copied" ? t("copied") : said === "failed" ? t("copyRefused") : label;
  return (
    <button
      type="button"
      className="ui-copy"
      aria-label={label}
      title={words}
      data-copied={said === "copied" ? "" : undefined}
      onClick={() => void copy()}
    >
      <Icon name={said === "copied" ? "check" : said === "failed" ? "cross" : "copy"} />
      <span className="sr-only" role="status">
        {said === null ? "" : words}
      </span>
    </button>
  );
}
