import { expect, it } from "vitest";
import { aPaper, aStory } from "../support/factories.ts";
import { foundBy, searchHtml } from "../support/search.ts";

interface Case {
  name: string;
  text: string;
  found: string[];
  not: string[];
}

const CASES: Case[] = [
  {
    name: "Chinese",
    text: "叙利亚内战进入第六年，联合国呼吁停火。",
    found: ["叙利亚", "联合国", "停火", '"第六年"', "联合国 停火", "停"],
    not: ["利叙", "停联", "战争"],
  },
  {
    name: "Japanese",
    text: "東京都は新しい図書館を開きました。コーヒーも飲めます。",
    found: ["東京", "東京都", "図書館", "コーヒー", "新しい"],
    not: ["京東", "図館", "コヒ"],
  },
  {
    name: "Thai",
    text: "รัฐบาลไทยเปิดห้องสมุดใหม่ในกรุงเทพมหานคร",
    found: ["ห้องสมุด", "กรุงเทพ", "รัฐบาล ใหม่", "ไทย"],
    not: ["สมุดห้อง", "เทพกรุง"],
  },
  {
    name: "Korean",
    text: "서울에서 새로운 도서관이 문을 열었다.",
    found: ["서울", "도서관", "도서관이", "서울 도서관", "서울*"],
    not: ["울서", "부산"],
  },
  {
    name: "Arabic without harakat",
    text: "كتب الصحفي عن المدينة الجديدة",
    found: ["كَتَبَ", "المدينة", "المَدِينَة", "المـديـنة", "المدي*"],
    not: ["مدرسة"],
  },
  {
    name: "Arabic with harakat",
    text: "كَتَبَ الصُّحُفِيُّ عَنِ المَدِينَةِ",
    found: ["كتب", "الصحفي", "كَتَبَ"],
    not: ["كتاب"],
  },
  { name: "Hebrew with niqqud", text: "שָׁלוֹם עֲלֵיכֶם", found: ["שלום", "שָׁלוֹם", "עליכם"], not: ["שלם"] },
  { name: "Hindi", text: "दिल्ली में नई पुस्तकालय खुला", found: ["दिल्ली", "पुस्तकालय", "पुस्त*"], not: ["दल", "पुस"] },
  {
    name: "Vietnamese",
    text: "Thành phố Hồ Chí Minh mở thư viện",
    found: ["thanh pho", "Hồ Chí Minh", "thư viện"],
    not: ["thanhpho"],
  },
  {
    name: "Greek",
    text: "Η Αθήνα ανοίγει βιβλιοθήκη",
    found: ["αθηνα", "ΑΘΉΝΑ", "βιβλιοθηκη"],
    not: ["θηνα"],
  },
  {
    name: "Russian",
    text: "Ещё одна библиотека открылась",
    found: ["библиотека", "БИБЛИОТЕКА", "еще"],
    not: ["тека"],
  },
];

it.each(CASES)("finds words of $name, and only these", async ({ text, found, not }) => {
  const token = await aPaper();
  await aStory(token, { headline: "It", standfirst: "", body: { source: text } });
  for (const words of found) expect([words, await foundBy(words)]).toEqual([words, ["It"]]);
  for (const words of not) expect([words, await foundBy(words)]).toEqual([words, []]);
});

it("shows the excerpt as people write it, with the whole word marked", async () => {
  const token = await aPaper();
  await aStory(token, {
    headline: "It",
    standfirst: "",
    body: { source: "東京都は新しい図書館を開きました。" },
  });
  const html = await searchHtml({ q: "図書館" });
  expect(html).toContain("東京都は新しい<mark>図書館</mark>を開きました");
  expect(html).not.toContain("\u200b");
});
