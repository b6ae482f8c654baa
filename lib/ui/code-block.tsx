/** A piece of code that works when it is copied. */
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { CopyButton } from "@/lib/ui/copy-button";

export interface CodeBlockProps {
  /** What is copied, and what is shown unless `children` shows it with its comments and strings marked. */
  code: string;
  label: string;
  children?: ReactNode;
}

export function CodeBlock({ code, label, children }: CodeBlockProps) {
  const t = useTranslations("ui");
  return (
    <section className="ui-code-frame" aria-label={label}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <pre className="ui-code" tabIndex={0}>
        <code>{children ?? code}</code>
      </pre>
      <CopyButton text={code} label={t("copyWhat", { what: label })} />
    </section>
  );
}
