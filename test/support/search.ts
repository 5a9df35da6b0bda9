import { anAddress } from "./comments.ts";
import { request } from "./request.ts";

type Asked = Record<string, string>;

/** The answer of /search to a client of its own: the gate in front of D1 counts in real time. */
export function search(asked: Asked | string, headers: Record<string, string> = {}): Promise<Response> {
  const query = typeof asked === "string" ? asked : `?${new URLSearchParams(asked)}`;
  return request(`/search${query}`, { headers: { "CF-Connecting-IP": anAddress(), ...headers } });
}

/** The page as HTML. Throws where it is not 200. */
export async function searchHtml(asked: Asked | string): Promise<string> {
  const response = await search(asked);
  const html = await response.text();
  if (response.status !== 200) throw new Error(`${response.status}: ${html}`);
  return html;
}

/** The headlines found, in their order. */
export async function foundBy(q: string, asked: Asked = {}): Promise<string[]> {
  return headlinesIn(await searchHtml({ q, ...asked }));
}

export function headlinesIn(html: string): string[] {
  return Array.from(
    html.matchAll(/<h3><a href="[^"]*">([^<]*)<\/a><\/h3>/g),
    ([, headline = ""]) => headline,
  );
}

/** The address of more results; undefined at the end. */
export function moreIn(html: string): string | undefined {
  const [, address] = /<a rel="next" href="\/search([^"]*)"/.exec(html) ?? [];
  return address?.replaceAll("&amp;", "&");
}
