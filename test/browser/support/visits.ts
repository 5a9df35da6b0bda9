import type { Browser, Cookie } from "playwright-core";
import type { SharedSite } from "./keeper.ts";
import { newReader } from "./reader.ts";

const AT_ONCE = 4;

/** What a fresh reader of a page met with until the network was silent. */
export interface Visit {
  name: string;
  address: string;
  requests: string[];
  complaints: string[];
  scripts: number;
  cookies: Cookie[];
  /** Things in localStorage and sessionStorage. */
  kept: number;
  /** As soon as it is loaded. */
  animations: number;
  css: string;
}

interface Tour {
  browser: Browser;
  site: SharedSite;
  pages: Record<string, string>;
}

/** A fresh reader for each page, some at once: most of a visit is waiting for silence. */
export async function visitAll({ browser, site, pages }: Tour): Promise<Visit[]> {
  const visits: Visit[] = [];
  const entries = Object.entries(pages);
  for (let at = 0; at < entries.length; at += AT_ONCE) {
    const some = entries.slice(at, at + AT_ONCE);
    visits.push(...(await Promise.all(some.map(([name, path]) => visit(browser, name, site.url + path)))));
  }
  return visits;
}

async function visit(browser: Browser, name: string, address: string): Promise<Visit> {
  const { page, complaints, requests } = await newReader(browser, { reducedMotion: "no-preference" });
  await page.goto(address);
  const animations = await page.evaluate<number>("document.getAnimations().length");
  await page.waitForLoadState("networkidle");
  const found = {
    scripts: await page.locator('script:not([type="application/ld+json"])').count(),
    cookies: await page.context().cookies(),
    kept: await page.evaluate<number>("localStorage.length + sessionStorage.length"),
    animations,
    css: (await page.locator("style").first().textContent()) ?? "",
  };
  await page.context().close();
  return { name, address: new URL(address).href, requests, complaints, ...found };
}
