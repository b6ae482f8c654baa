import { Tag } from "@/lib/ui/tag";

/** Names side by side, called `title`; nothing where there are none. */
export function TagList({ names, title }: { readonly names: readonly string[]; readonly title: string }) {
  if (names.length === 0) return null;
  return (
    <ul className="flex flex-wrap gap-1.5" aria-label={title}>
      {names.map((name) => (
        <li key={name}>
          <Tag>{name}</Tag>
        </li>
      ))}
    </ul>
  );
}
