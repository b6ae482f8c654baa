import { checksumAddress } from "./account";

/** The fields of a sign-in message (EIP-4361). Times are ISO 8601 in UTC, as `toISOString` writes them. */
export type SiweFields = {
  /** Host and port that ask for the sign-in. */
  readonly domain: string;
  readonly address: string;
  /** One line. */
  readonly statement: string;
  readonly uri: string;
  readonly chainId: number;
  readonly nonce: string;
  readonly issuedAt: string;
  readonly expiresAt: string;
  readonly notBefore?: string | undefined;
};

/** The text that a wallet shows and signs. The address is written with its checksum, however it is given. */
export function siweMessage(fields: SiweFields): string {
  const lines = [
    `${fields.domain} wants you to sign in with your Ethereum account:`,
    checksumAddress(fields.address),
    "",
    fields.statement,
    "",
    `URI: ${fields.uri}`,
    "Version: 1",
    `Chain ID: ${fields.chainId}`,
    `Nonce: ${fields.nonce}`,
    `Issued At: ${fields.issuedAt}`,
    `Expiration Time: ${fields.expiresAt}`,
  ];
  return [...lines, ...(fields.notBefore === undefined ? [] : [`Not Before: ${fields.notBefore}`])].join("\n");
}

const TIME = "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?Z";
const MESSAGE = new RegExp(
  [
    "^(?<domain>[A-Za-z0-9.\\-:[\\]]+) wants you to sign in with your Ethereum account:",
    "(?<address>0x[0-9a-fA-F]{40})",
    "",
    "(?<statement>[^\\n]+)",
    "",
    "URI: (?<uri>[^\\s]+)",
    "Version: 1",
    "Chain ID: (?<chainId>[1-9]\\d{0,15})",
    "Nonce: (?<nonce>[A-Za-z0-9]{8,64})",
    `Issued At: (?<issuedAt>${TIME})`,
    `Expiration Time: (?<expiresAt>${TIME})(?:\\nNot Before: (?<notBefore>${TIME}))?$`,
  ].join("\\n"),
);

/**
 * The fields of a message that `siweMessage` could have written, or undefined: nothing else may stand in it, the address
 * carries its checksum, and every time is one.
 */
export function parseSiweMessage(text: string): SiweFields | undefined {
  const found = MESSAGE.exec(text)?.groups;
  if (!found) return undefined;
  const { domain = "", address = "", statement = "", uri = "", nonce = "", issuedAt = "", expiresAt = "" } = found;
  const fields = { domain, address, statement, uri, nonce, issuedAt, expiresAt, chainId: Number(found.chainId) };
  const times = [issuedAt, expiresAt, found.notBefore].filter((time) => time !== undefined);
  if (times.some((time) => Number.isNaN(Date.parse(time)))) return undefined;
  const message = found.notBefore === undefined ? fields : { ...fields, notBefore: found.notBefore };
  return siweMessage(message) === text ? message : undefined;
}
