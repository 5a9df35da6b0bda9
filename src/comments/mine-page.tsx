import * as z from "zod";
import { AppError } from "../errors.ts";
import type { Act, Actor } from "../http/actor.ts";
import { PRIVATE } from "../http/respond.ts";
import { type AppContext, open } from "../http/route.ts";
import { sha256 } from "../http/secrets.ts";
import { readMembers } from "./comment-request.ts";
import { dropSecret, keepSecret, secretFrom } from "./commenter.ts";
import { eraseCommenter } from "./erase-commenter.ts";
import { commenterBySecret, readMine } from "./mine.ts";
import { exportOf } from "./mine-export.ts";
import { MineView } from "./mine-view.tsx";
import { admitOwnAct } from "./own-act.ts";
import { privatePage, privateTurn } from "./private-page.ts";
import { renewSecret } from "./renew-secret.ts";

const PATH = "/comments/mine";

export const minePage = open(
  "page",
  {
    id: "minePage",
    method: "GET",
    path: PATH,
    summary: "What this browser's commenter wrote.",
    query: z.object({
      before: z.string().optional(),
      done: z.enum(["erased", "renewed", "recovered"]).optional().catch(undefined),
    }),
    errors: ["bad_cursor"],
  },
  async ({ db, c, query: { before, done } }) => {
    const secret = secretFrom(c, (await c.var.site()).url);
    const mine = await readMine({ db, env: c.env }, { secret, before });
    return await privatePage(<MineView mine={mine} done={done} />);
  },
);

export const exportMine = open(
  "page",
  {
    id: "exportMine",
    method: "GET",
    path: "/comments/mine.json",
    summary: "Everything that is kept of this browser's commenter, as JSON.",
    errors: ["not_found"],
  },
  async ({ db, c, now }) => {
    const site = await c.var.site();
    const held = await holderOf(c);
    if (!held)
      throw new AppError("not_found", "This browser holds no commenter's secret.", { headers: PRIVATE });
    const headers = {
      ...PRIVATE,
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": 'attachment; filename="comments.json"',
    };
    return new Response(exportOf({ db, now, siteUrl: site.url, ...held }), { headers });
  },
);

export const renewMine = open(
  "page",
  {
    id: "renewMine",
    method: "POST",
    path: `${PATH}/renewal`,
    summary: "Give this browser a new secret; the old one and the recovery code are void.",
    errors: ["cross_site", "rate_limited"],
  },
  async ({ db, c }) => {
    const { url } = await admitOwnAct(c);
    const held = secretFrom(c, url);
    const secret = held && (await renewSecret(db, { secretHash: await sha256(held) }));
    if (!secret) return privateTurn(c, PATH);
    keepSecret(c, url, secret);
    return privateTurn(c, `${PATH}?done=renewed`);
  },
);

export const eraseMine = open(
  "page",
  {
    id: "eraseMine",
    method: "POST",
    path: `${PATH}/erasure`,
    summary: "Erase names, texts and the secret of this browser's commenter; decisions stay.",
    bodyKind: "form",
    errors: ["invalid", "cross_site", "rate_limited", "unsupported_type"],
  },
  async ({ c }) => {
    const { url } = await admitOwnAct(c);
    const { sure } = await readMembers(c.req.raw);
    if (!sure)
      throw new AppError("invalid", "Say that you are sure, and send it again.", { headers: PRIVATE });
    const held = await holderOf(c);
    if (!held) return privateTurn(c, PATH);
    await eraseCommenter(byCommenter(c), held.commenter.id);
    dropSecret(c, url);
    return privateTurn(c, `${PATH}?done=erased`);
  },
);

/** The commenter whose secret this browser holds. */
async function holderOf(c: AppContext) {
  const secret = secretFrom(c, (await c.var.site()).url);
  if (secret === undefined) return undefined;
  const [commenter] = await commenterBySecret(c.var.db, await sha256(secret));
  return commenter && { secret, commenter };
}

/** A commenter's own act: the audit names nobody. */
function byCommenter(c: AppContext): Act {
  const { db, now, requestId } = c.var;
  const actor: Actor = { id: "commenter", name: "Commenter", role: "moderator", expiresAt: null };
  return { db, now, requestId, actor };
}
