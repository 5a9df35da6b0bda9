import { type Answer, jsonOf, shown } from "./client.ts";
import { type JsonCase, jsonCases } from "./fixtures.ts";
import { anAddress, must, story } from "./newsroom.ts";
import type { Part, Stage } from "./part.ts";
import type { Site } from "./site.ts";
import { Tally, together } from "./together.ts";

const WIDTH = 4;
/** A comment's body may not be longer (src/comments/comment-request.ts): it is refused before it is parsed. */
const COMMENT_MAX_BYTES = 65_536;

interface Target {
  name: string;
  maxBytes: number;
  send: (body: Buffer) => Promise<Answer>;
}

/** Whatever stands in a JSON body, the answer is the right refusal, and nothing else is stored. */
export const json: Part = {
  name: "json",
  run: async (stage) => {
    const { site, report, until } = stage;
    const cases = jsonCases();
    const { path } = await story(site, "Commented in odd JSON");
    const before = await census(site);
    const accepted = new Tally();
    for (const target of targets(site, path)) {
      const statuses = { y: new Tally(), n: new Tally(), i: new Tally() };
      const done = await together(cases, { width: WIDTH, until }, async (it) => {
        const answer = await attempt(stage, target, it);
        statuses[it.kind].add(answer?.status ?? "no answer");
        if (answer?.status === 201) accepted.add(target.name);
        if (answer) judge(stage, target, it, answer);
      });
      report.covered(done, cases.length, `files to ${target.name}`);
      report.figure(`  y: ${statuses.y}   n: ${statuses.n}   i: ${statuses.i}`);
    }
    compare(stage, before, await census(site), accepted);
  },
};

function targets(site: Site, path: string): Target[] {
  const type = { "Content-Type": "application/json" };
  const maxBytes = Number.POSITIVE_INFINITY;
  return [
    {
      name: "POST /api/v1/articles",
      maxBytes,
      send: (body) => site.api("/articles", { method: "POST", body, headers: type }),
    },
    {
      name: "PATCH /api/v1/site",
      maxBytes,
      send: (body) => site.api("/site", { method: "PATCH", body, headers: type }),
    },
    {
      name: "POST {article}/comments",
      maxBytes: COMMENT_MAX_BYTES,
      send: (body) => {
        const headers = { ...type, "CF-Connecting-IP": anAddress() };
        return site.ask(`${path}/comments`, { method: "POST", body, headers });
      },
    },
  ];
}

/** The answer; a request without one is a complaint, and the run goes on. */
async function attempt({ report }: Stage, target: Target, it: JsonCase): Promise<Answer | undefined> {
  try {
    return await target.send(it.bytes);
  } catch (error) {
    report.expect(false, `${target.name}: no answer`, () => `${it.name} → ${String(error)}`);
    return undefined;
  }
}

function judge({ report }: Stage, { name, maxBytes }: Target, it: JsonCase, answer: Answer): void {
  const { status } = answer;
  const seen = () => `${it.name} → ${shown(answer)}`;
  report.expect(status < 500, `${name}: 5xx`, seen);
  if (it.kind === "n" && it.bytes.byteLength > maxBytes)
    report.expect(status === 413, `${name}: what is too large is not 413`, seen);
  else if (it.kind === "n") report.expect(status === 400, `${name}: what is not JSON is not 400`, seen);
  if (it.kind === "y")
    report.expect(status === 422 || (status >= 200 && status < 300), `${name}: JSON is not 422 or 2xx`, seen);
  if (status >= 400)
    report.expect(typeof jsonOf(answer).code === "string", `${name}: a refusal is no problem+json`, seen);
}

interface Census {
  articles: number;
  comments: number;
  settings: string;
}

async function census(site: Site): Promise<Census> {
  const [row] = await site.query(
    "SELECT (SELECT count(*) FROM articles) AS articles, (SELECT count(*) FROM comments) AS comments",
  );
  const settings = (await must(200, site.api("/site"))).bytes.toString("utf8");
  return { articles: Number(row?.articles), comments: Number(row?.comments), settings };
}

/** Only `{}` is valid for the site, and it changes nothing. */
function compare({ report }: Stage, before: Census, after: Census, accepted: Tally): void {
  const articles = after.articles - before.articles;
  const comments = after.comments - before.comments;
  report.figure(`stored: ${articles} articles, ${comments} comments; accepted: ${accepted}`);
  report.expect(articles === accepted.of("POST /api/v1/articles"), "articles stored and accepted differ");
  report.expect(comments === accepted.of("POST {article}/comments"), "comments stored and accepted differ");
  report.expect(after.settings === before.settings, "the site's settings changed", () => after.settings);
}
