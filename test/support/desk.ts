import { anAddress, cookieOf } from "./comments.ts";
import { ORIGIN, request } from "./request.ts";

type Fields = Record<string, string | string[]>;

/** Sends a form of the desk as a browser does. An empty header is left out. */
export function press(
  cookie: string,
  path: string,
  fields: Fields = {},
  headers: Record<string, string> = {},
): Promise<Response> {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(fields))
    for (const each of [value].flat()) body.append(name, each);
  const all = { Origin: ORIGIN, Accept: "text/html", Cookie: cookie, ...headers };
  const sent = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ""));
  return request(path, { method: "POST", body, headers: sent });
}

/** Signs in, from an address of its own: failures are counted. */
export function tryToSignIn(token: string, fields: Fields = {}, headers: Record<string, string> = {}) {
  return press("", "/desk/session", { token, ...fields }, { "CF-Connecting-IP": anAddress(), ...headers });
}

/** The cookie of a new session. */
export async function signIn(token: string): Promise<string> {
  const response = await tryToSignIn(token);
  if (response.status !== 303) throw new Error(`${response.status}: ${await response.text()}`);
  return cookieOf(response);
}

/** A page of the desk. */
export function look(cookie: string, path = "/desk/comments"): Promise<Response> {
  return request(path, { headers: { Cookie: cookie } });
}

/** Its text; throws where it is no 200. */
export async function seen(cookie: string, path = "/desk/comments"): Promise<string> {
  const response = await look(cookie, path);
  if (response.status !== 200) throw new Error(`${path}: ${response.status}`);
  return await response.text();
}

/** The page behind a form that was taken. */
export async function follow(cookie: string, answer: Promise<Response>): Promise<string> {
  const response = await answer;
  if (response.status !== 303) throw new Error(`${response.status}: ${await response.text()}`);
  return await seen(cookie, response.headers.get("Location") ?? "");
}

/** Whose comment the page has open; undefined where none is. */
export function openIn(html: string): string | undefined {
  return /<h2 id="open-name"[^>]*>([^<]*)</.exec(html)?.[1];
}
