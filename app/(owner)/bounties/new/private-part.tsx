import { useTranslations } from "next-intl";
import { useId } from "react";
import { addressOf } from "@/lib/kernel/ids";
import { Checkbox } from "@/lib/ui/checkbox";
import { TextArea } from "@/lib/ui/text-area";
import { type Draft, guestsIn } from "./draft";

type Props = {
  readonly draft: Draft;
  /** Rows are there: what came in for everybody's eyes is not made private, nor the other way round. */
  readonly decided: boolean;
  onChange(part: Partial<Draft>): void;
};

/** Whether only people that the owner names see the bounty, its files and its dataset. */
export function PrivatePart({ draft, decided, onChange }: Props) {
  const t = useTranslations("wizard");
  const hintId = useId();
  const strange = guestsIn(draft.guests).find((each) => !addressOf(each));
  return (
    <div className="grid gap-3">
      <div>
        <Checkbox
          checked={draft.isPrivate ?? false}
          disabled={decided}
          aria-describedby={hintId}
          onChange={(event) => onChange({ isPrivate: event.target.checked })}
        >
          {t("private")}
        </Checkbox>
        <p id={hintId} className="ui-field-hint mt-1">
          {t("privateHint")}
        </p>
      </div>
      {draft.isPrivate && (
        <TextArea
          label={t("guests")}
          hint={t("guestsHint")}
          error={strange && t("noAddress", { text: strange })}
          rows={3}
          mono
          value={draft.guests ?? ""}
          onChange={(event) => onChange({ guests: event.target.value })}
        />
      )}
    </div>
  );
}
