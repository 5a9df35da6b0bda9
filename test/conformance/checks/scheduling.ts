import type { JsonObject } from "../answer.ts";
import { equal, problem, status } from "../assert.ts";
import type { Check } from "../check.ts";

const HOUR_MS = 3_600_000;
const YEARS_MS = 10 * 366 * 24 * HOUR_MS;

/** CONTRACT §3: a moment to come, and taking it back. */
export const scheduling: Check[] = [
  {
    part: "§3",
    title: "published at a later moment: scheduled, without a path, not listed",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      const slug = `${newsroom.name}-scheduled`;
      const at = Date.now() + HOUR_MS;
      const story = await newsroom.schedule(await newsroom.draft({ slug }), at);
      equal("status and path", [story.status, story.path], ["scheduled", ""]);
      equal("scheduledFor", story.json.scheduledFor, new Date(at).toISOString());
      equal("publishedAt", story.json.publishedAt, null);
      const section = await site.ask(`/${await newsroom.section()}`);
      equal("its headline in the section", section.text.includes(story.headline), false);
      equal("its slug in the feed", (await site.ask("/feed.xml")).text.includes(slug), false);
      const found = await site.ask(`/search?q=${encodeURIComponent(`"${story.headline}"`)}`);
      equal("a link to it among what is found", found.text.includes(`/${slug}"`), false);
    },
  },
  {
    part: "§3",
    title: "scheduled again: the other moment; published without one: at once",
    needs: "token",
    async run({ newsroom }) {
      const first = await newsroom.schedule(await newsroom.draft(), Date.now() + HOUR_MS);
      const at = Date.now() + 2 * HOUR_MS;
      const second = await newsroom.schedule(first, at);
      equal("scheduledFor", second.json.scheduledFor, new Date(at).toISOString());
      const same = await newsroom.schedule(second, at);
      equal("the revision of the same again", same.revision, second.revision);
      const { status: state, json } = await newsroom.publish(same);
      equal("status and scheduledFor", [state, json.scheduledFor], ["published", null]);
    },
  },
  {
    part: "§3",
    title: "state draft unschedules, and leaves a draft as it is",
    needs: "token",
    async run({ newsroom }) {
      const story = await newsroom.schedule(await newsroom.draft(), Date.now() + HOUR_MS);
      const draft = await newsroom.unschedule(story);
      equal("status and scheduledFor", [draft.status, draft.json.scheduledFor], ["draft", null]);
      equal("the revision of the same again", (await newsroom.unschedule(draft)).revision, draft.revision);
    },
  },
  {
    part: "§3",
    title: "refused: what is not ready, was published, is stale, or years away",
    needs: "token",
    async run({ newsroom }) {
      const later = (ms: number): JsonObject => ({
        state: "published",
        at: new Date(Date.now() + ms).toISOString(),
      });
      const bare = await newsroom.draft({ body: null });
      problem(await newsroom.putPublication(bare, later(HOUR_MS)), 409, "not_publishable");
      const published = await newsroom.published();
      for (const body of [later(HOUR_MS), { state: "draft" }])
        problem(await newsroom.putPublication(published, body), 409, "wrong_state");
      const draft = await newsroom.draft();
      problem(await newsroom.putPublication(draft, later(YEARS_MS)), 422, "invalid");
      const story = await newsroom.schedule(draft, Date.now() + HOUR_MS);
      problem(await newsroom.putPublication(draft, { state: "draft" }), 412, "revision_conflict");
      problem(await newsroom.tryPatch(story, { body: null }), 409, "not_publishable");
      equal("status", (await newsroom.read(draft.id)).status, "scheduled");
    },
  },
  {
    part: "§8",
    title: "healthz counts what is overdue",
    needs: "nothing",
    async run(site) {
      const { overdue } = status(await site.ask("/healthz"), 200).json();
      equal("an integer", Number.isInteger(overdue), true);
    },
  },
];
