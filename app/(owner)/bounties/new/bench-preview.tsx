import { useTranslations } from "next-intl";
import { useState } from "react";
import { useRenderer } from "@/lib/client/use-renderer";
import { useSay } from "@/lib/client/use-say";
import { PreviewFrame } from "@/lib/ui/preview-frame";
import { configIn, type Draft, typeOf } from "./draft";

type Props = {
  readonly draft: Draft;
  /** The first item. */
  readonly first: { readonly id: string; readonly payload: unknown };
  readonly items: number;
};

const assetUrl = (sha256: string) => `/api/v1/assets/${sha256}`;

/** The real bench on the owner's first item, as soon as the settings are right; what is answered here goes nowhere. */
export function BenchPreview({ draft, first, items }: Props) {
  const t = useTranslations("wizard");
  const say = useSay(draft.taskType);
  const renderer = useRenderer(draft.taskType);
  const [work, setWork] = useState<unknown>();
  const [given, setGiven] = useState<unknown>();
  const taskType = typeOf(draft);
  const config = taskType.config().safeParse(configIn(draft));
  const payload = config.success ? taskType.payload(config.data).safeParse(first.payload) : undefined;
  if (!renderer) return null;
  if (!config.success || !payload?.success) return <p className="text-sm text-ink-3">{t("previewWaits")}</p>;
  const { Item, Answer, stage } = renderer;
  const parts = { config: config.data, payload: payload.data, assetUrl, readOnly: false, hotkeys: false, seat: 0 };
  const making = { work, onWork: (change: (before: unknown) => unknown) => setWork(change) };
  return (
    <div className="grid gap-1">
      <strong className="font-medium">{t("previewTitle")}</strong>
      <PreviewFrame start={t("previewOf", { items })} end={first.id}>
        <div className="grid gap-3">
          <div className={stage ? "h-80 min-h-0 overflow-hidden" : "max-h-80 overflow-auto"}>
            <Item {...parts} {...making} />
          </div>
          <p className="font-medium">{renderer.question(config.data)}</p>
          <Answer {...parts} {...making} onAnswer={setGiven} given={given} suggestion={undefined} />
          {given !== undefined && (
            <p className="text-sm text-ink-3" role="status">
              {t("answered", { brief: renderer.brief(given, say) })}
            </p>
          )}
        </div>
      </PreviewFrame>
    </div>
  );
}
