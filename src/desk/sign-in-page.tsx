import * as z from "zod";
import { closeSession, openSession, SIGN_IN, sessionActor } from "../editors/desk-session.ts";
import { AppError } from "../errors.ts";
import { refuseCrossSite } from "../http/cross-site.ts";
import { readForm } from "../http/form.ts";
import { open } from "../http/route.ts";
import { document } from "../ui/layout.tsx";
import { sayRefusal, sayWait } from "../ui/refusal.ts";
import { words } from "../ui/words.ts";
import { QUEUE } from "./asked.ts";
import { Fields } from "./fields.ts";
import { privately, seeOther } from "./respond.ts";
import { SignInView } from "./sign-in-view.tsx";

const MAX_BYTES = 8_192;
/** A path of the desk; browsers read "/\\" and a tab within "//" as the beginning of another host's address. */
const OWN_PATH = /^\/desk\/[\w\-./?&=%~+]{0,2000}$/;

/** Where to go from signing in: a page of the desk, never another site's. */
function nextFrom(text: string | undefined): string {
  return text !== undefined && OWN_PATH.test(text) ? text : QUEUE;
}

export const signInPage = open(
  "page",
  {
    id: "signInPage",
    method: "GET",
    path: SIGN_IN,
    summary: "Where a token opens the desk.",
    query: z.object({ next: z.string().optional().catch(undefined) }),
  },
  async ({ c, query }) => {
    const next = nextFrom(query.next);
    if (await sessionActor(c)) return seeOther(c, next);
    return privately(document(<SignInView site={await c.var.site()} next={next} />));
  },
);

export const openDesk = open(
  "page",
  {
    id: "openDesk",
    method: "POST",
    path: `${SIGN_IN}/session`,
    summary: "Sign in at the desk with a token.",
    bodyKind: "form",
    maxBytes: MAX_BYTES,
    errors: ["unauthorized", "forbidden", "cross_site", "rate_limited"],
  },
  async ({ c }) => {
    const site = await c.var.site();
    refuseCrossSite(c.req.raw, site.url);
    const fields = new Fields(await readForm(c.req.raw, MAX_BYTES));
    const next = nextFrom(fields.text("next"));
    try {
      await openSession(c, fields.text("token").trim());
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const problem = problemOf(error, site.language);
      const page = document(<SignInView site={site} next={next} problem={problem} />);
      return privately(page, { status: error.status, headers: error.headers });
    }
    return seeOther(c, next);
  },
);

function problemOf(error: AppError, language: string): string {
  const { desk } = words(language);
  if (error.code === "unauthorized") return desk.tokenUnknown;
  if (error.code === "forbidden") return desk.tokenRole;
  const { detail } = sayRefusal(error, { site: null, sections: [] });
  return error.status === 429 ? sayWait(error, language) : detail;
}

export const leaveDesk = open(
  "page",
  {
    id: "leaveDesk",
    method: "POST",
    path: `${SIGN_IN}/session/end`,
    summary: "Sign out at the desk.",
    bodyKind: "form",
    maxBytes: MAX_BYTES,
    errors: ["cross_site"],
  },
  async ({ c }) => {
    refuseCrossSite(c.req.raw, (await c.var.site()).url);
    await closeSession(c);
    return seeOther(c, SIGN_IN);
  },
);
