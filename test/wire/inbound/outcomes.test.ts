import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { type ArticleJson, aPaper, aSection, must, remove } from "../../support/factories.ts";
import { request } from "../../support/request.ts";
import { type Answered, published, Sender } from "../../support/sender.ts";

async function read(sender: Sender, { article }: Answered): Promise<ArticleJson> {
  return await must(200, request(`/api/v1/articles/${article?.id}`, { token: sender.token }));
}

async function aSender(members: Record<string, unknown> = {}): Promise<Sender> {
  return await Sender.of(await aPaper(), members);
}

describe("what is published", () => {
  it("is created with 201, then shown", async () => {
    const sender = await aSender();
    const made = await sender.publish({ authors: ["mara-lind"], topics: ["Ferries"], language: "de" });
    expect(made).toMatchObject({ status: 201, outcome: "created", article: { url: expect.any(String) } });
    const article = await read(sender, made);
    expect(article).toMatchObject({
      ...{ status: "published", headline: "The ferry sails", section: "world", language: "de" },
      ...{ authors: ["mara-lind"], topics: ["Ferries"], source: { name: "wire", externalId: "ferry" } },
    });
    const page = await request(article.path);
    expect([page.status, (await page.text()).includes("It left at dawn.")]).toEqual([200, true]);
  });

  it("is updated by a higher version, and only what is named", async () => {
    const sender = await aSender();
    await sender.publish({ version: 1, label: "Report", standfirst: "Old" });
    const updated = await sender.publish({
      version: "2",
      standfirst: "New",
      headline: "The ferry has sailed",
    });
    expect(updated).toMatchObject({ status: 200, outcome: "updated" });
    expect(await read(sender, updated)).toMatchObject({
      ...{ headline: "The ferry has sailed", standfirst: "New", label: "Report", status: "published" },
    });
    const second = await sender.publish({ version: 3, label: null, headline: "The ferry has sailed" });
    expect(await read(sender, second)).toMatchObject({ label: null, standfirst: "New" });
  });

  it("is unchanged by the same version with the same words, and by a higher one that says nothing new", async () => {
    const sender = await aSender();
    await sender.publish({ version: 1 });
    expect(await sender.publish({ version: 1 })).toMatchObject({ status: 200, outcome: "unchanged" });
    expect(await sender.publish({ version: 2 })).toMatchObject({
      outcome: "unchanged",
      article: { revision: 2 },
    });
    expect(await sender.publish({ version: 1 })).toMatchObject({ outcome: "stale" });
  });

  it("is a duplicate when the same delivery comes again", async () => {
    const sender = await aSender();
    const first = await sender.publish({ version: 1 }, { id: "msg_a" });
    const again = await sender.publish({ version: 1 }, { id: "msg_a" });
    expect(again).toEqual({ status: 200, outcome: "duplicate", article: first.article });
    expect(await sender.inbox()).toHaveLength(1);
  });

  it("is stale in an older version, and in other words of the same one", async () => {
    const sender = await aSender();
    const { article } = await sender.publish({ version: "10" });
    for (const version of [9, "0009", "10", "00010"])
      expect(await sender.publish({ version, headline: "Otherwise" })).toMatchObject({
        ...{ status: 200, outcome: "stale", article },
      });
  });

  it("is decided by time without versions", async () => {
    const sender = await aSender();
    await sender.publish({ timestamp: "2026-11-20T08:00:00Z" });
    const older = { timestamp: "2026-11-20T07:59:59+00:00", headline: "Older" };
    expect(await sender.publish(older)).toMatchObject({ outcome: "stale" });
    const newer = { timestamp: "2026-11-20T09:00:01+01:00", headline: "Newer" };
    expect(await sender.publish(newer)).toMatchObject({ outcome: "updated" });
  });

  it("compares versions as numbers, however long they are", async () => {
    const sender = await aSender();
    await sender.publish({ version: "9".repeat(30) });
    expect(await sender.publish({ version: `1${"0".repeat(30)}`, headline: "Newer" })).toMatchObject({
      outcome: "updated",
    });
  });
});

describe("what is withdrawn", () => {
  it("is gone, and comes back only in a higher version", async () => {
    const sender = await aSender();
    const made = await sender.publish({ version: 1 });
    const { path } = await read(sender, made);
    expect(await sender.withdraw({ version: 2 })).toMatchObject({ status: 200, outcome: "withdrawn" });
    expect((await request(path)).status).toBe(410);
    expect(await sender.publish({ version: 2 })).toMatchObject({ outcome: "stale" });
    expect(await sender.publish({ version: 1, headline: "x" })).toMatchObject({ outcome: "stale" });
    expect(await sender.withdraw({ version: 2 })).toMatchObject({ outcome: "unchanged" });
    expect(await sender.publish({ version: 3 })).toMatchObject({ outcome: "updated" });
    expect((await request(path)).status).toBe(200);
  });

  it("wins at the same version", async () => {
    const sender = await aSender();
    await sender.publish({ version: 1 });
    expect(await sender.withdraw({ version: 1 })).toMatchObject({ outcome: "withdrawn" });
    expect(await sender.withdraw({ version: 0 })).toMatchObject({ outcome: "stale" });
  });

  it("is remembered where it comes before its article", async () => {
    const sender = await aSender();
    expect(await sender.withdraw({ version: 5 })).toMatchObject({ status: 200, outcome: "ignored" });
    expect(await sender.publish({ version: 4 })).toMatchObject({ outcome: "stale" });
    expect(await sender.publish({ version: 5 })).toMatchObject({ outcome: "stale" });
    expect(await sender.publish({ version: 6 })).toMatchObject({ status: 201, outcome: "created" });
  });

  it("by an editor stays away until a higher version comes", async () => {
    const sender = await aSender();
    const made = await sender.publish({ version: 1 });
    const { id, revision } = await read(sender, made);
    const json = { state: "withdrawn", reason: "Wrong." };
    const headers = { "If-Match": `"${revision}"` };
    await must(
      200,
      request(`/api/v1/articles/${id}/publication`, { method: "PUT", token: sender.token, json, headers }),
    );
    expect(await sender.publish({ version: 1 })).toMatchObject({ outcome: "unchanged" });
    expect((await read(sender, made)).status).toBe("withdrawn");
    expect(await sender.publish({ version: 2 })).toMatchObject({ outcome: "updated" });
    expect((await read(sender, made)).status).toBe("published");
  });
});

it("what was removed comes back only by a publisher", async () => {
  const sender = await aSender();
  const made = await sender.publish({ version: 1 });
  await remove(sender.token, await read(sender, made));
  const refused = await sender.publish({ version: 2, headline: "Again" });
  expect(refused).toMatchObject({
    status: 200,
    outcome: "removed",
    why: expect.stringContaining("publisher"),
  });
  expect(await read(sender, made)).toMatchObject({ status: "removed", headline: "The ferry sails" });
  expect(await sender.withdraw({ version: 3 })).toMatchObject({ outcome: "removed" });
});

describe("how it is taken", () => {
  it("leaves drafts where the source may only write drafts", async () => {
    const sender = await aSender({ publish: "draft" });
    const made = await sender.publish({ version: 1 });
    expect(made).toMatchObject({ status: 201, article: { url: null } });
    expect(await sender.publish({ version: 2, headline: "Better" })).toMatchObject({ outcome: "updated" });
    const draft = await read(sender, made);
    expect(draft).toMatchObject({ status: "draft", headline: "Better" });
    const headers = { "If-Match": `"${draft.revision}"` };
    const json = { state: "published" };
    await must(
      200,
      request(`/api/v1/articles/${draft.id}/publication`, {
        method: "PUT",
        token: sender.token,
        json,
        headers,
      }),
    );
    // What an editor has let through is not changed behind their back.
    expect(await sender.publish({ version: 3, headline: "Worse" })).toMatchObject({ outcome: "ignored" });
    expect(await read(sender, made)).toMatchObject({ status: "published", headline: "Better" });
    expect(await sender.withdraw({ version: 4 })).toMatchObject({ outcome: "withdrawn" });
  });

  it("maps sections, takes ours from who writes as we do, and the default one else", async () => {
    const token = await aPaper();
    await aSection(token, "culture", "Culture");
    const sender = await Sender.of(token, { sections: { Feuilleton: "culture" } });
    const sectionOf = async (n: number, section?: string | null) =>
      (await read(sender, await sender.publish({ externalId: `s${n}`, headline: `S${n}`, section }))).section;
    expect(await sectionOf(1, "feuilleton")).toBe("culture");
    expect(await sectionOf(2, "culture")).toBe("culture");
    expect(await sectionOf(3, "unheard-of")).toBe("world");
    expect(await sectionOf(4, null)).toBe("world");
    expect(await sectionOf(5)).toBe("world");
  });

  it("makes authors and topics, and keeps e-mail addresses out of names", async () => {
    const sender = await aSender();
    const authors = ["Jane Doe <jane@wire.example>", "Mara Lind", "desk@wire.example", "Åsa (asa@x.org)"];
    const made = await sender.publish({ authors, topics: ["Ferries", "ferries", "mail me@x.org", "***"] });
    expect(await read(sender, made)).toMatchObject({
      ...{ authors: ["jane-doe", "mara-lind", "åsa"], topics: ["Ferries", "mail"] },
    });
    const { results } = await env.DB.prepare("SELECT name, email FROM authors ORDER BY slug").all();
    expect(results).toEqual([
      { name: "Jane Doe", email: null },
      { name: "Mara Lind", email: "mara@courier.example" },
      { name: "Åsa", email: null },
    ]);
  });

  it("signs by the default author, or by the source's own name", async () => {
    const sender = await aSender();
    const made = await sender.publish({});
    expect(await read(sender, made)).toMatchObject({ authors: ["wire"] });
    const json = { defaultAuthor: "mara-lind" };
    await must(200, request("/api/v1/sources/wire", { method: "PATCH", token: sender.token, json }));
    const next = await sender.publish({ externalId: "next", headline: "Next", authors: ["x@y.org"] });
    expect(await read(sender, next)).toMatchObject({ authors: ["mara-lind"] });
    expect(await read(sender, await sender.publish({ version: 2, headline: "Now" }))).toMatchObject({
      authors: ["wire"],
    });
  });

  it("publishes no code", async () => {
    const sender = await aSender();
    const source = '<p>Read<script>alert(1)</script> <a href="javascript:alert(1)" onclick="x()">me</a></p>';
    const made = await sender.publish({
      body: { format: "html", source },
      canonicalUrl: "https://wire.example/1",
    });
    const { bodyHtml, canonicalUrl } = await read(sender, made);
    expect(bodyHtml).not.toMatch(/script|onclick/);
    expect(canonicalUrl).toBe("https://wire.example/1");
  });

  it("acts as the source, for all to see", async () => {
    const sender = await aSender();
    await sender.publish({});
    const { items } = await must<{ items: { actor: object; action: string }[] }>(
      200,
      request("/api/v1/audit?limit=2", { token: sender.token }),
    );
    for (const { actor } of items) expect(actor).toEqual({ id: "source:wire", name: "wire" });
  });

  it("keeps kind, slug and comments of who writes as we do", async () => {
    const sender = await aSender();
    const made = await sender.publish({ kind: "brief", slug: "short-one", comments: "closed" });
    expect(await read(sender, made)).toMatchObject({
      kind: "brief",
      slug: "short-one",
      comments: "closed",
      section: null,
    });
  });
});

it("of two deliveries of one piece at once the newer one stands", async () => {
  const sender = await aSender();
  for (let n = 0; n < 8; n++) {
    const externalId = `piece-${n}`;
    const versions = [1, 2, 3, 4].map((version) => ({
      externalId,
      version,
      headline: `Piece ${n} in version ${version}`,
    }));
    const acts = versions.map((data) => () => sender.publish(data));
    if (n % 2 === 1) acts.push(() => sender.withdraw({ externalId, version: 4 }));
    const turned = [...acts.slice(n % 4), ...acts.slice(0, n % 4)];
    const answers = await Promise.all(turned.map((act) => act()));
    expect(answers.map(({ status }) => status).filter((status) => status >= 300)).toEqual([]);
    const row = await env.DB.prepare("SELECT status, headline FROM articles WHERE external_id = ?")
      .bind(externalId)
      .first<{ status: string; headline: string }>();
    if (n % 2 === 0) expect(row).toEqual({ status: "published", headline: `Piece ${n} in version 4` });
    else expect(row?.status ?? "none").not.toBe("published");
  }
});

it("the same delivery eight times at once is one article", async () => {
  const sender = await aSender();
  const body = published({ version: 1, authors: ["Jane Doe"] });
  const answers = await Promise.all(Array.from({ length: 8 }, () => sender.deliver(body, { id: "msg_a" })));
  expect(answers.filter(({ outcome }) => outcome === "created")).toHaveLength(1);
  expect(answers.filter(({ outcome }) => outcome === "duplicate")).toHaveLength(7);
  expect(await env.DB.prepare("SELECT count(*) AS n FROM articles").first("n")).toBe(1);
});
