/** The ways in, side by side under an ink rule: a word, an arrow, one sentence. */
import { Icon } from "@/lib/ui/icon";
import { Link } from "@/lib/ui/link";

export interface Door {
  href: string;
  title: string;
  says: string;
}

export function Doors({ label, doors }: { label: string; doors: readonly Door[] }) {
  return (
    <nav className="ui-doors" aria-label={label}>
      {doors.map((door) => (
        <Link key={door.href} href={door.href}>
          <b>{door.title}</b>
          <Icon name="arrow" />
          <span>{door.says}</span>
        </Link>
      ))}
    </nav>
  );
}
