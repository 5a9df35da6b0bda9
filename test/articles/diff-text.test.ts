import { expect, it } from "vitest";
import { type Block, diffText } from "../../src/articles/diff-text.ts";

/** The blocks as one text: [-removed-]{+added+}, ⋯ for what is left out. */
function drawn(blocks: Block[]): string {
  const marks = { same: ["", ""], removed: ["[-", "-]"], added: ["{+", "+}"] };
  return blocks.map((block) => block.map(({ is, text }) => marks[is].join(text)).join("") || "⋯").join(" ¶ ");
}
const diff = (before: string, after: string) => drawn(diffText(before, after));

it("marks the words that changed", () => {
  expect(diff("The first ship came at dawn.", "The first two ships came at dawn.")).toBe(
    "The first [-ship -]{+two ships +}came at dawn.",
  );
  expect(diff("", "New")).toBe("{+New+}");
  expect(diff("Old", "")).toBe("[-Old-]");
});

it("does not see white space", () => {
  expect(diff("One  two\n\n\nthree", "One two\n\nthree\n")).toBe("⋯");
  expect(diff("a b  c d", "a  b c x")).toBe("a  b c [-d-]{+x+}");
});

it("sets words apart in scripts that don't", () => {
  expect(diff("港に最初の船が戻った。", "港に二隻の船が戻った。")).toMatch(
    /^港に.*\[-最初-\].*の船が戻った。$/,
  );
  expect(diff("عادت السفينة الأولى", "عادت السفن الأولى")).toBe("عادت [-السفينة -]{+السفن +}الأولى");
  expect(diff("Первый корабль пришёл", "Первый паром пришёл")).toBe("Первый [-корабль -]{+паром +}пришёл");
});

it("keeps the paragraphs beside a change and leaves out the others", () => {
  const text = (third: string) => ["One.", "Two.", third, "Four.", "Five.", "Six."].join("\n\n");
  expect(diff(text("Number three is here."), text("Number 3 is here."))).toBe(
    "⋯ ¶ Two. ¶ Number [-three -]{+3 +}is here. ¶ Four. ¶ ⋯",
  );
});

it("finds a paragraph that came in before one that changed", () => {
  expect(diff("The ship came at dawn today.", "All new here.\n\nThe ship came at noon today.")).toBe(
    "{+All new here.+} ¶ The ship came at [-dawn -]{+noon +}today.",
  );
});

it("sets a rewritten paragraph behind the old one", () => {
  expect(diff("Nothing of this is kept at all.", "Quite other words stand there now.")).toBe(
    "[-Nothing of this is kept at all.-] ¶ {+Quite other words stand there now.+}",
  );
});

it("shortens long runs that did not change, without breaking a letter", () => {
  const long = "🚢".repeat(400);
  const [block] = diffText(`${long} dawn`, `${long} noon`);
  expect(block?.[0]?.text.length).toBeLessThan(300);
  expect(block?.every(({ text }) => text.isWellFormed())).toBe(true);
});

/** Words without end, other ones for each seed. */
function prose(seed: number, paragraph: number): string {
  let state = seed;
  const word = () => {
    state = (state * 48_271) % 2_147_483_647;
    return (state % 50_000).toString(36);
  };
  const text = Array.from({ length: 25_000 }, (_, n) => word() + (n % paragraph === 0 ? "\n\n" : " "));
  return text.join("").slice(0, 100_000);
}

it.each([
  ["of one paragraph", prose(1, 100_000), prose(2, 100_000)],
  ["of many paragraphs", prose(1, 40), prose(2, 40)],
  ["of a word a paragraph", prose(1, 1), prose(2, 1)],
  ["of the same letters", "a b ".repeat(25_000), "b a c ".repeat(16_600)],
  ["that differ in each paragraph", prose(1, 30), prose(1, 30).replaceAll("\n\n", " x\n\nx ")],
  ["that differ in each third word", prose(1, 100), prose(1, 100).replace(/(\w+ \w+) \w+/g, "$1 x")],
])("bounds work and result of two long texts %s", (_, before, after) => {
  const start = performance.now();
  const blocks = diffText(before, after);
  // Unbounded it would be minutes; 150 ms is the worst that was measured.
  expect(performance.now() - start).toBeLessThan(3_000);
  expect(blocks.flat().reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(45_000);
});
