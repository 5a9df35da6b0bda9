import * as z from "zod";
import { rfc3339 } from "../http/respond.ts";
import type { Beside, OpenComment } from "./context.ts";
import { recordJson, recordOutput } from "./record.ts";
import { COMMENT_STATUSES, DECISIONS, GROUNDS } from "./schema.ts";
import { commentJson } from "./store.ts";

const commentFields = z.object({
  id: z.string(),
  article: z.object({ id: z.string(), url: z.string(), headline: z.string() }),
  parentId: z.string().nullable(),
  name: z.string(),
  body: z.string(),
  status: z.enum(COMMENT_STATUSES),
  standing: z.string(),
  createdAt: z.iso.datetime(),
  decision: z
    .object({
      decision: z.enum(DECISIONS),
      ground: z.enum(GROUNDS).nullable(),
      law: z.string().nullable(),
      note: z.string().nullable(),
      moderator: z.string(),
      at: z.iso.datetime(),
    })
    .nullable(),
});
export const commentOutput = commentFields.meta({ id: "Comment" });

const besideOutput = z
  .object({
    id: z.string(),
    article: z.object({ id: z.string(), url: z.string(), headline: z.string() }),
    name: z.string(),
    body: z.string(),
    status: z.enum(COMMENT_STATUSES),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: "CommentBeside" });

/** A comment with what a moderator wants to know before deciding. */
export const openCommentOutput = commentFields
  .extend({
    context: z.object({
      parent: besideOutput.nullable(),
      replies: z.array(besideOutput),
      similar: z.array(besideOutput).describe("Comments that say nearly the same, the newest first."),
    }),
    commenter: recordOutput,
  })
  .meta({ id: "OpenComment" });

/** A comment with its context as read through the API. CONTRACT §4. */
export function openCommentJson({ row, parent, replies, similar, record }: OpenComment, siteUrl: string) {
  const beside = ({ article: { id, path, headline }, createdAt, ...rest }: Beside) => ({
    ...rest,
    article: { id, url: siteUrl + encodeURI(path ?? ""), headline },
    createdAt: rfc3339(createdAt),
  });
  const context = {
    parent: parent && beside(parent),
    replies: replies.map(beside),
    similar: similar.map(beside),
  };
  return { ...commentJson(row, siteUrl), context, commenter: recordJson(record) };
}
