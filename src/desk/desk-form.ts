import { AppError } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import { refuseCrossSite } from "../http/cross-site.ts";
import { readForm } from "../http/form.ts";
import { deskRoute, type Route } from "../http/route.ts";
import { addressOf, QUEUE } from "./asked.ts";
import { Fields } from "./fields.ts";
import { type Notice, writeNotice } from "./notice.ts";
import { drawQueue } from "./queue-page.tsx";
import { seeOther } from "./respond.ts";

/** A hundred ids, a note, percent-encoded. */
const MAX_BYTES = 32_768;

/** What was done, and the comment to look at next. */
interface Done extends Notice {
  open?: string | undefined;
}

/**
 * A form of the desk: what it asks for is done by `perform`, then the page that it stood on is shown again, with a notice
 * or with what was refused. Another site's form is refused before it is read.
 */
export function deskForm(
  { id, path, summary }: { id: string; path: string; summary: string },
  perform: (act: Act, fields: Fields) => Promise<Done>,
): Route {
  return deskRoute(
    {
      ...{ id, summary, method: "POST", path: `${QUEUE}/${path}`, role: "moderator", bodyKind: "form" },
      maxBytes: MAX_BYTES,
      errors: ["cross_site", "invalid", "not_found", "wrong_state"],
    },
    async ({ c, act }) => {
      refuseCrossSite(c.req.raw, (await c.var.site()).url);
      const fields = new Fields(await readForm(c.req.raw, MAX_BYTES));
      const asked = fields.asked();
      try {
        const { open, ...notice } = await perform(act, fields);
        const did = await writeNotice(c.env, act.actor.id, notice);
        return seeOther(c, addressOf({ ...asked, open, did }));
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        return await drawQueue(c, act, { asked, refused: { fields, error } });
      }
    },
  );
}
