import type { Pair } from "./alternate.ts";
import { storyPaths } from "./archive.ts";
import type { Load } from "./load.ts";
import { prose } from "./prose.ts";
import { fromAnother } from "./reads.ts";
import { type Bench, HOSTS } from "./site.ts";

const WORDS = 2_000;
const JSON_TYPE = { host: HOSTS.site, "content-type": "application/json" };

/** Every kind of write that is measured, against a Worker that inserts one row. */
export function writePairs(bench: Bench, size: number): Pair[] {
  const floor = rawWrite();
  const drafts: string[] = [];
  return [
    { ours: comment(storyPaths(size)), floor },
    { ours: create(bench, drafts), floor },
    { ours: publish(bench, drafts), floor },
  ];
}

function rawWrite(): Load {
  const asked = { path: "/", method: "POST" as const, headers: { host: HOSTS.rawDatabase }, body: "A row." };
  return { name: "raw write", next: () => asked, status: 201 };
}

function comment(paths: string[]): Load {
  let count = 0;
  const next = () => {
    const body = JSON.stringify({ name: "A reader", body: `I was there, and saw number ${count++}.` });
    const path = `${paths[count % paths.length]}/comments`;
    return fromAnother({ path, method: "POST", headers: JSON_TYPE, body });
  };
  return { name: "comment", next, status: 201 };
}

/** Drafts of 2,000 words; what was made is left in `drafts`. */
function create({ token }: Bench, drafts: string[]): Load {
  const headers = { ...JSON_TYPE, authorization: `Bearer ${token}` };
  const source = prose(WORDS);
  let count = 0;
  const next = () => {
    const body = JSON.stringify({
      headline: `Story ${count++} of the day`,
      section: "world",
      authors: ["author-1"],
      topics: ["Topic 1"],
      body: { source },
    });
    return { path: "/api/v1/articles", method: "POST" as const, headers, body };
  };
  const answered = (text: string) => void drafts.push((JSON.parse(text) as { id: string }).id);
  return { name: "draft", next, status: 201, answered };
}

/** Publishes the drafts that were made, until none is left. */
function publish({ token }: Bench, drafts: string[]): Load {
  const headers = { ...JSON_TYPE, authorization: `Bearer ${token}`, "if-match": '"1"' };
  const next = () => {
    const id = drafts.shift();
    const path = `/api/v1/articles/${id}/publication`;
    return id ? { path, method: "PUT" as const, headers, body: '{"state":"published"}' } : undefined;
  };
  return { name: "publish", next, status: 200 };
}
