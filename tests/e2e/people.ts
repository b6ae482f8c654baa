// People at their browsers: a context of their own, a wallet, signed in by the dialog as anybody would be.
import { type Browser, type BrowserContextOptions, expect, type Page } from "@playwright/test";
import { createPublicClient, erc20Abi, type Hex, http } from "viem";
import type { ChainTerms } from "@/lib/client/chain-terms";
import { injectWallet, type TestWallet } from "./test-wallet";

export type BrowserPerson = { readonly page: Page; readonly wallet: TestWallet; readonly walletName: string };

/** Opens a browser context with a wallet in it; nobody is signed in yet. `close` with `page.context().close()`. */
export async function openPerson(
  browser: Browser,
  base: string,
  name: string,
  key?: Hex,
  options: BrowserContextOptions = {},
): Promise<BrowserPerson> {
  const context = await browser.newContext({ baseURL: base, ...options });
  const walletName = `${name}’s wallet`;
  const rpcUrl = `${base}/api/v1/rpc`;
  const wallet = await injectWallet(context, { name: walletName, rpcUrl, ...(key ? { key } : {}) });
  return { page: await context.newPage(), wallet, walletName };
}

/** Signs in with the wallet, from the page that is open; `way` is the button that leads there. A bench that is known here opens at once. */
export async function signIn({ page, wallet, walletName }: BrowserPerson, way = "Sign in"): Promise<void> {
  await page.getByRole("button", { name: way, exact: true }).first().click();
  await page.getByRole("dialog").getByRole("button", { name: walletName }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(accountButton(page, wallet.address).or(page.locator(".ui-bench")).first()).toBeVisible();
}

/** The button top right that says who is signed in. */
export const accountButton = (page: Page, address: string) =>
  page.getByRole("button", { name: new RegExp(`^Account ${address}$`, "i") });

/** Test tokens and gas, from the menu under the address. */
export async function takeTestTokens({ page, wallet }: BrowserPerson): Promise<void> {
  await accountButton(page, wallet.address).click();
  await page.getByRole("menuitem", { name: "Get 1,000 test tokens" }).click();
  await expect(page.getByText("1,000 test tokens and some gas have arrived.")).toBeVisible();
}

/** Reads the token's books on the chain itself. */
export async function tokenOnChain(base: string) {
  const terms = (await (await fetch(`${base}/api/v1/chain`)).json()) as ChainTerms;
  const client = createPublicClient({ transport: http(new URL(terms.rpcUrl, base).href) });
  const { address } = terms.token;
  return {
    terms,
    rpcUrl: new URL(terms.rpcUrl, base).href,
    balanceOf: (who: Hex) => client.readContract({ address, abi: erc20Abi, functionName: "balanceOf", args: [who] }),
  };
}
