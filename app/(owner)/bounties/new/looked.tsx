import { useTranslations } from "next-intl";
import type { ImportReport } from "@/lib/items/import-view";
import { Button } from "@/lib/ui/button";
import { Notice } from "@/lib/ui/notice";
import { BadRows } from "./read-rows";

type Props = { readonly report: ImportReport; onBring(): void; onClose(): void };

/** What would come of a file that was only looked at: rows, known answers, encoding, what is bad and why. */
export function Looked({ report, onBring, onClose }: Props) {
  const t = useTranslations("wizard");
  const { name, accepted, gold, rejected, errors, encoding, leftOut } = report;
  return (
    <Notice
      kind={rejected > 0 ? "doubt" : "pass"}
      title={t("wouldCome", { count: accepted, name })}
      actions={
        <>
          <Button onClick={onClose}>{t("close")}</Button>
          <Button kind="ink" disabled={accepted === 0} onClick={onBring}>
            {t("bringIn")}
          </Button>
        </>
      }
    >
      <ul className="text-sm">
        <li>{t("nothingYet")}</li>
        {gold > 0 && <li>{t("wouldGold", { count: gold })}</li>}
        {encoding !== null && <li>{t("encodingIs", { encoding })}</li>}
        {leftOut !== null && <li>{t("leftAside", { what: leftOut })}</li>}
        {rejected > 0 && <li>{t("badOpen", { count: rejected })}</li>}
      </ul>
      {rejected > 0 && <BadRows errors={errors} />}
    </Notice>
  );
}
