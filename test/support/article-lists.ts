import { env } from "cloudflare:workers";
import { type ArticleJson, must } from "./factories.ts";
import { request } from "./request.ts";

export interface ArticleList {
  items: ArticleJson[];
  nextCursor: string | null;
}

/** Filters of `GET /articles`: each alone, and combined so that no index gives the answer, among them rare and empty ones. */
export const ASKED = [
  "",
  "status=published",
  "status=draft",
  "status=withdrawn",
  "section=world",
  "section=world&status=withdrawn",
  "section=world&status=draft",
  "author=author-3",
  "author=nobody",
  "topic=topic-3",
  "author=author-3&topic=topic-3",
  "author=author-3&status=withdrawn",
  "author=author-3&topic=topic-3&section=world&status=draft",
  "topic=topic-3&section=world",
  "topic=topic-3&status=removed",
];

/** The answer to `GET /articles` with these parameters. */
export async function listOf(token: string, ...asked: string[]): Promise<ArticleList> {
  return await must<ArticleList>(200, request(`/api/v1/articles?${asked.join("&")}`, { token }));
}

/** Gives a fifth of the archive to the writer and makes others' and own drafts of some. Gives the writer's id. */
export async function shareWithWriter(): Promise<string> {
  const writer = await env.DB.prepare("SELECT id FROM tokens WHERE role = 'writer'").first<string>("id");
  await env.DB.batch([
    env.DB.prepare("UPDATE articles SET created_by = ? WHERE rowid % 5 = 0").bind(writer),
    env.DB.prepare("UPDATE articles SET status = 'draft' WHERE rowid % 20 IN (10, 11, 12)"),
  ]);
  return writer ?? "";
}
