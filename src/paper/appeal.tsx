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

/** The donation appeal, where the site has one. */
export function Appeal({
  donation,
  site,
  language,
}: {
  donation: Donation | null;
  site: Locale;
  language: string;
}) {
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
      {donation.iban && (
        <p class="meta">
          {say.bankTransfer} {donation.beneficiary} <bdi>{inFours(donation.iban)}</bdi>
        </p>
      )}
    </section>
  );
}

function inFours(iban: string): string {
  return iban.replace(/(.{4})(?=.)/g, "$1 ");
}
