import { type SQL, sql } from "drizzle-orm";
import { builtOnce, type Database } from "../db.ts";
import { cardColumns, LEAD_JSON } from "./columns.ts";
import { front } from "./lists-schema.ts";
import { articles, sections } from "./schema.ts";

export interface Front {
  /** Id of the story that leads; null: the newest. */
  lead: string | null;
  /** Ids of the stories behind it, in their order. */
  pinned: string[];
}

/** (id, place) of what editors chose and readers can read: the lead has place 0. What is withdrawn falls away by itself. */
const CURATED = sql`(
  SELECT c.id, c.place FROM (
    SELECT lead AS id, 0 AS place FROM ${front} WHERE id = 1
    UNION ALL SELECT value, key + 1 FROM ${front} CROSS JOIN json_each(${front}.pinned) WHERE ${front}.id = 1
  ) c CROSS JOIN articles a ON a.id = c.id
  WHERE a.status = 'published' AND a.kind IN ('story', 'opinion'))`;

/** The front page as it is curated: only what readers can read. */
export async function getFront(db: Database): Promise<Front> {
  const rows = await db
    .select({ id: sql<string>`curated.id`.as("id"), place: sql<number>`curated.place`.as("place") })
    .from(sql`${CURATED} AS curated`);
  const inPlace = rows.toSorted((a, b) => a.place - b.place);
  return {
    lead: inPlace.find(({ place }) => place === 0)?.id ?? null,
    pinned: inPlace.filter(({ place }) => place > 0).map(({ id }) => id),
  };
}

interface Sizes {
  /** Lead and seconds, where the editors chose fewer. */
  top: number;
  /** Stories of each section's block. */
  block: number;
  /** Briefs of the rail. */
  rail: number;
}

/**
 * The statement that reads everything that the front page shows, each article once and in no order: what is curated
 * (by `place`), the newest stories that fill up the top, the rail's briefs, and of every section the newest of the rest.
 * A block shows one picture, so only its first story is read with one.
 */
export function frontCards(db: Database, sizes: Sizes) {
  return cardsOfFront(db, { ...sizes });
}

const cardsOfFront = builtOnce((db) => {
  const [top, block, rail] = ["top", "block", "rail"].map((name) => sql.placeholder(name));
  const picked = sql`(
    WITH curated AS MATERIALIZED ${CURATED},
    chosen AS MATERIALIZED (
      SELECT json_group_array(id) AS ids, max(${top} - count(*), 1 - count(CASE place WHEN 0 THEN 1 END)) AS missing
      FROM curated),
    filling AS MATERIALIZED (${newest("story", isNotIn(sql`chosen`), sql`(SELECT missing FROM chosen)`)}),
    briefs AS MATERIALIZED (${newest("brief", sql``, sql`${rail}`)}),
    above AS MATERIALIZED (SELECT ids || (SELECT json_group_array(id) FROM filling) || (SELECT json_group_array(id) FROM briefs) AS ids FROM chosen)
    SELECT id, 'curated' AS part, place FROM curated
    UNION ALL SELECT id, 'filling', 0 FROM filling
    UNION ALL SELECT id, 'brief', 1 FROM briefs
    UNION ALL SELECT value, 'section', key FROM ${sections} CROSS JOIN json_each((
      SELECT json_group_array(id) FROM (
        SELECT n.id FROM articles n
        WHERE n.section = ${sections}.slug AND n.status = 'published' AND n.kind <> 'page' ${isNotIn(sql`above`)}
        ORDER BY n.published_at DESC, n.id DESC LIMIT ${block}))))`;
  const hasPicture = sql`picked.part IN ('curated', 'filling') OR picked.place = 0`;
  return db
    .select({
      ...cardColumns,
      leadJson: sql<string | null>`CASE WHEN ${hasPicture} THEN ${LEAD_JSON} END`.as("lead_json"),
      part: sql<"curated" | "filling" | "brief" | "section">`picked.part`.as("part"),
      place: sql<number>`picked.place`.as("place"),
    })
    .from(sql`${picked} AS picked`)
    .crossJoin(articles)
    .where(sql`${articles.id} = picked.id`);
});

/** By the text of their ids: a list of them would be read anew for each section. */
function isNotIn(ids: SQL): SQL {
  return sql`AND instr((SELECT ids FROM ${ids}), '"' || n.id || '"') = 0`;
}

function newest(kind: "story" | "brief", but: SQL, limit: SQL): SQL {
  return sql`
    SELECT n.id FROM articles n WHERE n.status = 'published' AND n.kind = ${kind} ${but}
    ORDER BY n.published_at DESC, n.id DESC LIMIT ${limit}`;
}
