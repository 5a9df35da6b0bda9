import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { asAsked, matchOf } from "../../src/articles/search-query.ts";
import { HOSTILE } from "../support/hostile.ts";

const wordsIn = (match: string | undefined) => /: \((.*)\)\)/.exec(match ?? "")?.[1];
const asked = (words: string) => wordsIn(matchOf(words));

const OPERATORS = [
  '"',
  '""',
  '" "',
  '"unbalanced',
  'un"balanced',
  'a" OR "b',
  "a OR b",
  "a NOT b",
  "NOT",
  "AND",
  "a AND",
  "NEAR(a b, 5)",
  "NEAR(",
  "headline:a",
  "{headline body}: a",
  "-headline : a",
  "marks:statuspublished",
  "^a",
  "a + b",
  "a*",
  "*",
  "***abc***",
  '"a"*',
  "(a",
  ")",
  "a)",
  "a\0b",
  '"a\0',
  "\ud800",
  "a\udfff*",
  "\ufffe\uffff",
  "́",
  "ـ*",
  "'; DROP TABLE articles; --",
  "%",
  "\\",
  "a".repeat(5_000),
  '"a '.repeat(2_000),
  "東".repeat(5_000),
  "\u200b\u200b",
];

it("quotes every word and asks for all of them", () => {
  expect(asked("harbour  opens")).toBe('"harbour" AND "opens"');
  expect(asked("a OR b NOT c")).toBe('"a" AND "OR" AND "b" AND "NOT" AND "c"');
  expect(asked("same same")).toBe('"same"');
});

it("keeps phrases, in the quotation marks of any language", () => {
  expect(asked('"first ship" dawn')).toBe('"first ship" AND "dawn"');
  expect(asked("“first ship” «at dawn» „zu Haus“")).toBe('"first ship" AND "at dawn" AND "zu Haus"');
  expect(asked('"first ship')).toBe('"first" AND "ship"');
});

it("takes a star for a beginning of three letters or more", () => {
  expect(asked("harb*")).toBe('"harb"*');
  expect(asked("ha*")).toBe('"ha*"');
  expect(asked("well-kn*")).toBe('"well-kn*"');
  expect(asked("well-known*")).toBe('"well-known"*');
  expect(asked("*")).toBeUndefined();
});

it("asks nothing where there is neither letter nor digit", () => {
  for (const words of ["", " ", "?!", '""', "* - *", "\0", "\ud800", "́", "…—"])
    expect(asked(words)).toBeUndefined();
});

it("cuts what is too long, and asks at most twelve words", () => {
  expect(asAsked("a".repeat(900))).toHaveLength(200);
  const many = Array.from({ length: 50 }, (_, n) => `w${n}`).join(" ");
  expect(asked(many)?.split(" AND ")).toHaveLength(12);
});

it("makes letters of scripts without spaces a phrase, as the index does", () => {
  expect(asked("東京*")?.replaceAll("\u200b", " ").replace(/ +/g, " ")).toBe('" 東 京 *"');
});

it("is no error to FTS5, whatever was typed", async () => {
  const lines = [...OPERATORS, ...HOSTILE, ...env.HOSTILE_LINES.split("\n")];
  expect(lines.length).toBeGreaterThan(60);
  const statement = env.DB.prepare("SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?");
  const matches = lines
    .map((line) => matchOf(line, { status: "published", section: line }))
    .filter((it) => it);
  for (let n = 0; n < matches.length; n += 100)
    await env.DB.batch(matches.slice(n, n + 100).map((match) => statement.bind(match)));
  expect(matches.length).toBeGreaterThan(50);
});
