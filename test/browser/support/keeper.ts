import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";
import { editorOf } from "./editor.ts";
import { type Listed, pageTypes } from "./page-types.ts";
import { type RunningSite, startSite } from "./site.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the keeper is asked for a site. */
    keeper: string;
  }
}

export type SharedSite = Pick<RunningSite, "url" | "token">;

/** A site with the demo, and what it began with. */
export interface DemoSite extends SharedSite {
  articles: Listed[];
  /** A page of each kind. */
  pages: Record<string, string>;
}

async function furnished(site: RunningSite): Promise<DemoSite> {
  const editor = editorOf(site);
  const { items } = await editor<{ items: Listed[] }>("GET", "/articles?status=published&limit=100");
  return { ...site, articles: items, pages: await pageTypes(editor, items) };
}

/** The sites that were asked for. */
class Sites {
  readonly #asked = new Map<string, Promise<SharedSite>>();
  readonly #running: RunningSite[] = [];

  of(name: string): Promise<SharedSite> {
    const site = this.#asked.get(name) ?? this.#begin(name);
    this.#asked.set(name, site);
    return site;
  }

  async stop(): Promise<void> {
    await Promise.allSettled(this.#asked.values());
    await Promise.all(this.#running.map((site) => site.stop()));
  }

  async #begin(name: string): Promise<SharedSite> {
    if (name !== "demo" && name !== "plain") throw new Error(`No site is called "${name}"`);
    const site = await startSite(...(name === "plain" ? ["--empty"] : []));
    this.#running.push(site);
    return name === "demo" ? await furnished(site) : site;
  }
}

/** Vitest's global setup: keeps the sites that files share. Each starts when a file first asks, and stops behind the last. */
export default async function keep(project: TestProject): Promise<() => Promise<void>> {
  const sites = new Sites();
  const server = createServer(({ url = "" }, answer) => {
    sites.of(url.slice(1)).then(
      (site) => reply(answer, 200, JSON.stringify(site)),
      (error: unknown) => reply(answer, 500, String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  project.provide("keeper", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return async () => {
    server.close();
    await sites.stop();
  };
}

function reply(answer: ServerResponse, status: number, text: string): void {
  answer.writeHead(status, { "Content-Type": "application/json" }).end(text);
}
