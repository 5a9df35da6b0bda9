import * as z from "zod";
import { chromeFrom, chromeStatement } from "../articles/chrome.ts";
import { type AppContext, open } from "../http/route.ts";
import { readMembers } from "./comment-request.ts";
import { keepSecret } from "./commenter.ts";
import { admitOwnAct } from "./own-act.ts";
import { privatePage, privateTurn } from "./private-page.ts";
import { readReceipt } from "./receipt.ts";
import { isWriters, noReceipt } from "./receipt-page.tsx";
import { codeHash, makeRecoveryCode } from "./recovery-code.ts";
import { RecoveryCodeView, RecoveryView } from "./recovery-view.tsx";
import { renewSecret } from "./renew-secret.ts";

export const recoveryCode = open(
  "page",
  {
    id: "makeRecoveryCode",
    method: "POST",
    path: "/comments/receipts/:token/recovery",
    summary: "Make the code that moves the commenter to another browser; it is shown this once.",
    params: z.object({ token: z.string() }),
    errors: ["not_found", "cross_site", "rate_limited"],
  },
  async ({ db, c, params: { token } }) => {
    await admitOwnAct(c);
    const found = await readReceipt(db, { token, firstUrl: c.env.SITE_URL });
    const secretHash = (await isWriters(c, found)) ? found.writer?.secretHash : undefined;
    const code = secretHash ? await makeRecoveryCode(db, secretHash) : undefined;
    // Who only has the link learns no more than that nothing is here for them.
    if (code === undefined) throw noReceipt();
    const receipt = `/comments/receipts/${token}`;
    return await privatePage(<RecoveryCodeView chrome={found.chrome} code={code} receipt={receipt} />);
  },
);

const PATH = "/comments/recovery";

export const recoveryPage = open(
  "page",
  { id: "recoveryPage", method: "GET", path: PATH, summary: "Where a recovery code is entered." },
  ({ c }) => formPage(c, { wrong: false }),
);

export const recoverCommenter = open(
  "page",
  {
    id: "recoverCommenter",
    method: "POST",
    path: PATH,
    summary: "Go on in this browser as the commenter whose recovery code it is.",
    bodyKind: "form",
    errors: ["invalid", "cross_site", "rate_limited", "unsupported_type"],
  },
  async ({ db, c }) => {
    const site = await admitOwnAct(c);
    const { code } = await readMembers(c.req.raw);
    const recoveryHash = typeof code === "string" ? await codeHash(code) : undefined;
    const secret = recoveryHash ? await renewSecret(db, { recoveryHash }) : undefined;
    if (secret === undefined) return await formPage(c, { wrong: true });
    keepSecret(c, site.url, secret);
    return privateTurn(c, "/comments/mine?done=recovered");
  },
);

async function formPage(c: AppContext, { wrong }: { wrong: boolean }): Promise<Response> {
  const { db } = c.var;
  const [[row]] = await db.batch([chromeStatement(db)]);
  const chrome = chromeFrom(row, c.env.SITE_URL);
  return await privatePage(<RecoveryView chrome={chrome} wrong={wrong} />, wrong ? 422 : 200);
}
