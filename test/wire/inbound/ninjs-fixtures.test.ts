import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { Unusable } from "../../../src/wire/inbound/kind.ts";
import { superdesk } from "../../../src/wire/inbound/superdesk.ts";
import { outcomeOf, readBy, tableOf, wordsOf } from "../../support/deliveries.ts";
import { filesOf, jsonOf } from "../../support/fixture-files.ts";

const files = filesOf(env.NINJS_FILES);

/** Every payload: a file is one, or a list of them. */
function payloads() {
  return files
    .filter(
      ({ name }) => name.endsWith(".json") && name.includes("/") && !/specification|schema\.json$/.test(name),
    )
    .flatMap((file) => {
      const value = jsonOf(file);
      const all = Array.isArray(value) ? value : [value];
      return all.map((payload) => ({
        folder: file.name.split("/").slice(0, 2).join("/"),
        name: file.name,
        payload,
      }));
    });
}

function folderOf(name: string): string {
  const [first = "", second = ""] = name.split("/");
  return first === "iptc" ? `${first}/${second}` : first;
}

describe.runIf(files.length > 0)("every open payload of Superdesk and IPTC", () => {
  it("is an item, or unusable, and nothing else", () => {
    const rows = payloads().map(({ name, payload }) => ({
      folder: folderOf(name),
      outcome: outcomeOf(readBy(superdesk, payload)),
    }));
    const table = tableOf(rows);
    console.log(JSON.stringify(table));
    expect(rows.length).toBeGreaterThan(250);
    expect(table["web-publisher"]?.publish).toBeGreaterThan(50);
  });

  it("that is a usable text with a body is an article to read, in its language and of its date", () => {
    const lacking: string[] = [];
    let read = 0;
    for (const { name, payload } of payloads()) {
      const item = readBy(superdesk, payload);
      if (item instanceof Unusable || item.action !== "publish") continue;
      const members = Object.keys(payload as object).map((member) => member.toLowerCase());
      if (!members.some((member) => /^bod(?:y_\w+|ies)$/.test(member))) continue;
      read++;
      const isDated = item.at !== null || !members.includes("versioncreated");
      const { language } = payload as { language?: string };
      const isWhole = item.article?.headline && wordsOf(item) !== "" && item.article.language === language;
      if (!isWhole || !isDated) lacking.push(name);
    }
    console.log(`${read} articles to read`);
    expect(lacking).toEqual([]);
    expect(read).toBeGreaterThan(70);
  });
});
