import { equal, holds, matches, none, page, problem, status, unlimited } from "../assert.ts";
import type { Check } from "../check.ts";
import type { Site } from "../site.ts";

const BOUND_TO_ONE_ANSWER = [
  "age",
  "alt-svc",
  "cf-cache-status",
  "cf-ray",
  "connection",
  "content-length",
  "date",
  "keep-alive",
  "nel",
  "report-to",
  "server-timing",
  "transfer-encoding",
  "x-request-id",
];
const IDENTITY = { "Accept-Encoding": "identity" };

/** CONTRACT §0: what holds of every call, seen without a token. */
export const http: Check[] = [
  {
    part: "§0",
    title: "JSON is UTF-8 and says so",
    needs: "nothing",
    async run(site) {
      const answer = status(await site.ask("/healthz"), 200);
      matches("Content-Type", answer.header("Content-Type"), /^application\/json(; ?charset=utf-8)?$/i);
    },
  },
  {
    part: "§0",
    title: "an unknown API path is a problem with every member",
    needs: "nothing",
    async run(site) {
      const answer = await site.ask("/api/v1/nothing-here");
      const { type, title, detail } = problem(answer, 404, "not_found");
      for (const said of [type, title, detail]) matches("type, title and detail", said, /./);
    },
  },
  {
    part: "§0",
    title: "without a token: 401 with WWW-Authenticate: Bearer",
    needs: "nothing",
    async run(site) {
      for (const headers of [
        {},
        { Authorization: "Basic ZWRpdG9yOnNlY3JldA==" },
        { Authorization: "Bearer" },
      ]) {
        const answer = await site.ask("/api/v1/me", { headers });
        problem(answer, 401, "unauthorized");
        matches("WWW-Authenticate", answer.header("WWW-Authenticate"), /^Bearer\b/);
      }
    },
  },
  {
    part: "§0",
    title: "an unknown token: 401 with WWW-Authenticate: Bearer",
    needs: "nothing",
    async run(site) {
      const Authorization = `Bearer dl_${"x".repeat(51)}`;
      const answer = unlimited(await site.ask("/api/v1/me", { headers: { Authorization } }));
      problem(answer, 401, "unauthorized");
      matches("WWW-Authenticate", answer.header("WWW-Authenticate"), /^Bearer\b/);
    },
  },
  {
    part: "§0",
    title: "every documented call that needs a token refuses to work without",
    needs: "nothing",
    async run(site) {
      for (const { method, path } of await guarded(site)) {
        const body = method === "GET" ? {} : { json: {} };
        problem(await site.ask(path, { method, ...body }), 401, "unauthorized");
      }
    },
  },
  {
    part: "§0",
    title: "a wrong method: 405 with Allow",
    needs: "nothing",
    async run(site) {
      for (const [method, path] of [
        ["DELETE", "/healthz"],
        ["POST", "/api/openapi.json"],
        ["PUT", "/"],
        ["POST", "/in-short"],
      ]) {
        const answer = status(await site.ask(path ?? "", { method: method ?? "" }), 405);
        matches(`Allow of ${answer.call}`, answer.header("Allow"), /\bGET\b.*\bHEAD\b|\bHEAD\b.*\bGET\b/);
        holds(
          !answer.header("Allow").includes(answer.method),
          `Allow without ${answer.method}`,
          answer.header("Allow"),
        );
      }
      const answer = await site.ask("/api/v1/me", { method: "DELETE" });
      problem(answer, 405, "method_not_allowed");
    },
  },
  {
    part: "§0",
    title: "HEAD is GET without the body, with the same headers",
    needs: "nothing",
    async run(site) {
      for (const path of ["/", "/in-short", "/healthz", "/api/openapi.json", "/conformance-nothing-here"]) {
        await compareHead(site, path);
      }
    },
  },
  {
    part: "§0",
    title: "HEAD works on an article and its discussion",
    needs: "nothing",
    async run(site) {
      const path = await site.articlePath();
      for (const shown of [path, `${path}/comments`, `${path}/comments/fragment`])
        await compareHead(site, shown);
    },
  },
  {
    part: "§0",
    title: "a forged cursor in a page's address: 400",
    needs: "nothing",
    async run(site) {
      page(await site.ask("/in-short?before=Zm9yZ2Vk.Zm9yZ2Vk"), 400);
    },
  },
  {
    part: "§0",
    title: "an unknown page is told to programs as a problem",
    needs: "nothing",
    async run(site) {
      const answers = [
        await site.ask("/api/nothing"),
        await site.ask("/hooks/nobody", { method: "POST", json: {} }),
      ];
      none(answers, "a problem", (answer) =>
        answer.type === "application/problem+json" ? undefined : answer.type,
      );
    },
  },
];

async function compareHead(site: Site, path: string): Promise<void> {
  const get = await site.ask(path, { headers: IDENTITY });
  const head = await site.ask(path, { method: "HEAD", headers: IDENTITY });
  equal(`status of HEAD ${path}`, head.status, get.status);
  equal(`body bytes of HEAD ${path}`, head.bytes.byteLength, 0);
  equal(`headers of HEAD ${path} as of GET`, lasting(head.headers), lasting(get.headers));
  const length = head.header("Content-Length");
  if (length !== "") equal(`Content-Length of HEAD ${path}`, length, String(get.bytes.byteLength));
}

function lasting(headers: Headers): string[] {
  const entries = [...headers].filter(([name]) => !BOUND_TO_ONE_ANSWER.includes(name.toLowerCase()));
  return entries.map(([name, value]) => `${name}: ${value}`).sort();
}

/** The documented calls that name a security scheme, with something in the place of parameters. */
async function guarded(site: Site): Promise<{ method: string; path: string }[]> {
  const { paths } = (await site.ask("/api/openapi.json")).json();
  const calls = Object.entries(paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item as Record<string, { security?: unknown[] }>)
      .filter(([, operation]) => (operation.security ?? []).length > 0)
      .map(([method]) => ({ method: method.toUpperCase(), path: path.replace(/\{\w+\}/g, "none") })),
  );
  holds(calls.length > 0, "calls that need a token in the document", "none");
  return calls;
}
