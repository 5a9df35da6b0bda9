import type { Env } from "../../env.ts";
import type { Act } from "../../http/actor.ts";
import { refusedPlace } from "../../http/public-url.ts";
import { fetchPicture } from "./fetch-picture.ts";
import { keepAsset, setAside, TOO_LARGE } from "./keep-asset.ts";

const AT_ONCE = 3;
/** Behind an answer a Worker has half a minute. */
const ALL_MS = 20_000;

/** With what pictures are fetched. */
export type PictureEnv = Pick<Env, "MEDIA" | "ALLOW_PRIVATE_WEBHOOKS" | "DNS_URL" | "SITE_URL">;

interface Fetching {
  env: PictureEnv;
  source: string;
  /** Origin of this site. */
  siteUrl: string;
}

/** What came so far. */
export interface Fetches {
  /** Addresses of the pictures that are ours now. */
  kept: Set<string>;
  /** Those that can't be had, and why, in plain words. */
  failed: Map<string, string>;
  /** Resolves when there is nothing more to come; it never rejects. */
  done: Promise<void>;
}

/** Fetches pictures of a source, three at once, and keeps them under their addresses, in the order in which they are named. */
export function fetchPictures(act: Act, fetching: Fetching, urls: readonly string[]): Fetches {
  const kept = new Set<string>();
  const failed = new Map<string, string>();
  const until = AbortSignal.timeout(ALL_MS);
  const checked = lookingOnce(fetching);
  const queue = [...urls];
  const work = async () => {
    for (let url = queue.shift(); url !== undefined; url = queue.shift()) {
      const why = (await checked(url)) ?? (await keepOne(act, fetching, { url, until }));
      if (why === undefined) kept.add(url);
      else failed.set(url, why);
    }
  };
  const done = Promise.all(Array.from({ length: AT_ONCE }, work)).then(() => undefined);
  return { kept, failed, done };
}

/** Why nothing may be fetched at an address: each host is looked up once. */
function lookingOnce({ env, siteUrl }: Fetching): (url: string) => Promise<string | undefined> {
  const known = new Map<string, Promise<string | undefined>>();
  return (url) => {
    const { origin } = new URL(url);
    const why = known.get(origin) ?? refusedPlace(origin, env, [siteUrl, env.SITE_URL]);
    known.set(origin, why);
    return why;
  };
}

/** Why a picture is not ours; undefined: it is. */
async function keepOne(
  act: Act,
  { env, source }: Fetching,
  { url, until }: { url: string; until: AbortSignal },
): Promise<string | undefined> {
  const row = { source, mediaId: url, name: new URL(url).pathname.slice(-300) };
  try {
    const fetched = await fetchPicture(url, until);
    if (fetched.bytes) {
      const outcome = await keepAsset(act, env.MEDIA, { source, asset: { ...row, bytes: fetched.bytes } });
      return outcome === "aside" ? "it is no picture that is shown here" : undefined;
    }
    if (fetched.isTooLarge) await setAside(act.db, { ...row, createdAt: act.now, note: TOO_LARGE });
    return fetched.why;
  } catch (error) {
    console.error(JSON.stringify({ level: "error", message: "picture not kept", error: String(error) }));
    return "it could not be stored";
  }
}
