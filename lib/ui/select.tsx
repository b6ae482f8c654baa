/** A choice among more than eight, or where room is short. The browser's own list, so that it is right on a phone. */
import type { SelectHTMLAttributes } from "react";
import { classNames } from "@/lib/ui/class-names";
import { Field, type FieldWords } from "@/lib/ui/field";
import { Icon } from "@/lib/ui/icon";

export interface SelectOption {
  value: string;
  label: string;
  disabled?: boolean;
}

export interface SelectProps extends FieldWords, SelectHTMLAttributes<HTMLSelectElement> {
  options: readonly SelectOption[];
}

export function Select({ label, hideLabel, aside, hint, error, options, ...select }: SelectProps) {
  return (
    <Field id={select.id} {...{ label, aside, hint, error, ...(hideLabel !== undefined && { hideLabel }) }}>
      {(wiring) => (
        <span className="ui-select-frame">
          <select {...select} {...wiring} className={classNames("ui-input ui-select", select.className)}>
            {options.map((option) => (
              <option key={option.value} value={option.value} disabled={option.disabled}>
                {option.label}
              </option>
            ))}
          </select>
          <Icon name="chevron" />
        </span>
      )}
    </Field>
  );
}
