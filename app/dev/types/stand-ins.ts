/** Pictures and recordings that stand in for those of an example, whose files are not kept anywhere. */

const SCENES: Readonly<Record<string, string>> = {
  boxes: `<rect width="640" height="480" fill="#c9d6df"/><rect y="300" width="640" height="180" fill="#8a8d91"/>
    <rect x="40" y="230" width="200" height="80" rx="18" fill="#b5452f"/><path d="M80 232l30-32h70l34 32z" fill="#8d3423"/>
    <circle cx="90" cy="312" r="18" fill="#222"/><circle cx="194" cy="312" r="18" fill="#222"/>
    <circle cx="325" cy="196" r="16" fill="#e0b48c"/><rect x="308" y="212" width="34" height="60" rx="12" fill="#2f5d8a"/>
    <path d="M314 270l-8 48M336 270l8 48" stroke="#26323d" stroke-width="10"/>`,
  polygons: `<rect width="640" height="480" fill="#8fae6b"/><path d="M40 200L120 160L240 210L200 330L70 310Z" fill="#4f87a8"/>
    <rect x="400" y="40" width="100" height="60" fill="#a6533b"/><path d="M0 420C160 360 420 460 640 390V480H0Z" fill="#c8b27a"/>`,
  keypoints: `<rect width="640" height="480" fill="#d7cdb8"/><rect y="330" width="640" height="150" fill="#a9764f"/>
    ${["M200 80L210 200L160 320M210 200L250 310", "M420 100L425 215L400 330M425 215L450 332"].map((d) => `<path d="${d}" fill="none" stroke="#344" stroke-width="26" stroke-linecap="round"/>`).join("")}
    <circle cx="200" cy="72" r="24" fill="#e0b48c"/><circle cx="420" cy="92" r="24" fill="#e0b48c"/>`,
};

/** A drawn scene of this size, as an address. */
export function pictureOf(id: string, width = 640, height = 480): string {
  const drawing = SCENES[id] ?? `<rect width="100%" height="100%" fill="#c9d6df"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 640 480">${drawing}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

const RATE = 8_000;
const HEAD_BYTES = 44;

/** A voice-like hum of this length as a WAV file, as an address. */
export function soundOf(lengthMs: number): string {
  const count = Math.floor((RATE * lengthMs) / 1000);
  const bytes = new DataView(new ArrayBuffer(HEAD_BYTES + count));
  const text = (at: number, words: string) => {
    for (const [i, sign] of [...words].entries()) bytes.setUint8(at + i, sign.charCodeAt(0));
  };
  text(0, "RIFF");
  bytes.setUint32(4, 36 + count, true);
  text(8, "WAVEfmt ");
  bytes.setUint32(16, 16, true);
  bytes.setUint16(20, 1, true);
  bytes.setUint16(22, 1, true);
  bytes.setUint32(24, RATE, true);
  bytes.setUint32(28, RATE, true);
  bytes.setUint16(32, 1, true);
  bytes.setUint16(34, 8, true);
  text(36, "data");
  bytes.setUint32(40, count, true);
  for (let i = 0; i < count; i++) {
    const syllable = Math.max(0, Math.sin((i / RATE) * 9)) * (0.4 + 0.6 * Math.abs(Math.sin((i / RATE) * 1.7)));
    bytes.setUint8(HEAD_BYTES + i, 128 + Math.round(110 * syllable * Math.sin((i / RATE) * 2 * Math.PI * 170)));
  }
  return `data:audio/wav;base64,${btoa(Array.from(new Uint8Array(bytes.buffer), (byte) => String.fromCharCode(byte)).join(""))}`;
}
