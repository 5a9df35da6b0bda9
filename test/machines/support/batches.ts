import { dateOf, READERS, type Understood } from "./feed-readers.ts";
import type { WireStory } from "./wire-stories.ts";

/** As many stories as a feed shows. */
export const BATCH_STORIES = 15;

/** A story as the API gave it when it was published. */
export interface Published {
  headline: string;
  url: string;
  publishedAt: string;
  bodyHtml: string;
}

interface Desk {
  /** Makes and publishes a story through the API. */
  publish: (story: WireStory & { topics: string[] }) => Promise<Published>;
  /** The text at a path; throws where it is no 200. */
  read: (path: string) => Promise<string>;
}

/** Publishes a batch under a topic of its own, so that the topic's feed shows exactly the batch; gives it newest first. */
export async function publishBatch(desk: Desk, topic: string, stories: WireStory[]): Promise<Published[]> {
  const published: Published[] = [];
  for (const story of stories) published.unshift(await desk.publish({ ...story, topics: [topic] }));
  return published;
}

/** What readers should have understood and did not: "feedsmith, feed.xml: …". */
export async function misunderstandings(
  desk: Pick<Desk, "read">,
  topic: string,
  batch: Published[],
): Promise<string[]> {
  const wanted = batch.map(expectedOf);
  const complaints: string[] = [];
  for (const [reader, file, read] of READERS) {
    const got = await read(await desk.read(`/topics/${topic}/${file}`));
    if (got.length !== wanted.length)
      complaints.push(`${reader}, ${file}: ${got.length} of ${wanted.length} stories`);
    for (const [place, story] of wanted.entries())
      complaints.push(...differences(story, got[place]).map((what) => `${reader}, ${file}: ${what}`));
  }
  return complaints;
}

/** A story of text alone: its content is its body. */
function expectedOf({ headline, url, publishedAt, bodyHtml }: Published): Understood {
  return { title: headline, link: url, date: dateOf(publishedAt), content: bodyHtml.trim() };
}

function differences(wanted: Understood, got: Understood | undefined): string[] {
  return (["title", "link", "date", "content"] as const)
    .filter((member) => wanted[member] !== got?.[member])
    .map((member) => `${member} of "${wanted.title}" is ${JSON.stringify(got?.[member])?.slice(0, 200)}`);
}
