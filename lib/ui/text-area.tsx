/** Several lines of text, with its label. */
import type { TextareaHTMLAttributes } from "react";
import { classNames } from "@/lib/ui/class-names";
import { Field, type FieldWords } from "@/lib/ui/field";

export interface TextAreaProps extends FieldWords, TextareaHTMLAttributes<HTMLTextAreaElement> {
  mono?: boolean;
}

export function TextArea({ label, hideLabel, aside, hint, error, mono = false, ...area }: TextAreaProps) {
  return (
    <Field id={area.id} {...{ label, aside, hint, error, ...(hideLabel !== undefined && { hideLabel }) }}>
      {(wiring) => (
        <textarea rows={5} {...area} {...wiring} className={classNames("ui-input", mono && "num", area.className)} />
      )}
    </Field>
  );
}
