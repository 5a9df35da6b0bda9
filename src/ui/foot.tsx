import { type Chrome, localeOf } from "./chrome.ts";
import { spokenIn } from "./language.ts";
import { Menu, menuOf } from "./menu.tsx";
import { words } from "./words.ts";

/** The menu again, and the ways to everything else: archive, corrections, feed, contact, the site's own links. */
export function Foot({ chrome, language }: { chrome: Chrome; language: string }) {
  const { site } = chrome;
  if (!site) return null;
  const own = localeOf(chrome).language;
  const say = words(own);
  const ways = [
    ...site.footer,
    { label: say.archive, url: "/archive" },
    { label: say.corrections, url: "/corrections" },
    { label: say.feed, url: "/feed.xml" },
  ];
  if (site.contactEmail) ways.push({ label: site.contactEmail, url: `mailto:${site.contactEmail}` });
  return (
    <footer {...spokenIn(own, language)}>
      <p>
        <a href="/">{site.name}</a>
      </p>
      <nav aria-label={say.footer}>
        <Menu links={menuOf(chrome)} />
        <Menu links={ways} />
      </nav>
    </footer>
  );
}
