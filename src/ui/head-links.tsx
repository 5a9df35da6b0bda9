import type { Chrome } from "./chrome.ts";
import { HeadLink } from "./head-link.tsx";

interface Props extends Pick<Chrome, "site"> {
  isFront: boolean;
}

/**
 * What browsers offer to do with the site: to install it, and, from the front page, to search it. Apple's icon is found
 * at its usual address.
 */
export function SiteLinks({ site, isFront }: Props) {
  if (!site) return null;
  return (
    <>
      <HeadLink rel="manifest" href="/manifest.webmanifest" />
      {isFront && (
        <HeadLink
          rel="search"
          type="application/opensearchdescription+xml"
          title={site.name}
          href="/opensearch.xml"
        />
      )}
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
        <HeadLink rel="alternate" type={type} title={title} href={`${under}/${file}`} />
      ))}
    </>
  );
}
