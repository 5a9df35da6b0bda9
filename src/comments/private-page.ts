import { PRIVATE } from "../http/respond.ts";
import type { AppContext } from "../http/route.ts";
import { document } from "../ui/layout.tsx";

/** A page that is only for the commenter: nobody keeps it, indexes it, or hears of it from the browser. */
export async function privatePage(view: Parameters<typeof document>[0], status = 200): Promise<Response> {
  const headers = { ...PRIVATE, "Content-Type": "text/html; charset=utf-8" };
  return new Response(await document(view), { status, headers });
}

/** 303 to one of the commenter's pages, with the cookie that was set on the way. */
export function privateTurn(c: AppContext, location: string): Response {
  return c.newResponse(null, 303, { ...PRIVATE, Location: location });
}
