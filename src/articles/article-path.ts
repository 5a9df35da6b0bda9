import * as z from "zod";
import { slugInput, topLevelSlug } from "./slug.ts";

/** Hono's pattern of an article's path. */
export const ARTICLE_PATH = "/:year{[0-9]{4}}/:month{[0-9]{2}}/:day{[0-9]{2}}/:slug";

/** Its parts, a real date among them. */
export const articleParams = z
  .object({
    year: z.string(),
    month: z.string(),
    day: z.string(),
    slug: slugInput,
  })
  .refine(({ year, month, day }) => isDate(year, month, day));

export type ArticleParams = z.infer<typeof articleParams>;

/** True for a day that the calendar has. */
function isDate(year: string, month: string, day: string): boolean {
  const iso = `${year}-${month}-${day}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso);
}

/** The path as articles keep it. */
export function pathOf({ year, month, day, slug }: ArticleParams): string {
  return `/${year}/${month}/${day}/${slug}`;
}

/** Whether an article or a standing page could have this path. */
export function isPagePath(path: string): boolean {
  const [, year = "", month = "", day = "", slug = ""] =
    /^\/(\d{4})\/(\d\d)\/(\d\d)\/([^/]+)$/.exec(path) ?? [];
  if (slug) return articleParams.safeParse({ year, month, day, slug }).success;
  return path.startsWith("/") && topLevelSlug.safeParse(path.slice(1)).success;
}

/** Hono's patterns of the archive's parts. */
export const YEAR_PATH = "/:year{[0-9]{4}}";
export const MONTH_PATH = "/:year{[0-9]{4}}/:month{[0-9]{2}}";
export const DAY_PATH = "/:year{[0-9]{4}}/:month{[0-9]{2}}/:day{[0-9]{2}}";

export const yearParams = z.object({ year: z.string() });
export const monthParams = z
  .object({ year: z.string(), month: z.string() })
  .refine(({ year, month }) => isDate(year, month, "01"));
export const dayParams = z
  .object({ year: z.string(), month: z.string(), day: z.string() })
  .refine(({ year, month, day }) => isDate(year, month, day));
