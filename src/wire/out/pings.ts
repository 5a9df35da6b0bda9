import type { Env } from "../../env.ts";
import { hex, hmac } from "../../http/secrets.ts";

const INDEXNOW = "https://api.indexnow.org/indexnow";
/** IndexNow takes 8 to 128 characters. */
const KEY_BYTES = 16;
const FORMATS = ["feed.xml", "feed.atom", "feed.json"];

interface Place {
  path: string | null;
  section: string | null;
  authors: string[];
  topics: string[];
}

/** What an event of an article says of where it stands and stood. */
export interface Places {
  article?: Place;
  before?: Place;
}

/** What is sent to the WebSub hub of the feeds that an event touches (PubSubHubbub 0.4 §7.1, which WebSub §2 leaves open). */
export function hubPing({ article, before }: Places, siteUrl: string): string {
  const form = new URLSearchParams({ "hub.mode": "publish" });
  for (const feed of feedsOf([article, before], siteUrl)) form.append("hub.url", feed);
  return form.toString();
}

function feedsOf(places: readonly (Place | undefined)[], siteUrl: string): string[] {
  const bases = places.flatMap((place) => [
    "",
    ...(place?.section ? [`/${place.section}`] : []),
    ...(place?.authors ?? []).map((slug) => `/authors/${slug}`),
    ...(place?.topics ?? []).map((slug) => `/topics/${slug}`),
  ]);
  return [...new Set(bases)].flatMap((base) =>
    FORMATS.map((format) => `${siteUrl}${encodeURI(base)}/${format}`),
  );
}

/** The key by which search engines know the site's own word: public, and the same for as long as DATELINE_KEY is. */
export async function indexNowKey(env: Env): Promise<string> {
  return hex((await hmac(env, "indexnow", new Uint8Array())).slice(0, KEY_BYTES));
}

/** What IndexNow is told: the addresses at which something is new, changed or gone (indexnow.org/documentation). */
export async function indexNowPing(env: Env, { article, before }: Places, siteUrl: string): Promise<string> {
  const key = await indexNowKey(env);
  const paths = [article?.path, before?.path].filter((path) => typeof path === "string");
  const urlList = [...new Set(paths)].map((path) => siteUrl + encodeURI(path));
  const { host } = new URL(siteUrl);
  return JSON.stringify({ host, key, keyLocation: `${siteUrl}/${key}.txt`, urlList });
}

export function indexNowAddress({ INDEXNOW_URL = INDEXNOW }: Env): string {
  return INDEXNOW_URL;
}

/** Search engines are told of a public site only. */
export function isIndexed(siteUrl: string): boolean {
  const { protocol, hostname } = new URL(siteUrl);
  return protocol === "https:" && hostname !== "localhost" && !hostname.endsWith(".localhost");
}
