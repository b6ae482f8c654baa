/** What text that is not UTF-8 looks like, in the order in which they are held against it: each by letters that its neighbours have not. */
const LOOKS: readonly (readonly [name: string, decoder: string, letters: RegExp])[] = [
  ["Shift_JIS", "shift_jis", /[\u3040-\u30ff]/g],
  ["EUC-KR", "euc-kr", /[\uac00-\ud7a3]/g],
  ["GB18030", "gb18030", /[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]/g],
  ["Windows-1251", "windows-1251", /[а-яё]{3,}/gi],
];

/** So much of what is not ASCII must be such letters. Japanese is half Chinese characters. */
const ENOUGH: Readonly<Record<string, number>> = { Shift_JIS: 0.3, "Windows-1251": 0.7 };
const MOST = 0.8;

/** The encoding that a piece of text is probably of, where it is not UTF-8. A guess for people: nothing is read by it. */
export function nameEncoding(bytes: Uint8Array): string {
  for (const [name, decoder, letters] of LOOKS) {
    const text = decoded(bytes, decoder);
    const foreign = text?.replace(/\p{ASCII}/gu, "").length ?? 0;
    const fitting = text?.match(letters)?.join("").length ?? 0;
    if (foreign > 0 && fitting >= foreign * (ENOUGH[name] ?? MOST)) return name;
  }
  return "Windows-1252 or Latin-1";
}

function decoded(bytes: Uint8Array, decoder: string): string | undefined {
  try {
    // As a part of a stream: the piece may end in the middle of a character.
    return new TextDecoder(decoder, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return undefined;
  }
}
