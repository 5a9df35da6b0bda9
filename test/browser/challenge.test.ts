import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { editorOf, publish } from "./support/editor.ts";
import { newReader, openBrowser, type Watched } from "./support/reader.ts";
import { type RunningSite, startSite } from "./support/site.ts";

const API = "https://challenges.cloudflare.com/turnstile/v0/api.js";
/**
 * What Turnstile's script does to a page, as far as a policy is concerned: a frame, a field, styles by CSSOM, and a newer
 * version of itself. It tries to make markup of text, too, which nobody may.
 */
const WIDGET = `(() => {
  const draw = (place) => {
    const frame = document.createElement("iframe");
    frame.setAttribute("src", "https://challenges.cloudflare.com/frame");
    frame.style.width = "300px";
    frame.title = "Challenge";
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = "cf-turnstile-response";
    field.value = window.nextToken ?? "good";
    place.append(frame, field);
  };
  window.drawn = (window.drawn ?? 0) + 1;
  window.turnstile = { render: draw, reset() {} };
  if (window.drawn === 1) {
    document.querySelectorAll(".cf-turnstile").forEach(draw);
    const newer = document.createElement("script");
    newer.src = "${API}?_upgrade=true";
    document.head.append(newer);
    try { document.createElement("p").innerHTML = "<b>made of text</b>"; window.made = true; } catch {}
    try { document.createElement("script").src = "https://evil.example/x.js"; window.made = true; } catch {}
  }
})();`;

let verifier: Server;
let site: RunningSite;
let browser: Browser;
let path: string;

beforeAll(async () => {
  verifier = createServer(async (request, response) => {
    let text = "";
    for await (const part of request) text += part;
    const success = (JSON.parse(text) as { response: string }).response === "good";
    const codes = success ? [] : ["invalid-input-response"];
    response.writeHead(200, { "Content-Type": "application/json" });
    response.end(JSON.stringify({ success, "error-codes": codes }));
  });
  await new Promise<void>((resolve) => verifier.listen(0, "127.0.0.1", resolve));
  process.env.TURNSTILE_SECRET = "secret";
  process.env.TURNSTILE_URL = `http://127.0.0.1:${(verifier.address() as AddressInfo).port}/`;
  [site, browser] = await Promise.all([startSite("--empty"), openBrowser()]);
  const editor = editorOf(site);
  await editor("PATCH", "/site", { turnstileSiteKey: "0x4AAAAAAAtest" });
  await editor("PUT", "/sections/world", { name: "World" });
  await editor("PUT", "/authors/ana", { name: "Ana" });
  ({ path } = await publish(editor, {
    headline: "A guarded discussion",
    section: "world",
    authors: ["ana"],
    body: { source: "Text." },
  }));
});
afterAll(async () => {
  delete process.env.TURNSTILE_SECRET;
  delete process.env.TURNSTILE_URL;
  await Promise.all([browser?.close(), site?.stop()]);
  verifier.close();
});

async function openForm(options = {}): Promise<Watched> {
  const reader = await newReader(browser, options);
  await reader.page.route("https://challenges.cloudflare.com/**", (route) =>
    route.request().url().startsWith(API)
      ? route.fulfill({ contentType: "text/javascript", body: WIDGET })
      : route.fulfill({ contentType: "text/html", body: "<title>Challenge</title>" }),
  );
  await reader.page.goto(`${site.url}${path}/comments`);
  return reader;
}

it("a passed challenge is sent with the form; the receipt stands on a page without a script of others", async () => {
  const { page, requests } = await openForm();
  await page.locator(".cf-turnstile iframe").waitFor();
  await expect.poll(() => page.evaluate("window.drawn")).toBe(2);
  expect(await page.evaluate("window.made")).toBeUndefined();
  await page.getByLabel("Name").fill("Ada");
  await page.locator("textarea").fill("Written by a person.");
  await page.getByRole("button", { name: "Send comment" }).click();
  await page.waitForURL("**/comments/receipts/*");
  await page.getByRole("heading", { name: "Waiting for an editor" }).waitFor();
  expect(await page.locator("script").count()).toBe(0);
  expect(await page.evaluate("sessionStorage.length")).toBe(0);
  expect(requests.filter((url) => !/^http:\/\/localhost|challenges\.cloudflare/.test(url))).toEqual([]);
  await page.context().close();
});

it("a refused one gives the text back with a fresh widget", async () => {
  const { page } = await openForm();
  await page.locator(".cf-turnstile iframe").waitFor();
  await page.evaluate("document.querySelector('[name=cf-turnstile-response]').value = 'bad'");
  await page.getByLabel("Name").fill("Ada");
  await page.locator("textarea").fill("Written by a person.");
  await page.getByRole("button", { name: "Send comment" }).click();
  await page.getByText("The check against robots was not passed.").waitFor();
  expect(await page.locator("textarea").inputValue()).toBe("Written by a person.");
  expect(await page.locator(".cf-turnstile iframe").count()).toBe(1);
  await page.getByRole("button", { name: "Send comment" }).click();
  await page.waitForURL("**/comments/receipts/*");
  await page.context().close();
});

it("without script the form says what it needs", async () => {
  const { page } = await openForm({ javaScriptEnabled: false });
  expect(await page.locator("noscript").textContent()).toContain("JavaScript");
  await page.context().close();
});

it("nothing of Cloudflare's is on the article's page", async () => {
  const { page, requests, complaints } = await newReader(browser);
  await page.goto(site.url + path, { waitUntil: "networkidle" });
  expect(requests.filter((url) => !url.startsWith(site.url))).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
});
