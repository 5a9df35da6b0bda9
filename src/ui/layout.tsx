import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import { type Chrome, localeOf } from "./chrome.ts";
import { Foot } from "./foot.tsx";
import { HeadLink } from "./head-link.tsx";
import { SiteLinks } from "./head-links.tsx";
import { directionOf, spokenIn } from "./language.ts";
import { Banner, Masthead } from "./masthead.tsx";
import { type Setting, THEMES } from "./theme.ts";
import { words } from "./words.ts";

interface Props {
  chrome: Chrome;
  title: string;
  description?: string | undefined;
  /** The language of the page's matter, where it is not the site's. */
  language?: string | undefined;
  /** A path, or a whole address where the original stands elsewhere. */
  canonical?: string | undefined;
  robots?: string | undefined;
  /** The path of the menu's item that this page is. */
  current?: string | undefined;
  /** How the page's matter is set. */
  setting?: Setting;
  /** Whether a story holds what few do: tables, quotations, corrections. */
  isRich?: boolean;
  /** More for the head. */
  head?: Child;
  children?: Child;
}

/** A whole page: head, masthead with menu, the matter, footer. */
export function Layout({ chrome, language, current, setting = "sheet", children, ...about }: Props) {
  const own = localeOf(chrome).language;
  const spoken = language ?? own;
  return (
    <html lang={spoken} dir={directionOf(spoken) === "rtl" ? "rtl" : undefined}>
      <Head chrome={chrome} setting={setting} {...about} />
      <body>
        <a class="skip" href="#content" {...spokenIn(own, spoken)}>
          {words(own).skip}
        </a>
        <Banner chrome={chrome} language={spoken} />
        <Masthead chrome={chrome} language={spoken} current={current} />
        <main id="content" class={setting}>
          {children}
        </main>
        <Foot chrome={chrome} language={spoken} />
      </body>
    </html>
  );
}

type HeadProps = Pick<
  Props,
  "chrome" | "title" | "description" | "canonical" | "robots" | "head" | "isRich"
> & {
  setting: Setting;
};

function Head({ chrome: { site }, setting, isRich, title, description, canonical, robots, head }: HeadProps) {
  const named = site && site.name !== title ? `${title} — ${site.name}` : title;
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width,initial-scale=1" />
      <title>{named}</title>
      <meta name="description" content={description || named} />
      {robots && <meta name="robots" content={robots} />}
      {site && canonical && <HeadLink rel="canonical" href={new URL(canonical, site.url).href} />}
      {head}
      <HeadLink rel="icon" type="image/svg+xml" href="/icons/icon.svg" />
      <SiteLinks site={site} isFront={setting === "front"} />
      <style>{raw(THEMES[isRich ? "rich" : setting])}</style>
    </head>
  );
}

/** A page as it is sent. */
export function document(node: ReturnType<typeof Layout>): string {
  return `<!doctype html>${node.toString()}`;
}
