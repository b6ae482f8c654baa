"use client";
/** A figure chosen along a line; it stands at the far end of the label, in words with its unit. */
import { type ReactNode, useState } from "react";
import { Field } from "@/lib/ui/field";

export interface SliderProps {
  label: ReactNode;
  name?: string;
  min: number;
  max: number;
  step?: number;
  value?: number;
  defaultValue?: number;
  onValueChange?: (value: number) => void;
  /** How the value is written, shown and read out: `"10 %"`. A suffix, so that servers can pass it. */
  unit?: string;
  hint?: ReactNode;
  disabled?: boolean;
}

export function Slider(props: SliderProps) {
  const { label, name, min, max, step = 1, unit, hint, disabled } = props;
  const [own, setOwn] = useState(props.defaultValue ?? min);
  const value = props.value ?? own;
  const words = unit === undefined ? String(value) : `${value} ${unit}`;
  const part = `${max > min ? ((value - min) / (max - min)) * 100 : 0}%`;
  return (
    <Field label={label} aside={<output className="num text-ink">{words}</output>} hint={hint}>
      {(wiring) => (
        <input
          {...wiring}
          {...{ name, min, max, step, value, disabled }}
          type="range"
          className="ui-slider"
          style={{ "--part": part }}
          aria-valuetext={words}
          onChange={(event) => {
            const next = event.currentTarget.valueAsNumber;
            setOwn(next);
            props.onValueChange?.(next);
          }}
        />
      )}
    </Field>
  );
}
