import { refuseCrossSiteAct } from "../http/cross-site.ts";
import { passGate } from "../http/gate.ts";
import type { AppContext, SiteFacts } from "../http/route.ts";

const ACTS_A_MINUTE = 15;

/** Lets in what a commenter sends from a page of their own. Throws 403 `cross_site`, 429 (so that nobody tries codes). */
export async function admitOwnAct(c: AppContext): Promise<SiteFacts> {
  const site = await c.var.site();
  refuseCrossSiteAct(c.req.raw, site.url);
  const gate = { binding: c.env.COMMENT_GATE, name: "acts", quota: ACTS_A_MINUTE };
  await passGate(c.req.raw, gate, "Too much came from here in a short time. Try again in a minute.");
  return site;
}
