import { request, tokenOf } from "./request.ts";

export interface ArticleJson {
  id: string;
  status: string;
  headline: string;
  path: string;
  url: string;
  revision: number;
  bodyHtml: string;
  publishedAt: string | null;
  receipt: { tags: string[]; mode: string; outcome: string; at: string };
  [member: string]: unknown;
}

/** A paper with a section, an author and a publisher's token. */
export async function aPaper(): Promise<string> {
  const token = await tokenOf("publisher");
  await aSection(token, "world", "World");
  await anAuthor(token, "mara-lind", { name: "Mara Lind", email: "mara@courier.example", emailPublic: true });
  return token;
}

export async function aSection(token: string, slug: string, name: string): Promise<void> {
  await must(
    200,
    request(`/api/v1/sections/${slug}`, { method: "PUT", token, json: { name, kind: "stories" } }),
  );
}

export async function anAuthor(token: string, slug: string, author: Record<string, unknown>): Promise<void> {
  await must(200, request(`/api/v1/authors/${slug}`, { method: "PUT", token, json: author }));
}

/** A draft with everything that publishing needs. */
export async function aDraft(token: string, members: Record<string, unknown> = {}): Promise<ArticleJson> {
  const json = {
    section: "world",
    headline: "The harbour opens again",
    standfirst: "After nine weeks the first ships came in.",
    body: { source: "The first ship came in at dawn.\n\n> We had waited for it." },
    authors: ["mara-lind"],
    ...members,
  };
  return await must(201, request("/api/v1/articles", { token, json }));
}

export async function publish(
  token: string,
  article: ArticleJson,
  members: Record<string, unknown> = {},
): Promise<ArticleJson> {
  return await putPublication(token, article, { state: "published", ...members });
}

export async function withdraw(token: string, article: ArticleJson): Promise<ArticleJson> {
  return await putPublication(token, article, { state: "withdrawn", reason: "It was wrong." });
}

async function putPublication(
  token: string,
  { id, revision }: ArticleJson,
  json: unknown,
): Promise<ArticleJson> {
  const headers = { "If-Match": `"${revision}"` };
  return await must(
    200,
    request(`/api/v1/articles/${id}/publication`, { method: "PUT", token, json, headers }),
  );
}

/** A published story. */
export async function aStory(token: string, members: Record<string, unknown> = {}): Promise<ArticleJson> {
  return await publish(token, await aDraft(token, members));
}

/** A published brief. */
export async function aBrief(
  token: string,
  headline: string,
  members: Record<string, unknown> = {},
): Promise<ArticleJson> {
  return await aStory(token, {
    kind: "brief",
    section: null,
    authors: [],
    headline,
    body: { source: `${headline}.` },
    ...members,
  });
}

/** The answer's JSON; throws where the status is another one. */
export async function must<T = ArticleJson>(status: number, answer: Promise<Response>): Promise<T> {
  const response = await answer;
  if (response.status !== status)
    throw new Error(`${response.status} instead of ${status}: ${await response.text()}`);
  return await response.json<T>();
}

/** Takes a published story away for legal reasons. */
export async function remove(token: string, article: ArticleJson): Promise<ArticleJson> {
  return await putPublication(token, article, {
    state: "removed",
    reason: "A court ordered it.",
    law: "§ 186 StGB",
  });
}
