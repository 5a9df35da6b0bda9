import type { Answer } from "../answer.ts";
import { equal, matches, none, problem, status } from "../assert.ts";
import type { Check } from "../check.ts";
import { PNG } from "../pictures.ts";
import type { Asked, Site } from "../site.ts";

const CROWD = 8;
let keys = 0;

function post(site: Site, path: string, key: string, asked: Asked): Promise<Answer> {
  return site.api(path, {
    method: "POST",
    ...asked,
    headers: { "Idempotency-Key": key, ...asked.headers },
  });
}

/** A key that no run has used. */
function aKey({ newsroom }: Site): string {
  return `${newsroom.name}-${++keys}`;
}

function replayed(answer: Answer): string {
  return answer.header("Idempotency-Replayed");
}

/** Sends the same request twice: the same answer, and only the second says that it is one given before. */
async function twice(site: Site, path: string, asked: Asked): Promise<Answer> {
  const key = aKey(site);
  const first = status(await post(site, path, key, asked), 201);
  const second = status(await post(site, path, key, asked), 201);
  equal("Idempotency-Replayed", [replayed(first), replayed(second)], ["", "true"]);
  for (const name of ["Location", "ETag", "Content-Type"])
    equal(`${name} of the replay`, second.header(name), first.header(name));
  equal("body of the replay", second.text, first.text);
  return first;
}

/** CONTRACT §0: retries are safe. */
export const retries: Check[] = [
  {
    part: "§0",
    title: "POST /articles with one Idempotency-Key: the first answer again, Idempotency-Replayed: true",
    needs: "token",
    async run(site) {
      const first = await twice(site, "/articles", { json: { headline: "Probe of a retry" } });
      matches("Location", first.header("Location"), new RegExp(`/api/v1/articles/${first.json().id}$`));
    },
  },
  {
    part: "§0",
    title: "a correction with one Idempotency-Key stands there once",
    needs: "token",
    async run(site) {
      const { id } = await site.newsroom.published();
      await twice(site, `/articles/${id}/corrections`, { json: { text: "Probe of a retry." } });
      const { corrections } = (await site.newsroom.read(id)).json;
      equal("corrections", Array.isArray(corrections) && corrections.length, 1);
    },
  },
  {
    part: "§0",
    title: "POST /media with one Idempotency-Key: one picture",
    needs: "token",
    async run(site) {
      await twice(site, "/media?alt=Retry", { body: PNG, headers: { "Content-Type": "image/png" } });
    },
  },
  {
    part: "§0",
    title: "equal requests at once with one Idempotency-Key: one article, equal answers",
    needs: "token",
    async run(site) {
      const key = aKey(site);
      const json = { headline: "Probe of a crowd" };
      const crowd = await Promise.all(
        Array.from({ length: CROWD }, () => post(site, "/articles", key, { json })),
      );
      none(crowd, "201", (answer) => (answer.status === 201 ? undefined : "another status"));
      equal("different answers", new Set(crowd.map((answer) => answer.text)).size, 1);
      equal("replays", crowd.filter((answer) => replayed(answer) === "true").length, CROWD - 1);
    },
  },
  {
    part: "§0",
    title: "the key of another body or path: 422 idempotency_key_reused, and nothing is made",
    needs: "token",
    async run(site) {
      const key = aKey(site);
      const { id } = await site.newsroom.published();
      const json = { headline: "Probe of a reused key" };
      status(await post(site, "/articles", key, { json }), 201);
      const other = { json: { headline: "Another probe" } };
      problem(await post(site, "/articles", key, other), 422, "idempotency_key_reused");
      const correction = await post(site, `/articles/${id}/corrections`, key, { json: { text: "Probe." } });
      problem(correction, 422, "idempotency_key_reused");
      equal("corrections", (await site.newsroom.read(id)).json.corrections, []);
    },
  },
  {
    part: "§0",
    title: "a refused request leaves its Idempotency-Key free",
    needs: "token",
    async run(site) {
      const key = aKey(site);
      problem(await post(site, "/articles", key, { json: { headline: "" } }), 422, "invalid");
      status(await post(site, "/articles", key, { json: { headline: "Probe of a free key" } }), 201);
    },
  },
  {
    part: "§0",
    title: "what is no Idempotency-Key: 400 bad_request",
    needs: "token",
    async run(site) {
      const json = { headline: "Probe" };
      problem(await post(site, "/articles", "k".repeat(256), { json }), 400, "bad_request");
      problem(await post(site, "/articles", '""', { json }), 400, "bad_request");
    },
  },
];
