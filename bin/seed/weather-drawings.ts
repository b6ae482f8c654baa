/**
 * Small weather scenes, drawn by this file for the project and free to use (MIT, like the code): the same picture on
 * every machine for the same number.
 */
export const WEATHER_LABELS = ["Sun", "Cloud", "Rain", "Snow"] as const;

export type Weather = (typeof WEATHER_LABELS)[number];

/** The scene number `n` as SVG text, 240 × 240, and what it shows. */
export function weatherDrawing(n: number): { readonly svg: string; readonly label: Weather } {
  const roll = dice(n + 1);
  const label = WEATHER_LABELS[n % WEATHER_LABELS.length] ?? "Sun";
  const dim = label === "Rain" || label === "Snow";
  const sky = dim ? ["#aab4bd", "#8f9aa5", "#b9c0c4"] : ["#bfe0f2", "#a8d3ea", "#f3dcb5"];
  const hill = label === "Snow" ? ["#eef2f4", "#e2e8eb"] : ["#7ea35e", "#8b8f4d", "#5f8f6b"];
  const parts = [
    `<rect width="240" height="240" fill="${pick(roll, sky)}"/>`,
    `<path d="M0 ${170 + roll() * 30} Q ${60 + roll() * 60} ${140 + roll() * 30} 240 ${175 + roll() * 30} V240 H0 Z" fill="${pick(roll, hill)}"/>`,
    ...SCENES[label](roll),
  ];
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240" width="240" height="240">${parts.join("")}</svg>`,
    label,
  };
}

type Roll = () => number;

const SCENES: Readonly<Record<Weather, (roll: Roll) => string[]>> = {
  Sun: (roll) => [sun(60 + roll() * 120, 50 + roll() * 40, 24 + roll() * 12)],
  Cloud: (roll) => [sun(40 + roll() * 30, 45, 18), cloud(roll, "#f6f6f2"), cloud(roll, "#e4e6e3")],
  Rain: (roll) => [
    cloud(roll, "#5f6b76"),
    cloud(roll, "#6f7a84"),
    ...times(26, () => {
      const [x, y] = [roll() * 240, 95 + roll() * 120];
      return `<line x1="${x}" y1="${y}" x2="${x - 5}" y2="${y + 14}" stroke="#3f6f9f" stroke-width="2.5" stroke-linecap="round"/>`;
    }),
  ],
  Snow: (roll) => [
    cloud(roll, "#d7dce0"),
    ...times(34, () => `<circle cx="${roll() * 240}" cy="${60 + roll() * 160}" r="${2 + roll() * 3}" fill="#ffffff"/>`),
  ],
};

function sun(x: number, y: number, r: number): string {
  const rays = times(8, (i) => {
    const turn = (i * Math.PI) / 4;
    const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
    return `<line x1="${x + cos * r * 1.3}" y1="${y + sin * r * 1.3}" x2="${x + cos * r * 1.8}" y2="${y + sin * r * 1.8}" stroke="#e5a82c" stroke-width="5" stroke-linecap="round"/>`;
  });
  return `<circle cx="${x}" cy="${y}" r="${r}" fill="#f2bd3f"/>${rays.join("")}`;
}

function cloud(roll: Roll, fill: string): string {
  const [x, y] = [50 + roll() * 130, 55 + roll() * 35];
  const puffs = [
    [0, 0, 24],
    [26, -8, 28],
    [54, 2, 22],
    [26, 10, 26],
  ].map(([dx = 0, dy = 0, r = 20]) => `<circle cx="${x + dx - 26}" cy="${y + dy}" r="${r}"/>`);
  return `<g fill="${fill}">${puffs.join("")}</g>`;
}

const times = (n: number, make: (i: number) => string) => Array.from({ length: n }, (_, i) => make(i));
const pick = (roll: Roll, list: readonly string[]) => list[Math.floor(roll() * list.length)] ?? "#cccccc";

/** mulberry32: the same numbers for the same seed. */
function dice(seed: number): Roll {
  let state = (seed * 0x9e3779b9) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
