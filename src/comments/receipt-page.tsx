import * as z from "zod";
import { AppError } from "../errors.ts";
import { refuseCrossSiteAct } from "../http/cross-site.ts";
import { PRIVATE } from "../http/respond.ts";
import { type AppContext, open } from "../http/route.ts";
import { sha256 } from "../http/secrets.ts";
import { secretFrom } from "./commenter.ts";
import { deleteComment } from "./delete-comment.ts";
import { privatePage, privateTurn } from "./private-page.ts";
import { type Receipt, readReceipt } from "./receipt.ts";
import { ReceiptView } from "./receipt-view.tsx";
import { lastDecision } from "./store.ts";
import { sayWaitFor } from "./wait.ts";

const PATH = "/comments/receipts/:token";
const params = z.object({ token: z.string() });

export const receiptPage = open(
  "page",
  {
    id: "receiptPage",
    method: "GET",
    path: PATH,
    summary: "A commenter's private receipt: where the comment stands, and why.",
    params,
  },
  async ({ db, c, params: { token } }) => {
    const found = await readReceipt(db, { token, firstUrl: c.env.SITE_URL });
    const { chrome, comment, writer } = found;
    if (!comment) throw noReceipt();
    const receipt = { ...faceOf(found, comment), token, isOwn: await isWriters(c, found) };
    const view = <ReceiptView chrome={chrome} receipt={receipt} hasFallen={writer?.hasFallen === 1} />;
    return await privatePage(view);
  },
);

function faceOf({ chrome, wait }: Receipt, comment: NonNullable<Receipt["comment"]>) {
  const { name, body, status, createdAt, headline, path } = comment;
  return {
    ...{ name, body, status, createdAt },
    decision: lastDecision(comment),
    article: { headline, path: path ?? "/" },
    wait: sayWaitFor(wait, chrome.settings.language),
  };
}

/** Whether the browser holds the secret of the commenter who wrote the comment: a link that was passed on is not enough. */
export async function isWriters(c: AppContext, { chrome, writer }: Receipt): Promise<boolean> {
  const secret = secretFrom(c, chrome.settings.url);
  return secret !== undefined && writer?.secretHash === (await sha256(secret));
}

export function noReceipt(): AppError {
  return new AppError("not_found", "There is no such receipt.", { headers: PRIVATE });
}

export const deleteOwnComment = open(
  "page",
  {
    id: "deleteOwnComment",
    method: "POST",
    path: `${PATH}/deletion`,
    summary: "Delete the comment of a receipt: name and text go, the decision stays.",
    params,
    errors: ["not_found", "cross_site"],
  },
  async ({ c, params: { token } }) => {
    refuseCrossSiteAct(c.req.raw, (await c.var.site()).url);
    if (!(await deleteComment(c.var, await sha256(token)))) throw noReceipt();
    return privateTurn(c, `/comments/receipts/${token}`);
  },
);
