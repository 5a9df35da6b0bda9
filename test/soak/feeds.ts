import {
  BATCH_STORIES,
  misunderstandings,
  type Published,
  publishBatch,
} from "../machines/support/batches.ts";
import { fixturePath, LANGUAGES, type WireStory, wireStories } from "../machines/support/wire-stories.ts";
import { jsonOf } from "./client.ts";
import { must, publish, storyOf } from "./newsroom.ts";
import { type Part, Skipped, type Stage } from "./part.ts";
import { together } from "./together.ts";

const WIDTH = 2;
const QUICK_BATCHES = 3;

interface Batch {
  topic: string;
  stories: WireStory[];
}

/** Each story of the wire, in three scripts, is understood by each reader of each feed as it was published. */
export const feeds: Part = {
  name: "feeds",
  run: async (stage) => {
    if (fixturePath("articles") === undefined) throw new Skipped("the stories of the wire are not there");
    const { report, isQuick, until } = stage;
    const batches = LANGUAGES.flatMap((language) => batchesOf(language));
    const chosen = isQuick ? batches.slice(0, QUICK_BATCHES) : batches;
    let stories = 0;
    const done = await together(chosen, { width: WIDTH, until }, async ({ topic, stories: batch }) => {
      const published = await publishBatch(deskOf(stage), topic, batch);
      for (const complaint of await misunderstandings(deskOf(stage), topic, published))
        report.expect(false, complaint.split(":", 1)[0] ?? "", () => complaint);
      stories += published.length;
    });
    report.figure(`${stories} stories read back by 2 readers from 3 formats`);
    report.covered(done, chosen.length, "feeds of topics");
  },
};

/** The stories of a language, as many at a time as a feed shows. */
function batchesOf(language: (typeof LANGUAGES)[number]): Batch[] {
  const stories = wireStories(language);
  return Array.from({ length: Math.ceil(stories.length / BATCH_STORIES) }, (_, n) => ({
    topic: `wire-${language}-${n + 1}`,
    stories: stories.slice(n * BATCH_STORIES, (n + 1) * BATCH_STORIES),
  }));
}

function deskOf({ site }: Stage) {
  return {
    publish: async (story: WireStory) => {
      const json = { ...story, section: "world", authors: ["mara-lind"] };
      const draft = storyOf(await must(201, site.api("/articles", { json })));
      return jsonOf(await must(200, publish(site, draft))) as unknown as Published;
    },
    read: async (path: string) => (await must(200, site.ask(path))).bytes.toString("utf8"),
  };
}
