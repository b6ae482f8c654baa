import "server-only";
import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { ANONYMOUS } from "./kernel/caller";
import { AppError } from "./kernel/errors";
import { server } from "./server";

/** How long a sign-in lasts: seven days, in seconds. */
const SESSION_S = 7 * 24 * 3600;

/**
 * Sign in with Ethereum (EIP-4361) as a Credentials provider: the browser sends the message and its signature, the
 * annotators' room decides. The session is an encrypted JWT in an httpOnly cookie that holds account number and address.
 */
export function authOptions(): NextAuthOptions {
  return {
    session: { strategy: "jwt", maxAge: SESSION_S },
    pages: { signIn: "/", error: "/" },
    providers: [
      Credentials({
        id: "credentials",
        name: "Ethereum",
        credentials: { message: { type: "text" }, signature: { type: "text" } },
        authorize: async (given) => {
          const account = await signIn({ message: given?.message, signature: given?.signature });
          return { id: account.no.toString(), name: account.address };
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { ...token, accountNo: user.id, address: user.name } : token),
      session: ({ session, token }) => ({ ...session, user: { name: token.address as string } }),
    },
    logger: { error: () => undefined, warn: () => undefined, debug: () => undefined },
  };
}

/** next-auth passes an error's message through a redirect URL: send code and words in it, so that the route can tell. */
async function signIn(input: unknown) {
  try {
    const { annotators } = await server();
    return await annotators.signIn(ANONYMOUS, input);
  } catch (error) {
    const { code, message } = AppError.of(error);
    throw new Error(`${code}:${message}`);
  }
}
