import * as z from "zod";
import { json } from "../http/respond.ts";
import { endpoint } from "../http/route.ts";
import { getReceipt, receiptJson, receiptOutput } from "./receipt.ts";

export const getOneReceipt = endpoint(
  {
    id: "getReceipt",
    method: "GET",
    path: "/api/v1/articles/:id/receipt",
    summary:
      "What became of an article's last public change at the cache; seenAfterMs says after how many milliseconds the new page was seen through it, null as long as it was not.",
    role: "writer",
    params: z.object({ id: z.string() }),
    output: receiptOutput,
    errors: ["not_found"],
  },
  async ({ c, act, params: { id } }) =>
    json(await receiptJson(await getReceipt(act, id), { db: act.db, siteUrl: (await c.var.site()).url })),
);
