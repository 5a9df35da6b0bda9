import { type Chrome, localeOf } from "./chrome.ts";
import { spokenIn } from "./language.ts";
import { Menu, menuOf } from "./menu.tsx";
import { words } from "./words.ts";

interface Props {
  chrome: Chrome;
  /** The page's language. */
  language: string;
  current?: string | undefined;
}

/** The site's name and menu; on the front page large, with the tagline. */
export function Masthead({ chrome, language, current }: Props) {
  const { site } = chrome;
  const own = localeOf(chrome).language;
  const { menu, frontPage, search } = words(own);
  const links = site ? [...menuOf(chrome), { label: search, url: "/search" }] : [];
  const name = <a href="/">{site?.name ?? frontPage}</a>;
  return (
    <header {...spokenIn(own, language)}>
      {current === "/" ? <h1>{name}</h1> : <p>{name}</p>}
      {current === "/" && site?.tagline && <p>{site.tagline}</p>}
      {links.length > 0 && (
        <nav aria-label={menu}>
          <Menu links={links} current={current} />
        </nav>
      )}
    </header>
  );
}

/** A notice above everything, until its time is over. */
export function Banner({ chrome, language }: { chrome: Chrome; language: string }) {
  const banner = chrome.site?.banner;
  if (!banner || (banner.until && Date.parse(banner.until) <= Date.now())) return null;
  return (
    <aside
      class="banner"
      aria-label={words(localeOf(chrome).language).notice}
      {...spokenIn(localeOf(chrome).language, language)}
    >
      {banner.url ? <a href={banner.url}>{banner.text}</a> : banner.text}
    </aside>
  );
}
