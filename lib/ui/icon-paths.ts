/** The drawings of the icons: 16 by 16, one stroke of 1.4 in the colour of the text. */

/** Each icon is a list of path data; a circle and a rectangle are paths too. */
export const ICON_PATHS = {
  arrow: "M3 8h10m-4-4 4 4-4 4",
  audio: "M8 2.5a2 2 0 0 1 2 2v3a2 2 0 0 1-4 0v-3a2 2 0 0 1 2-2zM3.8 8a4.2 4.2 0 0 0 8.4 0M8 12.2v1.6",
  blind: "M2 8s2.2-4 6-4 6 4 6 4-2.2 4-6 4-6-4-6-4zM3 13 13 3",
  book: "M8 4.2C6.6 3.2 4.6 3 2.5 3v9.5c2.1 0 4.1.2 5.5 1.2 1.4-1 3.4-1.2 5.5-1.2V3c-2.1 0-4.1.2-5.5 1.2zM8 4.2v9.5",
  boxes: "M3 5.5V3h2.5M10.5 3H13v2.5M13 10.5V13h-2.5M5.5 13H3v-2.5",
  check: "m3 8.5 3.2 3.2L13 4.8",
  chevron: "m4 6 4 4 4-4",
  clock: "M8 2.3a5.7 5.7 0 1 1 0 11.4A5.7 5.7 0 0 1 8 2.3zM8 4.8V8l2.2 1.6",
  copy: "M6.5 5.5h6a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1zM10.5 5.5v-3h-8v8h3",
  cross: "m4 4 8 8m0-8-8 8",
  download: "M8 2.5v8m-3.5-3.5L8 10.5 11.5 7M3 13.5h10",
  external: "M6.5 3.5h-3v9h9v-3M9 3h4v4M13 3 7.5 8.5",
  file: "M4 2.5h5l3 3v8H4zM9 2.5v3h3",
  flag: "M4 14V2.5h8.5L10.5 6l2 3.5H4",
  ghost: "M4 3.5h8a1.5 1.5 0 0 1 1.5 1.5v6a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 11V5A1.5 1.5 0 0 1 4 3.5z",
  growth: "M2.5 12.5h11M4 10V8m4 2V5m4 5V3",
  image: "M3.5 3h9a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1h-9a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1zm-.5 8.5 3.4-3.6 2.5 2.6 1.6-1.6 3 3",
  language:
    "M8 2.3a5.7 5.7 0 1 1 0 11.4A5.7 5.7 0 0 1 8 2.3zM2.5 8h11M8 2.3c1.7 1.6 2.5 3.5 2.5 5.7s-.8 4.1-2.5 5.7c-1.7-1.6-2.5-3.5-2.5-5.7s.8-4.1 2.5-5.7z",
  link: "M6.8 9.2a2.4 2.4 0 0 0 3.4 0l2.1-2.1a2.4 2.4 0 0 0-3.4-3.4L8 4.6M9.2 6.8a2.4 2.4 0 0 0-3.4 0L3.7 8.9a2.4 2.4 0 0 0 3.4 3.4l.9-.9",
  lock: "M4.5 7h7a1 1 0 0 1 1 1v4.5a1 1 0 0 1-1 1h-7a1 1 0 0 1-1-1V8a1 1 0 0 1 1-1zM5.5 7V5a2.5 2.5 0 0 1 5 0v2",
  menu: "M2.5 5h11M2.5 11h11",
  multi: "m2.5 4.5 1.2 1.2 2-2.2M2.5 10.5l1.2 1.2 2-2.2M8 5h5.5M8 11h5.5",
  pairwise: "M2.5 3.5H7v9H2.5zM9 3.5h4.5v9H9z",
  plus: "M8 3v10M3 8h10",
  redo: "m10.5 3 2.7 2.7-2.7 2.7M13 5.7H6.7a3.7 3.7 0 0 0 0 7.4H10",
  retry: "M13 8a5 5 0 1 1-1.6-3.7M13 2.5v2.8h-2.8",
  search: "M7 2.7a4.3 4.3 0 1 1 0 8.6 4.3 4.3 0 0 1 0-8.6zm3.2 7.5 3.3 3.3",
  skip: "m3 4 5 4-5 4zM8.5 4l5 4-5 4z",
  spans: "M2.5 5h3m5 0h3M2.5 11h11M5.5 2.8h5v4.4h-5z",
  text: "M3 4h10M3 8h10M3 12h6",
  theme: "M8 2.3a5.7 5.7 0 1 1 0 11.4A5.7 5.7 0 0 1 8 2.3z",
  todo: "M8 2.3a5.7 5.7 0 1 1 0 11.4A5.7 5.7 0 0 1 8 2.3z",
  undo: "M5.5 3 2.8 5.7l2.7 2.7M3 5.7h6.3a3.7 3.7 0 0 1 0 7.4H6",
  warn: "M8 2.5 14.5 13.5h-13zM8 6.8v3M8 11.6v.1",
  working: "M8 2.3A5.7 5.7 0 1 1 2.3 8",
} as const;

export type IconName = keyof typeof ICON_PATHS;

/** Icons whose outline is dashed: what is only proposed, or not yet there. */
export const DASHED_ICONS: ReadonlySet<IconName> = new Set<IconName>(["ghost", "todo"]);
