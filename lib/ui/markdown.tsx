/** Guidelines and cards written in Markdown by people we do not know. The reader of Markdown comes after the page. */
import { lazy, Suspense } from "react";

const Reader = lazy(() => import("@/lib/ui/markdown-reader"));

export function Markdown({ children }: { children: string }) {
  return (
    <div className="ui-markdown">
      <Suspense fallback={<p className="whitespace-pre-line">{children}</p>}>
        <Reader>{children}</Reader>
      </Suspense>
    </div>
  );
}
