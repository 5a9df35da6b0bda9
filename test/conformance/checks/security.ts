import type { Answer } from "../answer.ts";
import { holds, matches } from "../assert.ts";
import type { Check } from "../check.ts";
import { strangeScripts } from "../page.ts";
import type { Site } from "../site.ts";

/** CONTRACT §1: pages need no script, and what they allow the browser to do. */
export const security: Check[] = [
  {
    part: "§1",
    title: "a Content-Security-Policy without unsafe-inline, unsafe-eval and wildcards; nobody frames a page",
    needs: "nothing",
    async run(site) {
      for (const answer of await samples(site)) {
        const policy = answer.header("Content-Security-Policy");
        matches(`CSP of ${answer.call}`, policy, /default-src 'none'|default-src 'self'/);
        matches(`CSP of ${answer.call}`, policy, /frame-ancestors 'none'/);
        holds(!/unsafe-|\*|\bdata:/.test(policy), `a strict CSP of ${answer.call}`, policy);
      }
    },
  },
  {
    part: "§1",
    title: "nosniff, Referrer-Policy, Permissions-Policy, HSTS, COOP on every kind of answer",
    needs: "nothing",
    async run(site) {
      for (const answer of await samples(site)) {
        const { call } = answer;
        matches(`X-Content-Type-Options of ${call}`, answer.header("X-Content-Type-Options"), /^nosniff$/);
        matches(
          `Referrer-Policy of ${call}`,
          answer.header("Referrer-Policy"),
          /^(no-referrer|same-origin|strict-origin)/,
        );
        matches(
          `Permissions-Policy of ${call}`,
          answer.header("Permissions-Policy"),
          /camera=\(\).*microphone=\(\)/,
        );
        matches(`HSTS of ${call}`, answer.header("Strict-Transport-Security"), /max-age=\d{7,}/);
        matches(`COOP of ${call}`, answer.header("Cross-Origin-Opener-Policy"), /^same-origin/);
      }
    },
  },
  {
    part: "§1",
    title: "no page needs a script, a style or a picture from elsewhere",
    needs: "nothing",
    async run(site) {
      for (const answer of (await samples(site)).filter((sample) => sample.isPage)) {
        const [script] = strangeScripts(answer);
        holds(script === undefined, `no script but by hash in ${answer.call}`, String(script));
        const [handler] = /<[a-z][^>]* on[a-z]+="/i.exec(answer.text) ?? [];
        holds(handler === undefined, `no event handler in ${answer.call}`, String(handler));
        const [foreign] =
          /<(?:img|link rel="(?:stylesheet|preload)")[^>]*(?:src|href)="(?:https?:)?\/\/[^>]*>/i.exec(
            answer.text,
          ) ?? [];
        holds(foreign === undefined, `nothing from elsewhere in ${answer.call}`, String(foreign));
      }
    },
  },
];

/** One answer of every kind, a kept one among them. */
async function samples(site: Site): Promise<Answer[]> {
  const paths = [
    "/",
    "/",
    "/in-short",
    "/conformance-nothing-here",
    "/healthz",
    "/api/openapi.json",
    "/api/v1/me",
  ];
  const article = await site.articlePath().catch(() => undefined);
  const discussion = article ? [article, `${article}/comments`, `${article}/comments/fragment`] : [];
  const answers: Answer[] = [];
  for (const path of [...paths, ...discussion]) answers.push(await site.ask(path));
  return answers;
}
