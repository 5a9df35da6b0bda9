import { describe, expect, it } from "vitest";
import { COMMENT_STATUSES, GROUNDS } from "../../src/comments/schema.ts";
import { CATALOGUE } from "../../src/errors.ts";
import { words } from "../../src/ui/words.ts";
import { phrasesOf, piecesOf } from "../support/catalogue.ts";

const LANGUAGES = ["en", "de", "fr", "es", "ar"];
const TRANSLATED = LANGUAGES.filter((language) => language !== "en");

/** Words that two languages share. */
const SHARED: Record<string, string[]> = {
  de: ["comma", "name", "iban", "feeds"],
  fr: ["articles", "comma", "menu", "opinion", "discussionOf", "version", "desk.note"],
  es: ["comma", "iban"],
  ar: [],
};

describe.each(TRANSLATED)("the catalogue of %s", (language) => {
  const phrases = phrasesOf(words(language));
  const english = new Map(phrasesOf(words("en")).map((phrase) => [phrase.key, phrase]));

  it("has every key, with as many arguments", () => {
    expect(phrases.map(({ key, arity }) => [key, arity])).toEqual(
      [...english.values()].map(({ key, arity }) => [key, arity]),
    );
    expect(phrases.filter(({ text }) => text.trim() === "" || /undefined|NaN/.test(text))).toEqual([]);
  });

  it("leaves nothing in English by accident", () => {
    const same = phrases.filter(({ key, text }) => english.get(key)?.text === text).map(({ key }) => key);
    expect(same.sort()).toEqual(SHARED[language]?.toSorted());
  });
});

describe.each(LANGUAGES)("the phrases of %s", (language) => {
  const phrases = phrasesOf(words(language));

  it("say each of their arguments", () => {
    for (const { key, text, arity } of phrases)
      expect([key, text.split("7").length - 1]).toEqual([key, arity]);
  });

  it("have typographic quotation marks and apostrophes", () => {
    expect(phrases.filter(({ text }) => /["']/.test(text))).toEqual([]);
  });

  it("name every status and ground of a comment", () => {
    const { statuses, grounds } = words(language);
    expect(Object.keys(statuses).sort()).toEqual([...COMMENT_STATUSES].sort());
    expect(Object.keys(grounds).sort()).toEqual([...GROUNDS].sort());
  });

  it("refuse only by codes that there are", () => {
    const codes = Object.keys(words(language).refusals);
    expect(codes.length).toBeGreaterThan(10);
    expect(codes.filter((code) => !(code in CATALOGUE))).toEqual([]);
  });
});

function textsOf(language: string): string[] {
  return phrasesOf(words(language)).map(({ text }) => text);
}

describe("typography", () => {
  it("of French sets narrow spaces before high punctuation and within its quotation marks", () => {
    expect(textsOf("fr").filter((text) => /(?<!\u202f)[;:!?»]|«(?!\u202f)/.test(text))).toEqual([]);
    expect(words("fr").nothingFound("pont")).toBe("Aucun résultat pour «\u202fpont\u202f».");
  });

  it("of German opens quotation marks below", () => {
    expect(textsOf("de").filter((text) => /[”«»]|“(?=\p{L}|7)/u.test(text))).toEqual([]);
    expect(words("de").resultsFor("Brücke")).toBe("Ergebnisse für „Brücke“");
  });

  it("of Spanish opens questions and exclamations", () => {
    const asked = textsOf("es").filter((text) => /[?!]/.test(text));
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((text) => !/[¿¡]/.test(text))).toEqual([]);
  });

  it("of Arabic has its own marks and hardly a Latin letter", () => {
    expect(textsOf("ar").filter((text) => /[,;?](?!\S)/.test(text))).toEqual([]);
    const latin = phrasesOf(words("ar")).flatMap((phrase) =>
      piecesOf(phrase).flatMap((piece) => piece.match(/[A-Za-z]+/g) ?? []),
    );
    expect([...new Set(latin)].sort()).toEqual(["IBAN", "QR", "RSS", "website"]);
  });
});

describe("numbers", () => {
  it.each([
    ["en", 1, "1 article"],
    ["en", 0, "0 articles"],
    ["en", 1_234, "1,234 articles"],
    ["en-IN", 123_456, "1,23,456 articles"],
    ["de", 1_234, "1.234 Artikel"],
    ["de-CH", 12_345, "12'345 Artikel"],
    ["fr", 0, "0 article"],
    ["fr", 2, "2 articles"],
    ["fr", 2_000_000, "2\u202f000\u202f000 d’articles"],
    ["es", 1, "1 artículo"],
    ["es", 2_000_000, "2.000.000 de artículos"],
    ["es-MX", 12_345, "12,345 artículos"],
    ["ar", 0, "لا مقالات"],
    ["ar", 1, "مقال واحد"],
    ["ar", 2, "مقالان"],
    ["ar", 3, "3 مقالات"],
    ["ar", 10, "10 مقالات"],
    ["ar", 11, "11 مقالًا"],
    ["ar", 99, "99 مقالًا"],
    ["ar", 100, "100 مقال"],
    ["ar", 103, "103 مقالات"],
    ["ar-EG", 1_200, "١٬٢٠٠ مقال"],
    ["ar-MA", 1_200, "1.200 مقال"],
  ])("count in %s: %i is %s", (language, count, text) => {
    expect(words(language).articles(count)).toBe(text);
  });

  it.each([
    ["en", 1, "1 min read"],
    ["de", 4, "4 Min. Lesezeit"],
    ["ar", 2, "مدة القراءة: دقيقتان"],
    ["ar", 4, "مدة القراءة: 4 دقائق"],
    ["ar", 12, "مدة القراءة: 12 دقيقة"],
    ["ar-EG", 12, "مدة القراءة: ١٢ دقيقة"],
  ])("of minutes in %s: %i is %s", (language, minutes, text) => {
    expect(words(language).readingTime(minutes)).toBe(text);
  });

  it.each([
    ["en", 1, "Try again in 1 second."],
    ["en", 61, "Try again in 2 minutes."],
    ["en", 3_601, "Try again in 2 hours."],
    ["de", 37, "Versuchen Sie es in 37 Sekunden noch einmal."],
    ["fr", 1, "Réessayez dans 1 seconde."],
    ["es", 7_200, "Inténtelo de nuevo dentro de 2 horas."],
    ["ar", 5, "حاول من جديد خلال 5 ثوانٍ."],
  ])("of the wait in %s: %i seconds are %s", (language, seconds, text) => {
    expect(words(language).waitAgain(seconds)).toBe(text);
  });
});

it.each([
  ["de-AT", "de"],
  ["fr-CA", "fr"],
  ["es-419", "es"],
  ["ar-EG", "ar"],
  ["EN-gb", "en"],
  ["pt", "en"],
  ["pt-BR", "en"],
  ["zh-Hans", "en"],
])("%s is spoken to in the words of %s", (language, spoken) => {
  expect(words(language).skip).toBe(words(spoken).skip);
  expect(words(language)).toBe(words(language));
});
