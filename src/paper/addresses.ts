import type { Picture } from "../articles/article.ts";

/** The widest variant that every picture has, in pixels. */
const SHARED_WIDTH = 1_200;

/** The whole address of a path of ours, whatever letters it has. `siteUrl` is an origin. */
export function addressOf(siteUrl: string, path: string | null): string {
  return siteUrl + encodeURI(path ?? "/");
}

/** The picture that is handed to other sites: a JPEG of 1,200 pixels, or of its own width where that is less. */
export function sharedPicture(siteUrl: string, { id, version, width, height }: Picture) {
  const shown = Math.min(SHARED_WIDTH, width);
  return {
    url: `${siteUrl}/media/${id}/${version}/${SHARED_WIDTH}.jpeg`,
    width: shown,
    height: Math.max(1, Math.round((height * shown) / width)),
  };
}
