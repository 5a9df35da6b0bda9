import type { Chrome, Link } from "./chrome.ts";
import { words } from "./words.ts";

/** What the menu holds: what the editors chose, else every section. */
export function menuOf({ site, sections }: Chrome): Link[] {
  if (site?.menu.length) return site.menu;
  const { inShort } = words(site?.language ?? "en");
  const stories = sections.filter(({ kind }) => kind === "stories");
  return [
    ...stories.map(({ slug, name }) => ({ label: name, url: `/${slug}` })),
    ...(site ? [{ label: inShort, url: "/in-short" }] : []),
  ];
}

/** A row of links, with the current one marked. */
export function Menu({ links, current }: { links: Link[]; current?: string | undefined }) {
  return (
    <ul>
      {links.map(({ label, url }) => (
        <li>
          <a href={url} aria-current={url === current ? "page" : undefined}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}
