import type { AppError } from "../errors.ts";
import type { Act } from "../http/actor.ts";
import { type AppContext, deskRoute } from "../http/route.ts";
import { document } from "../ui/layout.tsx";
import { type Asked, askedInput, QUEUE } from "./asked.ts";
import { Fields } from "./fields.ts";
import { readNotice } from "./notice.ts";
import { type Problem, problemsOf } from "./problems.ts";
import { readDesk } from "./queue.ts";
import { QueueView } from "./queue-view.tsx";
import { privately } from "./respond.ts";
import { typedIn } from "./typed.ts";

export const queuePage = deskRoute(
  {
    id: "deskComments",
    method: "GET",
    path: QUEUE,
    summary: "The desk: what waits for a decision, one comment open.",
    role: "moderator",
    query: askedInput,
    errors: ["bad_cursor", "not_found"],
  },
  ({ c, act, query }) => drawQueue(c, act, { asked: query }),
);

interface Drawn {
  asked: Asked;
  /** A form that was refused, and why. */
  refused?: { fields: Fields; error: AppError };
}

/** The page; after a refusal with what was typed, and beside each field what is wrong with it. */
export async function drawQueue(c: AppContext, act: Act, { asked, refused }: Drawn): Promise<Response> {
  const context = { db: act.db, env: c.env };
  const desk = await readDesk(context, asked);
  const notice = refused ? undefined : await readNotice(c.env, act.actor.id, asked.did);
  const chrome = { site: desk.settings, sections: [] };
  const problems: Problem[] = refused ? problemsOf(refused.error, refused.fields, chrome) : [];
  const typed = typedIn(refused?.fields ?? new Fields());
  const page = { desk, asked, moderator: act.actor.name, now: act.now, notice, problems, typed };
  const { status = 200, headers = {} } = refused?.error ?? {};
  return privately(document(<QueueView {...page} />), { status, headers });
}
