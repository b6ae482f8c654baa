/** One line of text, with its label, and where wanted an icon before it. */
import type { InputHTMLAttributes } from "react";
import { classNames } from "@/lib/ui/class-names";
import { Field, type FieldWords } from "@/lib/ui/field";
import { Icon } from "@/lib/ui/icon";
import type { IconName } from "@/lib/ui/icon-paths";

export interface TextInputProps extends FieldWords, InputHTMLAttributes<HTMLInputElement> {
  icon?: IconName;
  /** Set in the monospaced face: dates, hashes, addresses. */
  mono?: boolean;
}

export function TextInput({ label, hideLabel, aside, hint, error, icon, mono = false, ...input }: TextInputProps) {
  return (
    <Field id={input.id} {...{ label, aside, hint, error, ...(hideLabel !== undefined && { hideLabel }) }}>
      {(wiring) => {
        const control = (
          <input
            type="text"
            {...input}
            {...wiring}
            className={classNames("ui-input", mono && "num", input.className)}
          />
        );
        if (icon === undefined) return control;
        return (
          <span className="ui-affix">
            <Icon name={icon} />
            {control}
          </span>
        );
      }}
    </Field>
  );
}
