import type { Chrome } from "./chrome.ts";

/** The links of every head: what browsers offer to do with the site. */
export function SiteLinks({ site }: Pick<Chrome, "site">) {
  if (!site) return null;
  return (
    <>
      <link rel="manifest" href="/manifest.webmanifest" />
      <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
      <link
        rel="search"
        type="application/opensearchdescription+xml"
        title={site.name}
        href="/opensearch.xml"
      />
    </>
  );
}

const FEEDS = [
  ["application/rss+xml", "feed.xml"],
  ["application/atom+xml", "feed.atom"],
  ["application/feed+json", "feed.json"],
] as const;

/** The feeds of a list. `under` is the list's path, "" for the whole paper; `title` says whose they are. */
export function FeedLinks({ under, title }: { under: string; title: string }) {
  return (
    <>
      {FEEDS.map(([type, file]) => (
        <link rel="alternate" type={type} title={title} href={`${under}/${file}`} />
      ))}
    </>
  );
}
