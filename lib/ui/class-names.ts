/** Joins the class names that are there: `classNames("ui-table", wide && "w-full")`. */
export function classNames(...names: readonly (string | false | undefined)[]): string {
  return names.filter((name) => name !== false && name !== undefined && name !== "").join(" ");
}
