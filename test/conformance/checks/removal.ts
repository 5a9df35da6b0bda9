import { isObject, objectsIn } from "../answer.ts";
import { contains, equal, holds, lacks, matches, problem, status } from "../assert.ts";
import type { Check } from "../check.ts";
import type { Site } from "../site.ts";

const ORDER = { state: "removed", reason: "A probe's order.", law: "§ 1 Probe Act" };

async function removed(site: Site) {
  const { newsroom } = site;
  const upload = await site.newsroom.ownPicture();
  const story = await newsroom.published({ lead: { media: upload.id, caption: null } });
  const answer = status(await newsroom.putPublication(story, ORDER), 200);
  return { story, answer, picture: new URL(String(upload.url)).pathname };
}

/** CONTRACT §3: `{"state":"removed"}`; §1: 451. */
export const removal: Check[] = [
  {
    part: "§3",
    title: "removed for legal reasons: 451 with blocked-by on page, Markdown, history and its own picture",
    needs: "token",
    async run(site) {
      const { story, answer, picture } = await removed(site);
      equal("status", answer.json().status, "removed");
      const forms = ["", ".md", "/history", "/history.json", "/comments"].map((form) => story.path + form);
      await site.soon(async () => {
        for (const path of [...forms, picture]) {
          const gone = status(await site.ask(path), 451);
          matches(`Link of ${path}`, gone.header("Link"), /<[^>]+>; ?rel="blocked-by"/);
        }
      });
      contains(await site.ask(story.path), ORDER.law);
      for (const list of ["/", "/archive", "/feed.xml", "/sitemaps/news.xml"])
        lacks(await site.ask(list), story.path);
    },
  },
  {
    part: "§3",
    title: "the receipt of a removal names each place",
    needs: "token",
    async run(site) {
      const { story, answer, picture } = await removed(site);
      const { receipt } = answer.json();
      const places = objectsIn(isObject(receipt) ? receipt.places : []).map(({ url }) => String(url));
      for (const path of [story.path, `${story.path}.md`, `${story.path}/history`, picture, "/feed.xml"])
        holds(
          places.some((url) => url.endsWith(path)),
          `${path} among the places`,
          places.join(" "),
        );
    },
  },
  {
    part: "§3",
    title: "a removal needs reason and law, and something that was public",
    needs: "token",
    async run({ newsroom }) {
      const story = await newsroom.published();
      problem(await newsroom.putPublication(story, { state: "removed", reason: "x" }), 422, "invalid");
      problem(await newsroom.putPublication(await newsroom.draft(), ORDER), 409, "wrong_state");
      equal("status", (await newsroom.read(story.id)).status, "published");
    },
  },
  {
    part: "§3",
    title: "a publisher brings a removed story back to its address",
    needs: "token",
    async run(site) {
      const { story, picture } = await removed(site);
      const back = await site.newsroom.publish(await site.newsroom.read(story.id));
      equal("path", back.path, story.path);
      await site.soon(async () => {
        status(await site.ask(story.path), 200);
        status(await site.ask(picture), 200);
      });
    },
  },
];
