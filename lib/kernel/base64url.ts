/** The bytes of base64url text without padding. Throws a TypeError unless the text is the one spelling of its bytes. */
export function base64UrlBytes(text: string): Uint8Array<ArrayBuffer> {
  if (!/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) throw new TypeError("not base64url");
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(binary, (c) => c.charCodeAt(0));
  if (base64UrlText(bytes) !== text) throw new TypeError("not the canonical base64url of its bytes");
  return bytes;
}

/** Bytes as base64url text without padding. */
export function base64UrlText(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
