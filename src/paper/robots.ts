import type { SiteChrome } from "../articles/chrome.ts";
import { machinePage, readChrome } from "./machine-page.ts";

/** What is no reading: the API, and what is only for its holder. Results of a search name /search as their address. */
const NOT_FOR_ROBOTS = ["/api/", "/hooks/", "/preview/", "/comments/", "/notices/", "/desk"];

/** `/robots.txt` (RFC 9309), with the site's Content Signals. */
export const robots = machinePage(
  { id: "robots", path: "/robots.txt", summary: "What robots may fetch, and what for." },
  { type: "text/plain", read: readChrome, tags: () => [], write: ({ chrome }) => robotsTxt(chrome) },
);

function robotsTxt({ settings: { url, contentSignals } }: SiteChrome): string {
  const lines = [
    "User-agent: *",
    ...(contentSignals ? [`Content-Signal: ${contentSignals}`] : []),
    ...NOT_FOR_ROBOTS.map((path) => `Disallow: ${path}`),
    "Allow: /",
    "",
    ...["/sitemap.xml", "/sitemaps/news.xml"].map((path) => `Sitemap: ${url}${path}`),
  ];
  return `${lines.join("\n")}\n`;
}
