import type { Editor } from "./editor.ts";
import type { SharedSite } from "./keeper.ts";
import { dangersIn } from "./markup-attack.ts";
import type { Watched } from "./reader.ts";

const NAME_MAX_CHARS = 60;
const BODY_MAX_CHARS = 3_000;
const AT_ONCE = 8;

/** A published comment as the API gives it: what the pages have to show, letter by letter. */
export interface Said {
  id: string;
  name: string;
  body: string;
}

/** The same, and where it stands. */
export type Placed = Said & { article: { url: string } };

interface Sent {
  /** The article's. */
  path: string;
  attack: string;
  number: number;
}

/** Says each attack as the name where it fits, and as the text, turn by turn below the articles, and publishes it. */
export async function publishAttacks(
  { site, editor }: { site: SharedSite; editor: Editor },
  attacks: string[],
  paths: string[],
): Promise<Placed[]> {
  const queue = attacks.map((attack, number) => ({
    attack,
    number,
    path: paths[number % paths.length] ?? "",
  }));
  const said: Placed[] = [];
  const work = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const id = await say(site, next);
      const json = { decision: "publish" };
      said.push((await editor("PUT", `/comments/${id}/decision`, json)) as Placed);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return said;
}

/** A name that is refused (too long, nothing to read in it) is replaced by a plain one; characters that can't be stored are left out. */
async function say(site: SharedSite, { path, attack, number }: Sent): Promise<string> {
  const storable = [...attack].filter((char) => char === "\n" || !/\p{Cc}|\p{Cs}/u.test(char)).join("");
  const body = [...storable].slice(0, BODY_MAX_CHARS).join("");
  const name = [...storable].length <= NAME_MAX_CHARS ? storable : "Plain";
  const answer = await post(site, path, { name, body }, number);
  const taken = answer.status === 422 ? await post(site, path, { name: "Plain", body }, number) : answer;
  if (taken.status !== 201) throw new Error(`${taken.status} for ${attack}: ${await taken.text()}`);
  return ((await taken.json()) as Said).id;
}

function post({ url }: SharedSite, path: string, json: object, number: number): Promise<Response> {
  const headers = {
    "Content-Type": "application/json",
    "CF-Connecting-IP": `10.20.${number >> 8}.${number & 255}`,
  };
  return fetch(`${url}${path}/comments`, { method: "POST", headers, body: JSON.stringify(json) });
}

/** Every page of a discussion, as page and as fragment. */
export async function discussionPages({ url }: SharedSite, path: string): Promise<string[]> {
  const pages: string[] = [];
  for (let query: string | undefined = ""; query !== undefined; ) {
    pages.push(`${path}/comments${query}`, `${path}/comments/fragment${query}`);
    const html = await (await fetch(`${url}${path}/comments${query}`)).text();
    query = /\/comments(\?after=[^"&#]+)"/.exec(html)?.[1];
  }
  return pages;
}

/** The form that quotes a comment, as who replies to it sees it. */
export function replyPage({ id, article }: Placed): string {
  return `${new URL(article.url).pathname}/comments?reply=${id}`;
}

/** What the page does or holds that it must not, with its path. */
export async function look(reader: Watched, { url }: SharedSite, path: string): Promise<string[]> {
  reader.complaints.length = 0;
  reader.requests.length = 0;
  await reader.page.goto(url + path, { waitUntil: "load" });
  const strange = reader.requests.filter(
    (asked) => !asked.startsWith(`${url}/`) && !asked.startsWith("data:"),
  );
  const moved = reader.page.url() === new URL(url + path).href ? [] : [`went to ${reader.page.url()}`];
  const found = [
    ...(await dangersIn(reader.page)),
    ...strange.map((asked) => `asked for ${asked}`),
    ...moved,
  ];
  return [...found, ...reader.complaints].map((what) => `${path}: ${what}`);
}

/** Run in the browser. */
const SHOWN = `Array.from(document.querySelectorAll("ol.comments li"), (item) => ({
  id: item.id.slice("c-".length),
  name: item.querySelector(":scope > .meta > b").textContent,
  body: item.querySelector(":scope > div").textContent,
}))`;

/** The comments on the page that was looked at last; without white space, which pages draw as paragraphs and line breaks. */
export async function shownBy({ page }: Watched): Promise<Said[]> {
  return (await page.evaluate<Said[]>(SHOWN)).map(closeUp);
}

export function closeUp({ id, name, body }: Said): Said {
  return { id, name, body: body.replaceAll(/\s+/g, "") };
}
