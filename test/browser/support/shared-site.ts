import { inject } from "vitest";
import type { DemoSite, SharedSite } from "./keeper.ts";

/** The site with the demo that files share. Others have been there: a file leaves settings as it found them. */
export async function demoSite(): Promise<DemoSite> {
  return (await ask("demo")) as DemoSite;
}

/** The site that began empty and that files share; what others made may be there. */
export async function plainSite(): Promise<SharedSite> {
  return (await ask("plain")) as SharedSite;
}

async function ask(name: string): Promise<unknown> {
  const answer = await fetch(`${inject("keeper")}/${name}`);
  if (!answer.ok) throw new Error(await answer.text());
  return await answer.json();
}
