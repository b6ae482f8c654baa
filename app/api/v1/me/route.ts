import { route } from "@/lib/http";
import { balanceOf, server } from "@/lib/server";

/** Who is signed in, how many keys may sign for the account, and the tokens it holds (null while the chain is away). */
export const GET = route(async ({ caller }) => {
  const { annotators } = await server();
  const me = await annotators.me(caller);
  return { ...me, balanceUnits: me.account ? await balanceOf(me.account.address).catch(() => null) : null };
});
