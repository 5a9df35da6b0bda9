import { raw } from "hono/html";
import { contentPolicy } from "../http/content-policy.ts";
import { inlineHash } from "../ui/inline.ts";
import { primary } from "../ui/language.ts";
import { CHALLENGE_SCRIPT, FORM_SCRIPT } from "../ui/scripts.ts";

const ORIGIN = "https://challenges.cloudflare.com";
const FORM_HASH = await inlineHash(FORM_SCRIPT);
const WITH_FORM = contentPolicy({ scripts: [FORM_HASH] });
/** As Cloudflare's documents ask for it; the newer version of itself that its script may load is all that text may become. */
const WITH_CHALLENGE = contentPolicy({
  scripts: [FORM_HASH, await inlineHash(CHALLENGE_SCRIPT), ORIGIN],
  frames: [ORIGIN],
  trustedTypes: "default",
});

/** The Content-Security-Policy of a comments page, with or without Turnstile. */
export function commentsPolicy(siteKey: string | undefined): string {
  return siteKey === undefined ? WITH_FORM : WITH_CHALLENGE;
}

/** Where Turnstile puts its widget, inside the form. */
export function Challenge({ siteKey, language, note }: { siteKey: string; language: string; note: string }) {
  return (
    <>
      <div
        class="cf-turnstile"
        data-sitekey={siteKey}
        data-language={primary(language)}
        data-size="flexible"
        data-feedback-enabled="false"
      />
      <noscript>
        <p class="problems">{note}</p>
      </noscript>
    </>
  );
}

/** The scripts of a comments page, behind the form: a form that comes back is put in its place without them. */
export function CommentScripts({ siteKey }: { siteKey: string | undefined }) {
  return (
    <>
      <script>{raw(FORM_SCRIPT)}</script>
      {siteKey !== undefined && (
        <>
          <script>{raw(CHALLENGE_SCRIPT)}</script>
          <script src={`${ORIGIN}/turnstile/v0/api.js`} async defer />
        </>
      )}
    </>
  );
}
