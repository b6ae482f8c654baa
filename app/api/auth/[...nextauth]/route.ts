import NextAuth from "next-auth";
import { countPeer } from "@/lib/admission";
import { authOptions } from "@/lib/auth";
import { problem } from "@/lib/http";
import { AppError, type ErrorCode } from "@/lib/kernel/errors";

/** Where a signed message is handed in. */
const SIGN_IN = "/callback/credentials";

type Context = { readonly params: Promise<{ nextauth: string[] }> };

/** next-auth's own endpoints: csrf, session, sign-out, callback/credentials. */
export async function GET(request: Request, context: Context): Promise<Response> {
  return handler(request, context);
}

/** A refused sign-in answers problem details (with next-auth's `url` kept for its client), not a bare 401. */
export async function POST(request: Request, context: Context): Promise<Response> {
  try {
    if (new URL(request.url).pathname.endsWith(SIGN_IN)) await countPeer("signIn", request.headers);
  } catch (error) {
    return problem(error, request);
  }
  const answer = await handler(request, context);
  if (answer.status !== 401) return answer;
  const body: { url?: string } = await answer.json().catch(() => ({}));
  const said = new URL(body.url ?? "/", request.url).searchParams.get("error") ?? "";
  const [, code, words] = /^([a-z_]+):(.*)$/s.exec(said) ?? [];
  const error = new AppError((code as ErrorCode) ?? "unauthenticated", words ?? "The sign-in was refused.");
  return Response.json(
    { ...error.toProblem(), url: body.url },
    { status: error.status, headers: { "content-type": "application/problem+json" } },
  );
}

function handler(request: Request, context: Context): Promise<Response> {
  return NextAuth(authOptions())(request, context);
}
