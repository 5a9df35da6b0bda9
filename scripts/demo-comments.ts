import type { Api } from "./api.ts";

/** A comment of demo/comments.json: to the story with this headline; undecided, it waits at the desk. */
export interface DemoComment {
  story: string;
  name: string;
  body: string;
  decision?: "publish" | "decline";
  ground?: string;
  replies?: Omit<DemoComment, "story" | "replies">[];
}

interface Posting {
  api: Api;
  origin: string;
  /** Path of the article. */
  path: string;
  parentId?: string;
}

/** Each comes from a reader of its own: addresses that belong to nobody (RFC 5737). */
let readers = 0;

/** Says what readers say in the demo, by the form that they use, and decides what an editor has decided. */
export async function loadComments(
  { api, origin }: Pick<Posting, "api" | "origin">,
  comments: readonly DemoComment[],
  pathOf: (headline: string) => string,
): Promise<void> {
  for (const { story, replies = [], ...comment } of comments) {
    const path = pathOf(story);
    const parentId = await post({ api, origin, path }, comment);
    for (const reply of replies) await post({ api, origin, path, parentId }, reply);
  }
}

async function post(
  { api, origin, path, parentId }: Posting,
  { name, body, decision, ground }: Omit<DemoComment, "story" | "replies">,
): Promise<string> {
  const response = await fetch(`${origin}${path}/comments`, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Accept: "application/json",
      "CF-Connecting-IP": `198.51.100.${++readers}`,
    },
    body: JSON.stringify({ name, body, parentId }),
  });
  if (!response.ok) throw new Error(`A comment by ${name} was answered with ${response.status}.`);
  const { id } = (await response.json()) as { id: string };
  if (decision) await api("PUT", `/comments/${id}/decision`, { json: { decision, ground } });
  return id;
}
