/** The words of the call are off: exit code 2, with the command's help. */
export class Usage extends Error {
  override readonly name = "Usage";
}

/** A whole number of at least one, or a Usage error that names the flag. */
export function countFlag(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new Usage(`--${name} takes a whole number of at least 1, not "${text}".`);
  return value;
}
