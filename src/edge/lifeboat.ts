import { cacheHeaders } from "../http/respond.ts";
import { FROM_LIFEBOAT } from "./policy.ts";

/** Two runs may keep one page at once: who lost draws it again. */
const ATTEMPTS = 5;
/** Headers that belong to what a copy says. */
const KEPT_HEADERS = ["Content-Type", "Content-Security-Policy", "Link", "Location"];
/** The status of a stone: what is under it is not said. */
const BURIED = "0";

/** What is said at a path where the database can't be asked: a story, or that it was taken away. */
export interface Lifeboat {
  /** Brings the copy up to date. Throws where the bucket or the database is out of reach. */
  keep(path: string): Promise<void>;
  /** Puts a stone over the copy that says nothing, without asking the database. Throws where the bucket is out of reach. */
  bury(path: string): Promise<void>;
}

/**
 * Draws what is said at a path now and keeps it, unless somebody kept it since: then what was drawn may be old, and it is
 * drawn again. So an old text never comes behind the tombstone that stands for it. Throws where that is no use.
 */
export async function keepCopy(bucket: R2Bucket, path: string, draw: () => Promise<Response>): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const held = await bucket.head(keyOf(path));
    const copy = await draw();
    const isNothingNew = held === null && copy.status === 404;
    if (isNothingNew || (await put(bucket, { path, copy, held }))) return;
  }
  throw new Error(`The copy of ${path} is changed too often`);
}

interface Put {
  path: string;
  copy: Response;
  held: R2Object | null;
}

async function put(bucket: R2Bucket, { path, copy, held }: Put): Promise<boolean> {
  const headers = KEPT_HEADERS.flatMap((name) => {
    const value = copy.headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  const kept = await bucket.put(keyOf(path), await copy.text(), {
    onlyIf: held ? { etagMatches: held.etag } : { etagDoesNotMatch: "*" },
    customMetadata: { status: String(copy.status), headers: JSON.stringify(Object.fromEntries(headers)) },
  });
  return kept !== null;
}

/** Puts a stone over the copy: whoever is drawing the page just now draws it again. */
export async function buryCopy(bucket: R2Bucket, path: string): Promise<void> {
  await bucket.put(keyOf(path), "", { customMetadata: { status: BURIED } });
}

/** The copy as an answer; undefined where there is none. Only a story is kept by the edge, and not for long. */
export async function fromLifeboat(bucket: R2Bucket, path: string): Promise<Response | undefined> {
  const copy = await bucket.get(keyOf(path));
  const { status = BURIED, headers } = copy?.customMetadata ?? {};
  if (!copy || status === BURIED) return undefined;
  const isStory = status === "200";
  return new Response(copy.body, {
    status: Number(status),
    headers: {
      ...(JSON.parse(headers ?? "{}") as Record<string, string>),
      ...(isStory ? cacheHeaders(FROM_LIFEBOAT, []) : { "Cache-Control": "no-store" }),
      ...(isStory ? { ETag: `W/"${copy.etag}"` } : {}),
    },
  });
}

function keyOf(path: string): string {
  return `pages${path}`;
}
