import type { Import } from "./source.ts";

const BASE = ["db.ts", "env.ts", "errors.ts"];
/** Rooms that write record events and audit entries in their own batches, and read each other's tables. */
const WRITING = ["wire/events.ts", "editors/audit.ts", "*/schema.ts"];

/**
 * What each room of src, and each file at its top, may import beside itself: a room, or one file of it.
 * Only app.ts, worker.ts, jobs.ts and prepare.ts are given wire/dispatch.ts and wire/settle.ts: nobody else hands
 * events to their consumers.
 */
const MAY_IMPORT: Record<string, readonly string[]> = {
  "db.ts": [],
  "env.ts": [],
  "errors.ts": [],
  ui: [],
  http: [...BASE, "ui/theme.ts"],
  edge: [...BASE, "http", "ui"],
  editors: [...BASE, ...WRITING, "http", "edge", "ui", "articles/body.ts"],
  articles: [...BASE, ...WRITING, "http", "edge", "editors/site.ts", "ui/chrome.ts", "ui/variants.ts"],
  paper: [...BASE, "http", "edge", "ui", "articles"],
  comments: [...BASE, ...WRITING, "http", "edge", "ui", "articles"],
  desk: [...BASE, "http", "ui", "articles/set-discussion.ts", "comments", "editors"],
  wire: [...BASE, ...WRITING, "http", "edge", "articles", "comments/output.ts", "comments/store.ts"],
  "operation.ts": [...BASE, "http", "articles/overdue.ts"],
  "api-docs-page.tsx": ["http", "edge", "articles/chrome.ts", "api-docs-view.tsx"],
  "api-docs-view.tsx": ["ui"],
  "refuse.tsx": [...BASE, "http", "edge", "ui", "articles/chrome.ts", "comments/comment-request.ts"],
  "consumers.ts": [
    ...BASE,
    "http",
    "edge",
    "editors/site.ts",
    "paper/stand-in.tsx",
    "wire/out/claim.ts",
    "wire/out/deliver.ts",
    "wire/out/deliver-to.ts",
    "wire/outbox.ts",
    "wire/probe.ts",
  ],
  "prepare.ts": [...BASE, "consumers.ts", "http", "edge", "editors/site.ts", "wire/settle.ts"],
  "jobs.ts": [...BASE, "consumers.ts", "http", "edge", "articles", "comments", "editors", "wire"],
  "app.ts": [
    "http",
    "edge",
    "articles",
    "paper",
    "comments",
    "desk",
    "editors",
    "wire",
    "operation.ts",
    "api-docs-page.tsx",
    "prepare.ts",
    "refuse.tsx",
  ],
  "worker.ts": [...BASE, "app.ts", "consumers.ts", "jobs.ts", "edge", "wire/out/claim.ts"],
};

/** The imports that go where they may not, as "from → to". */
export function strayImports(imports: readonly Import[]): string[] {
  return imports
    .filter((each) => !isAllowed(inSrc(each.from), inSrc(each.to)))
    .map(({ from, to }) => `${from} → ${to}`);
}

function isAllowed(from: string, to: string): boolean {
  if (roomOf(from) === roomOf(to) || to === "../package.json") return true;
  const allowed = [to, roomOf(to), to.replace(/^[^/]+\//, "*/")];
  return MAY_IMPORT[roomOf(from)]?.some((place) => allowed.includes(place)) ?? false;
}

/** "src/http/route.ts" → "http/route.ts"; what lies outside of src begins with "../". */
function inSrc(path: string): string {
  return path.startsWith("src/") ? path.slice("src/".length) : `../${path}`;
}

/** The room of a file; a file at the top is a room of its own. */
function roomOf(path: string): string {
  return path.split("/", 1)[0] ?? path;
}
