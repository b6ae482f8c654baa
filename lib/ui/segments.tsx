/** A choice among eight or fewer, all in sight: radio buttons that look like a row of words. */
import type { ReactNode } from "react";
import { FieldError } from "@/lib/ui/field";
import { Icon } from "@/lib/ui/icon";
import type { IconName } from "@/lib/ui/icon-paths";

export interface Segment {
  value: string;
  label: ReactNode;
  icon?: IconName;
  /** How many there are behind this choice. */
  count?: string;
  disabled?: boolean;
}

export interface SegmentsProps {
  name: string;
  legend: ReactNode;
  hideLegend?: boolean;
  options: readonly Segment[];
  value?: string;
  defaultValue?: string;
  onValueChange?: (value: string) => void;
  hint?: ReactNode;
  error?: ReactNode;
  /** On a phone one row that scrolls sideways instead of wrapping. */
  scroll?: boolean;
}

export function Segments(props: SegmentsProps) {
  const { name, legend, hideLegend = false, options, hint, error, scroll = false } = props;
  return (
    <fieldset className="min-w-0">
      <legend className={hideLegend ? "sr-only" : "ui-legend"}>{legend}</legend>
      <div className="ui-segments" data-scroll={scroll ? "" : undefined}>
        {options.map((option) => (
          <label key={option.value} className="ui-segment">
            <input
              type="radio"
              name={name}
              value={option.value}
              disabled={option.disabled}
              {...chosen(props, option)}
            />
            <SegmentFace segment={option} />
          </label>
        ))}
      </div>
      {error !== undefined && error !== null ? (
        <FieldError>{error}</FieldError>
      ) : (
        hint !== undefined && <span className="ui-field-hint">{hint}</span>
      )}
    </fieldset>
  );
}

function SegmentFace({ segment }: { segment: Segment }) {
  return (
    <span className="ui-segment-face">
      {segment.icon !== undefined && <Icon name={segment.icon} />}
      {segment.label}
      {segment.count !== undefined && <span className="ui-segment-count num">{segment.count}</span>}
    </span>
  );
}

function chosen({ value, defaultValue, onValueChange }: SegmentsProps, option: Segment) {
  if (onValueChange === undefined) return { defaultChecked: option.value === (defaultValue ?? value) };
  const change = { onChange: () => onValueChange(option.value) };
  return value === undefined
    ? { ...change, defaultChecked: option.value === defaultValue }
    : { ...change, checked: option.value === value };
}
