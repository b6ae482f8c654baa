import { ItemContent } from "@/app/item-content";
import type { Column } from "@/lib/ui/table";
import type { QualityTranslator } from "./quality-translator";

type ItemRow = {
  readonly item: string;
  readonly id: string;
  readonly text: string | null;
  readonly asset: string | null;
};

/** Which item a row is of: its id, and what it shows. */
export const itemColumns = (t: QualityTranslator): readonly Column<ItemRow>[] => [
  { key: "id", head: t("item"), numeric: true, phone: "full", cell: (row) => <span title={row.item}>{row.id}</span> },
  {
    key: "content",
    head: t("content"),
    phone: "full",
    width: "40%",
    cell: (row) => <ItemContent id={row.id} text={row.text} asset={row.asset} />,
  },
];
