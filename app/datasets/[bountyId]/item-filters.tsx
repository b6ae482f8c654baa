import { useTranslations } from "next-intl";
import { Checkbox } from "@/lib/ui/checkbox";
import { Select } from "@/lib/ui/select";

/** Which items are shown; empty texts: all. */
export type ItemFilter = { readonly label: string; readonly certainty: string; readonly contested: boolean };

export const EVERY_ITEM: ItemFilter = { label: "", certainty: "", contested: false };

/** Ranges of certainty in thousandths, as the address says them. */
const CERTAINTIES = [
  ["", "certainty-any"],
  ["950-1000", "certainty-high"],
  ["600-949", "certainty-middle"],
  ["0-599", "certainty-low"],
] as const;

/** The filter as parameters of the rows' address; empty where all are shown. */
export function filterQuery({ label, certainty, contested }: ItemFilter): string {
  const [least, most] = certainty.split("-");
  const query = new URLSearchParams();
  if (label !== "") query.set("label", label);
  if (least && most) {
    query.set("least", least);
    query.set("most", most);
  }
  if (contested) query.set("contested", "true");
  return query.toString();
}

type Props = { readonly labels: readonly string[]; readonly filter: ItemFilter; onChange(filter: ItemFilter): void };

/** By label, by certainty, and those that people could not agree on. */
export function ItemFilters({ labels, filter, onChange }: Props) {
  const t = useTranslations("dataset");
  return (
    <div className="mb-3 flex flex-wrap items-end gap-x-4 gap-y-2">
      {labels.length > 0 && (
        <Select
          label={t("label")}
          hideLabel
          options={[{ value: "", label: t("everyLabel") }, ...labels.map((label) => ({ value: label, label }))]}
          value={filter.label}
          onChange={(event) => onChange({ ...filter, label: event.target.value })}
        />
      )}
      <Select
        label={t("certainty")}
        hideLabel
        options={CERTAINTIES.map(([value, name]) => ({ value, label: t(name) }))}
        value={filter.certainty}
        onChange={(event) => onChange({ ...filter, certainty: event.target.value })}
      />
      <Checkbox
        checked={filter.contested}
        onChange={(event) => onChange({ ...filter, contested: event.target.checked })}
      >
        {t("contestedOnly")}
      </Checkbox>
    </div>
  );
}
