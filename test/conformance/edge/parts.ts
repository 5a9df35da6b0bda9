import type { Answer } from "../answer.ts";
import { equal, holds, matches, page, status } from "../assert.ts";
import { type Check, Skipped } from "../check.ts";
import type { Site } from "../site.ts";
import { kept } from "./kept.ts";

/** What a reader gets who has the page already, or wants a part of it; and what only the edge may read. */
export const parts: Check[] = [
  {
    part: "§2",
    title: "If-None-Match with the kept page's ETag: 304 from the cache, without body",
    needs: "nothing",
    async run(site) {
      const etag = (await kept(site, "/")).header("ETag");
      const opaque = etag.replace(/^W\//, "");
      for (const condition of [etag, opaque, `"other", ${etag}`, "*"]) {
        const unchanged = status(await ifNoneMatch(site, condition), 304);
        equal("body bytes of a 304", unchanged.bytes.byteLength, 0);
        equal("ETag of a 304", unchanged.etag, opaque);
      }
      page(await ifNoneMatch(site, 'W/"other"'));
    },
  },
  {
    part: "§2",
    title: "one byte range of a kept page: 206 with exactly it",
    needs: "nothing",
    async run(site) {
      const front = await kept(site, "/");
      const size = front.bytes.byteLength;
      for (const [range, first, last] of [
        ["0-9", 0, 9],
        [`${size - 5}-`, size - 5, size - 1],
        ["-5", size - 5, size - 1],
      ] as const) {
        const part = status(await site.ask("/", { headers: { Range: `bytes=${range}` } }), 206);
        equal("Content-Range", part.header("Content-Range"), `bytes ${first}-${last}/${size}`);
        equal("the bytes", part.text, textOf(front, first, last));
      }
    },
  },
  {
    part: "§2",
    title: "a range beyond the page is 416; one that may be of another version is the whole page",
    needs: "nothing",
    async run(site) {
      const front = await kept(site, "/");
      const beyond = status(await site.ask("/", { headers: { Range: "bytes=99999999-" } }), 416);
      equal("Content-Range", beyond.header("Content-Range"), `bytes */${front.bytes.byteLength}`);
      for (const ifRange of ['"other"', front.header("ETag")])
        page(await site.ask("/", { headers: { Range: "bytes=0-9", "If-Range": ifRange } }));
    },
  },
  {
    part: "§2",
    title: "Cloudflare-CDN-Cache-Control and Cache-Tag never leave the edge",
    needs: "nothing",
    async run(site) {
      const front = await kept(site, "/");
      const answers = [
        front,
        await kept(site, "/", { method: "HEAD" }),
        await ifNoneMatch(site, front.header("ETag")),
        await site.ask("/?utm_source=conformance"),
        await site.ask("/", { headers: { Authorization: "Basic eDp5" } }),
        await site.ask("/", { method: "POST" }),
      ];
      const names = ["Cloudflare-CDN-Cache-Control", "Cache-Tag"];
      for (const answer of answers) {
        const shown = names.filter((name) => answer.headers.has(name));
        if (shown.length > 0 && site.isLocal) throw new Skipped(`${shown} shown: DATELINE_DEBUG=1?`);
        holds(shown.length === 0, `no ${names.join(", ")} in ${answer.call}`, shown.join(", "));
      }
    },
  },
  {
    part: "§2",
    title: "a kept page varies by nothing that readers differ in",
    needs: "nothing",
    async run(site) {
      const vary = (await kept(site, "/")).header("Vary");
      matches("Vary", vary, /^(?:accept-encoding)?$/i);
    },
  },
];

async function ifNoneMatch(site: Site, condition: string): Promise<Answer> {
  return await site.ask("/", { headers: { "If-None-Match": condition } });
}

function textOf({ bytes }: Answer, first: number, last: number): string {
  return new TextDecoder().decode(bytes.subarray(first, last + 1));
}
