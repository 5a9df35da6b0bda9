import { type Chrome, localeOf } from "../ui/chrome.ts";
import { Layout } from "../ui/layout.tsx";
import { words } from "../ui/words.ts";

/** The code, shown this once. */
export function RecoveryCodeView({
  chrome,
  code,
  receipt,
}: {
  chrome: Chrome;
  code: string;
  receipt: string;
}) {
  const { language } = localeOf(chrome);
  const { own, receipt: toReceipt } = words(language);
  const address = `${chrome.site?.url ?? ""}/comments/recovery`;
  return (
    <Layout chrome={chrome} title={own.code} robots="noindex" setting="sheet">
      <p class="label">{own.recovery}</p>
      <h1>{own.code}</h1>
      <p class="standfirst">{own.codeOnce}</p>
      <p class="correction">
        <code dir="ltr">{code}</code>
      </p>
      <p>
        {own.codeUse}{" "}
        <a dir="ltr" href={address}>
          {address}
        </a>
      </p>
      <p class="meta">{own.codeNote}</p>
      <p>
        <a href={receipt}>{toReceipt}</a>
      </p>
    </Layout>
  );
}

/** Where a code is entered. `wrong`: the one before was nobody's. */
export function RecoveryView({ chrome, wrong }: { chrome: Chrome; wrong: boolean }) {
  const { own } = words(localeOf(chrome).language);
  return (
    <Layout chrome={chrome} title={own.recovery} robots="noindex" setting="sheet">
      <h1>{own.recovery}</h1>
      <form method="post" action="/comments/recovery">
        <p>{own.recoverNote}</p>
        <p>
          <label for="code">{own.code}</label>
          <small id="code-notes">
            {wrong && <strong role="alert">{own.codeUnknown} </strong>}
            {own.codeHint}
          </small>
          <input
            type="text"
            id="code"
            name="code"
            dir="ltr"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            maxlength={100}
            required
            aria-invalid={wrong ? "true" : undefined}
            aria-describedby="code-notes"
          />
        </p>
        <p>
          <button type="submit">{own.recoverNow}</button>
        </p>
      </form>
      <p>
        <a href="/comments/mine">{own.mine}</a>
      </p>
    </Layout>
  );
}
