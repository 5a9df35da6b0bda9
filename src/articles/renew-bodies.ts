import { and, asc, eq, getTableColumns, gt, sql } from "drizzle-orm";
import { inOrder } from "../db.ts";
import type { Act } from "../http/actor.ts";
import { recordEvent } from "../wire/events.ts";
import { markdownWithPicture, withPicture } from "./body-pictures.ts";
import type { PictureRow } from "./picture-json.ts";
import { articleMedia, articles, media } from "./schema.ts";

const BODIES_A_BATCH = 10;

/**
 * Writes the bodies that show a picture anew, with its present version: no revision, as nothing that was written
 * changes. Each batch purges its pages. A body that is revised meanwhile is renewed by who revises it.
 */
export async function renewBodies(act: Act, picture: PictureRow): Promise<void> {
  for (let after = "", isMore = true; isMore; ) {
    const found = await bodiesAfter(act, { media: picture.id, after });
    const changed = found.filter(({ bodyHtml }) => withPicture(bodyHtml, picture) !== bodyHtml);
    if (changed.length > 0) await store(act, changed, picture);
    isMore = found.length === BODIES_A_BATCH;
    after = found.at(-1)?.id ?? "";
  }
}

type Body = Awaited<ReturnType<typeof bodiesAfter>>[number];

async function bodiesAfter({ db }: Act, { media, after }: { media: string; after: string }) {
  return await db
    .select({
      id: articles.id,
      status: articles.status,
      revision: articles.revision,
      bodyHtml: articles.bodyHtml,
      bodyMarkdown: articles.bodyMarkdown,
    })
    .from(articleMedia)
    .crossJoin(articles)
    .where(
      and(
        eq(articles.id, articleMedia.article),
        eq(articleMedia.media, media),
        gt(articleMedia.article, after),
        sql`instr(${articles.bodyHtml}, ${`/media/${media}/`}) > 0`,
      ),
    )
    .orderBy(asc(articleMedia.article))
    .limit(BODIES_A_BATCH);
}

async function store(act: Act, bodies: Body[], picture: PictureRow): Promise<void> {
  const shown = bodies.filter(({ status }) => status === "published").map(({ id }) => id);
  const event = { type: "media.updated", subject: picture.id, data: { articles: shown } };
  const updates = bodies.map(({ id, revision, bodyHtml, bodyMarkdown }) =>
    act.db
      .update(articles)
      .set({
        bodyHtml: withPicture(bodyHtml, picture),
        bodyMarkdown: markdownWithPicture(bodyMarkdown, picture),
      })
      .where(and(eq(articles.id, id), eq(articles.revision, revision))),
  );
  await act.db.batch(inOrder([recordEvent(act, event), ...updates]));
}

/** The statement that reads the pictures which an article shows; put it behind what writes the article's text. */
export function picturesShownBy({ db }: Pick<Act, "db">, article: string) {
  return db
    .select(getTableColumns(media))
    .from(articleMedia)
    .innerJoin(media, eq(media.id, articleMedia.media))
    .where(eq(articleMedia.article, article));
}

/** Renews a body that has just been written, where a picture got a new file while it was being rendered. */
export async function renewIfOutdated(act: Act, bodyHtml: string, pictures: PictureRow[]): Promise<void> {
  for (const picture of pictures)
    if (withPicture(bodyHtml, picture) !== bodyHtml) await renewBodies(act, picture);
}
