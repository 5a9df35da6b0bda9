import { type ArticleJson, aBrief, aStory, must } from "./factories.ts";
import { request, tokenOf } from "./request.ts";

interface Paper {
  name: string;
  section: string;
  author: string;
  headline: string;
  text: string;
}

/** What papers in other languages print; nothing of it is English. */
export const PAPERS = {
  de: {
    name: "Der Bote",
    section: "Politik",
    author: "Änne Groß",
    headline: "Der Hafen öffnet wieder",
    text: "Nach neun Wochen liefen die ersten Schiffe ein.",
  },
  fr: {
    name: "Le Courrier",
    section: "Monde",
    author: "Zoé Lefèvre",
    headline: "Le port rouvre",
    text: "Après neuf semaines, les premiers navires sont entrés.",
  },
  es: {
    name: "El Correo",
    section: "Mundo",
    author: "Íñigo Peña",
    headline: "El puerto vuelve a abrir",
    text: "Tras nueve semanas entraron los primeros barcos.",
  },
  ar: {
    name: "البريد",
    section: "العالم",
    author: "ليلى حداد",
    headline: "عودة الميناء",
    text: "عادت السفن بعد تسعة أسابيع.",
  },
} satisfies Record<string, Paper>;

export type PaperLanguage = keyof typeof PAPERS;

export interface Newsroom {
  token: string;
  story: ArticleJson;
  brief: ArticleJson;
}

/** A paper in a language: its settings, a section, an author, a story and a brief. */
export async function aPaperIn(language: PaperLanguage): Promise<Newsroom> {
  const { name, section, author, headline, text } = PAPERS[language];
  const token = await tokenOf("publisher");
  const put = async (path: string, json: unknown, method = "PUT") =>
    await must(200, request(`/api/v1${path}`, { method, token, json }));
  await put("/site", { name, language }, "PATCH");
  await put("/sections/world", { name: section, kind: "stories" });
  await put("/authors/writer", { name: author });
  const story = await aStory(token, {
    ...{ headline, language, standfirst: text, body: { source: text } },
    ...{ section: "world", authors: ["writer"] },
  });
  return { token, story, brief: await aBrief(token, headline, { language, standfirst: text }) };
}
