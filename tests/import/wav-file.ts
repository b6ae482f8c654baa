// A recording made on the spot: a tone that swells and falls, 16 bits, one channel.

const RATE = 8_000;
const HEAD = 44;

/** A WAV file of this length in milliseconds, with a tone of `hz`. */
export function wavFile(lengthMs: number, hz = 220): Uint8Array {
  const samples = Math.round((lengthMs * RATE) / 1000);
  const bytes = new Uint8Array(HEAD + 2 * samples);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode("RIFF"), 0);
  view.setUint32(4, bytes.length - 8, true);
  bytes.set(new TextEncoder().encode("WAVEfmt "), 8);
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, 2 * RATE, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  bytes.set(new TextEncoder().encode("data"), 36);
  view.setUint32(40, 2 * samples, true);
  for (let i = 0; i < samples; i++) {
    const loud = Math.sin((Math.PI * i * 4) / samples) ** 2;
    view.setInt16(HEAD + 2 * i, Math.round(12_000 * loud * Math.sin((2 * Math.PI * hz * i) / RATE)), true);
  }
  return bytes;
}
