import { raw } from "hono/html";
import type { Locale } from "../ui/chrome.ts";
import { spokenIn } from "../ui/language.ts";
import { words } from "../ui/words.ts";

export interface Donation {
  headline: string;
  text: string;
  url: string | null;
  iban: string | null;
  beneficiary: string;
}

interface Props {
  donation: Donation | null;
  /** The transfer's QR code as SVG, made when it was written; "" without an IBAN. */
  code: string;
  site: Locale;
  language: string;
}

/** The donation appeal, where the site has one. */
export function Appeal({ donation, code, site, language }: Props) {
  if (!donation) return null;
  const say = words(site.language);
  return (
    <section class="appeal" {...spokenIn(site.language, language)}>
      <h2>{donation.headline}</h2>
      {donation.text.split(/\n{2,}/).map((paragraph) => (
        <p>{paragraph}</p>
      ))}
      {donation.url && (
        <p>
          <a class="act" href={donation.url}>
            {say.donate}
          </a>
        </p>
      )}
      {donation.iban && <Transfer donation={donation} code={code} language={site.language} />}
    </section>
  );
}

/** By bank, without a processor in between: the account, and a code that fills in a banking app. */
function Transfer({
  donation,
  code,
  language,
}: Pick<Props, "code"> & { donation: Donation; language: string }) {
  const say = words(language);
  return (
    <div class="transfer">
      {code && (
        <div role="img" aria-label={say.scanCode}>
          {raw(code)}
        </div>
      )}
      <p class="meta">
        {say.bankTransfer} {donation.beneficiary} <bdi>{inFours(donation.iban ?? "")}</bdi>{" "}
        {code && <small>{say.scan}</small>}
      </p>
    </div>
  );
}

function inFours(iban: string): string {
  return iban.replace(/(.{4})(?=.)/g, "$1 ");
}
