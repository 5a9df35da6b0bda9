/** What editors may call the labels that mean something to machines, in the languages of the interface. */
const NAMES = {
  analysis: ["analysis", "analyse", "análisis", "تحليل"],
  opinion: ["opinion", "meinung", "opinión", "رأي"],
  sponsored: ["sponsored", "anzeige", "sponsorisé", "patrocinado", "محتوى مموّل"],
} as const;

export type LabelMeaning = keyof typeof NAMES;

/** What a label says to machines, whatever language it is in; undefined for any other label. */
export function meaningOf(label: string | null): LabelMeaning | undefined {
  const said = label?.normalize("NFC").toLowerCase() ?? "";
  const meanings = Object.keys(NAMES) as LabelMeaning[];
  return meanings.find((meaning) => (NAMES[meaning] as readonly string[]).includes(said));
}

/** Whether somebody paid for it: readers see the label, search engines `rel="sponsored"` at its links. */
export function isSponsored(label: string | null): boolean {
  return meaningOf(label) === "sponsored";
}
