import * as z from "zod";
import { chromeFrom, chromeStatement } from "../articles/chrome.ts";
import { AppError } from "../errors.ts";
import { PRIVATE } from "../http/respond.ts";
import { open } from "../http/route.ts";
import { sha256 } from "../http/secrets.ts";
import { document } from "../ui/layout.tsx";
import { ReceiptView } from "./receipt-view.tsx";
import { commentByReceipt, lastDecision } from "./store.ts";

export const receiptPage = open(
  "page",
  {
    id: "receiptPage",
    method: "GET",
    path: "/comments/receipts/:token",
    summary: "A commenter's private receipt: where the comment stands, and why.",
    params: z.object({ token: z.string() }),
  },
  async ({ db, c, params }) => {
    const hash = await sha256(params.token);
    const [chromeRows, [row]] = await db.batch([chromeStatement(db), commentByReceipt(db, hash)]);
    const chrome = chromeFrom(chromeRows[0], c.env.SITE_URL);
    if (!row) throw new AppError("not_found", "There is no such receipt.", { headers: PRIVATE });
    const { name, body, status, createdAt, headline, path } = row;
    const receipt = {
      name,
      body,
      status,
      createdAt,
      decision: lastDecision(row),
      article: { headline, path: path ?? "/" },
      publishedLink: status === "published",
    };
    const headers = { ...PRIVATE, "Content-Type": "text/html; charset=utf-8" };
    return new Response(await document(<ReceiptView chrome={chrome} receipt={receipt} />), { headers });
  },
);
