import * as z from "zod";
import { AppError } from "../../errors.ts";
import { NOT_KEPT } from "../../http/respond.ts";
import { open } from "../../http/route.ts";
import { indexNowKey } from "./pings.ts";

/** `/{key}.txt`: shows search engines that what is said with the key is the site's own word. */
export const indexNowKeyFile = open(
  "page",
  {
    id: "indexNowKey",
    method: "GET",
    path: "/:keyFile{[0-9a-f]{32}\\.txt}",
    summary: "The key with which the site tells search engines of changes (IndexNow).",
    params: z.object({ keyFile: z.string() }),
    errors: ["not_found"],
  },
  async ({ c, params: { keyFile } }) => {
    const key = await indexNowKey(c.env);
    if (keyFile !== `${key}.txt`) throw new AppError("not_found", `There is nothing at ${c.req.path}.`);
    return new Response(key, { headers: { "Content-Type": "text/plain; charset=utf-8", ...NOT_KEPT } });
  },
);
