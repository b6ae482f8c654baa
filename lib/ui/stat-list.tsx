/** The figures of a page in a ruled strip: name, figure with unit, one line of what stands behind it. */
import type { ReactNode } from "react";
import { Icon } from "@/lib/ui/icon";
import type { IconName } from "@/lib/ui/icon-paths";

export interface Stat {
  label: string;
  value: ReactNode;
  unit?: string;
  /** A percentage has its count here; every number links to what stands behind it. */
  note?: ReactNode;
  icon?: IconName;
  /** Money that is yours or at stake, or purity. */
  gold?: boolean;
}

export function StatList({ stats, underTabs = false }: { stats: readonly Stat[]; underTabs?: boolean }) {
  return (
    <dl className="ui-stats" data-under-tabs={underTabs ? "" : undefined}>
      {stats.map((stat) => (
        <div key={stat.label}>
          <dt>
            {stat.icon !== undefined && <Icon name={stat.icon} />}
            {stat.label}
          </dt>
          <dd className="ui-stats-value" data-gold={stat.gold === true ? "" : undefined}>
            {stat.value}
            {stat.unit !== undefined && <i>{stat.unit}</i>}
          </dd>
          {stat.note !== undefined && <dd className="ui-stats-note">{stat.note}</dd>}
        </div>
      ))}
    </dl>
  );
}
