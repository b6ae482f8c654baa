/** A list or page that did not load: what happened, what is safe, and a way to try again. */
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/lib/ui/button";
import { Notice } from "@/lib/ui/notice";

export interface ErrorStateProps {
  title: string;
  /** What happened and what is safe. */
  children: ReactNode;
  onRetry?: () => void;
  /** Instead of a button, where there is no script to retry: a link to this page. */
  action?: ReactNode;
}

export function ErrorState({ title, children, onRetry, action }: ErrorStateProps) {
  const t = useTranslations("ui");
  const retry =
    onRetry === undefined ? (
      action
    ) : (
      <Button icon="retry" onClick={onRetry}>
        {t("tryAgain")}
      </Button>
    );
  return (
    <Notice kind="fail" title={title} urgent {...(retry !== undefined && { actions: retry })}>
      {children}
    </Notice>
  );
}
