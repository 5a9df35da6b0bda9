import * as z from "zod";
import { listPage, listQuery, readCursor } from "../http/cursor.ts";
import { json, noContent } from "../http/respond.ts";
import { endpoint } from "../http/route.ts";
import { deleteTopic } from "./delete-topic.ts";
import { getTopic, listTopics } from "./directory.ts";
import { anySlug, topicInput } from "./input.ts";
import { putTopic } from "./put-topic.ts";

const LIST = "topics";
const topicOutput = topicInput.extend({ slug: z.string() }).meta({ id: "Topic" });

export const getTopics = endpoint(
  {
    id: "listTopics",
    method: "GET",
    path: "/api/v1/topics",
    summary: "The topics by their slugs.",
    role: "writer",
    query: z.object(listQuery),
    output: z.object({ items: z.array(topicOutput), nextCursor: z.string().nullable() }),
    errors: ["invalid", "bad_cursor"],
  },
  async ({ c, act, query: { cursor, limit } }) => {
    const after = cursor === undefined ? undefined : await readCursor(c.env, LIST, cursor);
    const rows = await listTopics(act.db, { limit, after });
    const positionOf = ({ slug }: { slug: string }) => ({ at: 0, id: slug });
    return json(await listPage(c.env, LIST, { rows, limit, positionOf }));
  },
);

export const getOneTopic = endpoint(
  {
    id: "getTopic",
    method: "GET",
    path: "/api/v1/topics/:slug",
    summary: "One topic.",
    role: "writer",
    params: anySlug,
    output: topicOutput,
    errors: ["not_found", "invalid"],
  },
  async ({ act, params: { slug } }) => json(await getTopic(act.db, slug)),
);

export const putOneTopic = endpoint(
  {
    id: "putTopic",
    method: "PUT",
    path: "/api/v1/topics/:slug",
    summary: "Make a topic, or change its name and description; its articles carry the new name at once.",
    role: "editor",
    params: anySlug,
    body: topicInput,
    bodyKind: "json",
    output: topicOutput,
    errors: ["invalid", "wrong_state"],
  },
  async ({ act, params, body }) => json(await putTopic(act, params.slug, body)),
);

export const deleteOneTopic = endpoint(
  {
    id: "deleteTopic",
    method: "DELETE",
    path: "/api/v1/topics/:slug",
    summary: "Delete a topic, and take it off the articles that name it.",
    role: "editor",
    params: anySlug,
    status: 204,
    errors: ["not_found", "invalid"],
  },
  async ({ act, params: { slug } }) => {
    await deleteTopic(act, slug);
    return noContent();
  },
);
