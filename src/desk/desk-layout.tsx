import { raw } from "hono/html";
import type { Locale } from "../ui/chrome.ts";
import { HeadLink } from "../ui/head-link.tsx";
import { directionOf } from "../ui/language.ts";
import { THEMES } from "../ui/theme.ts";
import { words } from "../ui/words.ts";
import { QUEUE } from "./asked.ts";
import { SCRIPT } from "./script.ts";

interface Props {
  site: Locale & { name: string };
  title: string;
  /** Whoever is signed in; nobody yet, where nothing is said. */
  moderator?: string;
  children?: unknown;
}

/** A page of the desk: the site's style without its menus, for nothing but the work. */
export function DeskLayout({ site, title, moderator, children }: Props) {
  const { language, name } = site;
  const say = words(language);
  return (
    <html lang={language} dir={directionOf(language) === "rtl" ? "rtl" : undefined}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{`${title} — ${name}`}</title>
        <meta name="robots" content="noindex" />
        <HeadLink rel="icon" type="image/svg+xml" href="/icons/icon.svg" />
        <style>{raw(THEMES.desk)}</style>
      </head>
      <body>
        <a class="skip" href="#content">
          {say.skip}
        </a>
        <header>
          <p>
            <a href={moderator === undefined ? "/" : QUEUE}>{name}</a>
          </p>
          {moderator !== undefined && <SignOut moderator={moderator} label={say.desk.signOut} />}
        </header>
        <main id="content" class="desk">
          {children}
        </main>
        {moderator !== undefined && <script>{raw(SCRIPT)}</script>}
      </body>
    </html>
  );
}

function SignOut({ moderator, label }: { moderator: string; label: string }) {
  return (
    <form method="post" action="/desk/session/end">
      <span dir="auto">{moderator}</span> <button type="submit">{label}</button>
    </form>
  );
}
