import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { app } from "../../src/app.ts";
import { type EventForCache, touchedBy } from "../../src/edge/tags.ts";
import { ORIGIN } from "./request.ts";

/** A public address as it is drawn now, past every cache, and the tags under which the cache would keep it. */
export interface Drawn {
  status: number;
  body: string;
  tags: string[];
}

const STANDING = [
  "/",
  "/in-short",
  "/archive",
  "/corrections",
  "/feed.xml",
  "/feed.atom",
  "/feed.json",
  "/sitemap.xml",
  "/sitemaps/news.xml",
  "/sitemaps/pages.xml",
  "/robots.txt",
  "/llms.txt",
  "/opensearch.xml",
  "/manifest.webmanifest",
  "/.well-known/security.txt",
];

/** Every public address that there is or could be by now, read from the database itself; `more` are added. */
export async function publicAddresses(more: string[] = []): Promise<string[]> {
  const column = async (sql: string) =>
    (await env.DB.prepare(sql).all<{ value: string }>()).results.map(({ value }) => value);
  const stories = await column("SELECT path AS value FROM articles WHERE path LIKE '/____/__/__/%'");
  const pages = await column(
    "SELECT path AS value FROM articles WHERE path IS NOT NULL AND path NOT LIKE '/____/__/__/%'",
  );
  const redirects = await column("SELECT path AS value FROM redirects");
  const lists = [
    ...(await column("SELECT '/' || slug AS value FROM sections")),
    ...(await column("SELECT '/authors/' || slug AS value FROM authors")),
    ...(await column("SELECT '/topics/' || slug AS value FROM topics")),
  ];
  const pictures = await column(
    "SELECT '/media/' || id || '/' || version || '/original' AS value FROM media",
  );
  return [
    ...new Set([
      ...STANDING,
      ...lists.flatMap((list) => [list, `${list}/feed.xml`]),
      ...stories.flatMap((path) => [...FORMS.map((form) => path + form), ...periodsOf(path)]),
      ...pages,
      ...redirects,
      ...pictures,
      ...more,
    ]),
  ];
}

/** What there is of one article. */
const FORMS = [
  "",
  ".md",
  "/comments",
  "/comments/fragment",
  "/history",
  "/history/1",
  "/history/2",
  "/history.json",
];

function periodsOf(path: string): string[] {
  const [day, month, year] = [path.slice(0, 11), path.slice(0, 8), path.slice(0, 5)];
  return [day, month, year, `/sitemaps/${month.slice(1).replace("/", "-")}.xml`];
}

/** Draws each address. */
export async function drawAll(addresses: string[]): Promise<Map<string, Drawn>> {
  const drawn = new Map<string, Drawn>();
  for (const address of addresses) drawn.set(address, await draw(address));
  return drawn;
}

async function draw(address: string): Promise<Drawn> {
  const context = createExecutionContext();
  const response = await app.fetch(new Request(ORIGIN + encodeURI(address)), env, context);
  const body = bytesAsText(await response.arrayBuffer());
  await waitOnExecutionContext(context);
  const tags = response.headers.get("Cache-Tag")?.split(",") ?? [];
  return { status: response.status, body: `${response.headers.get("Location") ?? ""}${body}`, tags };
}

/** The number of the last event. */
export async function lastEvent(): Promise<number> {
  return (await env.DB.prepare("SELECT max(seq) AS seq FROM events").first<{ seq: number }>())?.seq ?? 0;
}

/** The tags that the events after `seq` touch, and the paths of the articles that they are about. */
export async function touchedSince(seq: number): Promise<{ tags: Set<string>; paths: string[] }> {
  const { results } = await env.DB.prepare("SELECT type, subject, data FROM events WHERE seq > ?")
    .bind(seq)
    .all<{ type: string; subject: string; data: string }>();
  const events = results.map(({ data, ...event }) => ({
    ...event,
    data: JSON.parse(data) as EventForCache["data"],
  }));
  const places = events.flatMap(({ data }) => [data.article, data.before]);
  return {
    tags: new Set(events.flatMap((event) => touchedBy(event)?.tags ?? [])),
    paths: places.flatMap((place) => place?.path ?? []),
  };
}

/** One character a byte: pictures are compared too. */
function bytesAsText(bytes: ArrayBuffer): string {
  return new TextDecoder("latin1").decode(bytes);
}
