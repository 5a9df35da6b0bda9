import * as z from "zod";
import { chromeFrom, chromeStatement } from "../articles/chrome.ts";
import { archiveYears, resultsFrom, type Search, searchArticles } from "../articles/search-articles.ts";
import { asAsked, matchOf } from "../articles/search-query.ts";
import { slugInput } from "../articles/slug.ts";
import { readCursor, writeCursor } from "../http/cursor.ts";
import { passGate } from "../http/gate.ts";
import { type AppContext, open } from "../http/route.ts";
import { document } from "../ui/layout.tsx";
import { SearchView } from "./search-view.tsx";

const SEARCHES_A_MINUTE = 30;
const YEAR = /^\d{4}$/;

export const searchPage = open(
  "page",
  {
    id: "searchPage",
    method: "GET",
    path: "/search",
    summary: "Full-text search of what is published, by section and year.",
    query: z.object({
      q: z.string().default(""),
      section: z.string().optional(),
      year: z.string().optional(),
      before: z.string().optional(),
    }),
    errors: ["bad_cursor", "rate_limited"],
  },
  async ({ c, query: { before, ...asked } }) => {
    const question = questionFrom(asked);
    const search = question.match === undefined ? undefined : await admit(c, { ...question, before });
    const { next, ...page } = await readSearch(c, search);
    const more =
      next && `/search?${addressOf(question)}&before=${await writeCursor(c.env, listOf(question), next)}`;
    const { query, section, year } = question;
    const html = await document(
      <SearchView {...page} query={query} section={section} year={year} more={more} />,
    );
    return new Response(html, {
      headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" },
    });
  },
);

interface Question {
  /** In the reader's words. */
  query: string;
  section: string | undefined;
  year: string | undefined;
  /** Undefined where nothing can be found by these words. */
  match: string | undefined;
}

/** What can't be a section or a year narrows nothing. */
function questionFrom(asked: {
  q: string;
  section?: string | undefined;
  year?: string | undefined;
}): Question {
  const query = asAsked(asked.q);
  const section = slugInput.safeParse(asked.section).data;
  const year = YEAR.test(asked.year ?? "") ? asked.year : undefined;
  return { query, section, year, match: matchOf(query, { status: "published", section }) };
}

/** Lets the client through to D1, 30 times a minute, and finds its place in the results. Throws 429, 400 `bad_cursor`. */
async function admit(c: AppContext, asked: Question & { before: string | undefined }): Promise<Search> {
  const gate = { binding: c.env.SEARCH_GATE, name: "searches", quota: SEARCHES_A_MINUTE };
  await passGate(c.req.raw, gate, "Too many searches came from here in a short time. Wait a minute.");
  const { match = "", year, before } = asked;
  return { match, year, from: before ? await readCursor(c.env, listOf(asked), before) : undefined };
}

/** One round trip: what stands around the page, the years to choose from, and the results. */
async function readSearch(c: AppContext, search: Search | undefined) {
  const { db } = c.var;
  const around = [chromeStatement(db), archiveYears(db)] as const;
  const [chromeRows, years, rows] = search
    ? await db.batch([...around, searchArticles(db, search)])
    : [...(await db.batch(around)), []];
  const chrome = chromeFrom(chromeRows[0], c.env.SITE_URL);
  return { chrome, years: years.map(({ year }) => year), ...resultsFrom(rows, chrome.sections) };
}

/** A cursor fits only the question that it was made for. */
function listOf({ match, year }: Question): string {
  return `search:${year ?? ""}:${match}`;
}

function addressOf({ query, section, year }: Question): URLSearchParams {
  const given = Object.entries({ q: query, section, year }).filter(([, value]) => value);
  return new URLSearchParams(given as [string, string][]);
}
