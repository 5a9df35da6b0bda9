import jsQr from "jsqr";
import { expect, it } from "vitest";
import { siteSettings } from "../../src/editors/site.ts";
import { transferCode } from "../../src/editors/transfer-code.ts";
import { must } from "../support/factories.ts";
import { request, tokenOf } from "../support/request.ts";

const IBAN = "DE89370400440532013000";
const DONATION = {
  headline: "Help us to go on",
  text: "Please give.",
  iban: IBAN,
  beneficiary: "Courier e. V.",
};
const PIXELS_A_MODULE = 4;

function settingsWith(donation: Record<string, unknown>) {
  return siteSettings.parse({ url: "https://courier.example", name: "The Courier", donation });
}

/** What a camera would see of the SVG, and what a banking app reads in it. */
function readCode(svg: string): string | undefined {
  const size = Number(/viewBox="0 -\.5 (\d+) \1"/.exec(svg)?.[1]) * PIXELS_A_MODULE;
  const pixels = new Uint8ClampedArray(size * size * 4).fill(255);
  for (const [, row] of svg.matchAll(/(M\d+ \d+[^M"]*)/g)) paint(pixels, size, row ?? "");
  return jsQr(pixels, size, size)?.data;
}

function paint(pixels: Uint8ClampedArray, size: number, row: string): void {
  let x = 0;
  let y = 0;
  for (const [, command, first, second] of row.matchAll(/([Mmh])(\d+)(?: (\d+))?/g)) {
    const length = command === "h" ? Number(first) : 0;
    if (command === "M") [x, y] = [Number(first), Number(second)];
    if (command === "m") x += Number(first);
    for (let at = x; at < x + length; at++) darken(pixels, size, { x: at, y });
    x += length;
  }
}

function darken(pixels: Uint8ClampedArray, size: number, { x, y }: { x: number; y: number }): void {
  for (let dy = 0; dy < PIXELS_A_MODULE; dy++)
    for (let dx = 0; dx < PIXELS_A_MODULE; dx++)
      pixels.fill(
        0,
        ((y * PIXELS_A_MODULE + dy) * size + x * PIXELS_A_MODULE + dx) * 4,
        ((y * PIXELS_A_MODULE + dy) * size + x * PIXELS_A_MODULE + dx) * 4 + 3,
      );
}

it("is read by a scanner as an EPC transfer", () => {
  expect(readCode(transferCode(settingsWith(DONATION)))).toBe(
    ["BCD", "002", "1", "SCT", "", "Courier e. V.", IBAN].join("\n"),
  );
});

it("names the paper where no beneficiary is named", () => {
  const code = transferCode(settingsWith({ ...DONATION, beneficiary: "" }));
  expect(readCode(code)).toContain("\nThe Courier\n");
});

it("stands in the appeal of an article only with an IBAN", async () => {
  expect(transferCode(settingsWith({ ...DONATION, iban: null }))).toBe("");
  const token = await tokenOf("publisher");
  const patch = (json: unknown) => request("/api/v1/site", { method: "PATCH", token, json });
  await must(200, patch({ donation: DONATION }));
  expect((await patch({ donation: { iban: "DE89370400440532013001" } })).status).toBe(422);
});
