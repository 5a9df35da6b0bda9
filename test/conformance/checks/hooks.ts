import { type Answer, type JsonObject, objectsIn } from "../answer.ts";
import { contains, equal, holds, lacks, page, problem, status } from "../assert.ts";
import type { Check } from "../check.ts";
import { oncePer } from "../lazily.ts";
import { message, referenceIn, Sender } from "../sender.ts";
import type { Site } from "../site.ts";

const TOO_OLD_MS = 5 * 60_000 + 10_000;

/** Version 2 of the run's first delivered story, and its answer. */
const first = oncePer(async (site: Site) => {
  const sender = await site.wire.standard();
  const sent = message("article.published", piece(site, { externalId: "first", version: 2 }));
  const answer = status(await sender.deliver(sent, { id: `${site.newsroom.name}-first` }), 201);
  return { sender, sent, answer, ...referenceIn(answer) };
});

function piece(site: Site, members: JsonObject): JsonObject {
  const headline = `Delivered to ${site.newsroom.name}`;
  return { headline, body: { source: "It came by webhook." }, ...members };
}

/** CONTRACT §5: what becomes of a delivery. */
export const hooks: Check[] = [
  {
    part: "§5",
    title: "unsigned, wrongly signed, stale, or for no source: the same 401, and nothing is stored",
    needs: "token",
    async run(site) {
      const sender = await site.wire.sender("standard", "unheard");
      const { slug, secret } = sender.source;
      const body = message("article.published", piece(site, { externalId: "unheard" }));
      const stranger = new Sender(site, { kind: "standard", slug: `${slug}-nobody`, secret });
      const other = (await site.wire.standard()).source.secret;
      const answers = [
        await site.ask(`/hooks/${slug}`, { method: "POST", json: body }),
        await sender.deliver(body, { secret: other }),
        await sender.deliver(body, { at: Date.now() - TOO_OLD_MS }),
        await sender.deliver(body, { at: Date.now() + TOO_OLD_MS }),
        await stranger.deliver(body),
      ];
      const said = answers.map((answer) => {
        const { requestId: _, ...rest } = problem(answer, 401, "unauthorized");
        return JSON.stringify([rest, answer.header("WWW-Authenticate")]);
      });
      equal("different answers", new Set(said).size, 1);
      equal("deliveries in the inbox", (await inboxOf(site, sender)).length, 0);
    },
  },
  {
    part: "§5",
    title: "an article: 201 created {id, url, revision}; readers have it, signed by the default author",
    needs: "token",
    async run(site) {
      const { answer, id, path, revision } = await first(site);
      equal("outcome", answer.json().outcome, "created");
      const article = await site.newsroom.read(id);
      equal("revision and path", [revision, path], [article.revision, article.path]);
      equal("section", article.json.section, await site.newsroom.section());
      equal("authors", article.json.authors, (await site.newsroom.authors()).slice(0, 1));
      await site.soon(async () => contains(page(await site.ask(path)), "It came by webhook."));
    },
  },
  {
    part: "§5",
    title: "the same delivery again: duplicate; what it says again: unchanged",
    needs: "token",
    async run(site) {
      const { sender, sent, id, revision } = await first(site);
      const again = await sender.deliver(sent, { id: `${site.newsroom.name}-first` });
      equal("the answer", outcomeOf(again), ["duplicate", id, revision]);
      equal("in another delivery", outcomeOf(await sender.deliver(sent)), ["unchanged", id, revision]);
    },
  },
  {
    part: "§5",
    title: "an older version, and this one with other words: stale, and nothing changes",
    needs: "token",
    async run(site) {
      const { sender, id, revision } = await first(site);
      for (const version of [1, "1", 2]) {
        const other = piece(site, { externalId: "first", version, headline: "Too late" });
        equal(`version ${version}`, outcomeOf(await sender.publish(other)), ["stale", id, revision]);
      }
      equal("revision", (await site.newsroom.read(id)).revision, revision);
    },
  },
  {
    part: "§5",
    title: "a higher version: updated, at once for readers",
    needs: "token",
    async run(site) {
      const { sender, id, path, revision } = await first(site);
      const words = { externalId: "first", version: "10", body: { source: "It was told anew." } };
      const [outcome, , next] = outcomeOf(await sender.publish(piece(site, words)));
      equal("outcome", outcome, "updated");
      holds(Number(next) > revision, `a revision behind ${revision} of ${id}`, String(next));
      await site.soon(async () => contains(page(await site.ask(path)), "It was told anew."));
    },
  },
  {
    part: "§5",
    title: "withdrawn at the same version: 410; only a higher version brings it back",
    needs: "token",
    async run(site) {
      const sender = await site.wire.standard();
      const said = (version: number) => piece(site, { externalId: "back", version });
      const { path } = referenceIn(status(await sender.publish(said(1)), 201));
      const taken = await sender.withdraw({ externalId: "back", version: 1 });
      equal("outcome", status(taken, 200).json().outcome, "withdrawn");
      await site.soon(async () => void page(await site.ask(path), 410));
      equal("version 1 again", outcomeOf(await sender.publish(said(1)))[0], "stale");
      equal("version 2", outcomeOf(await sender.publish(said(2)))[0], "updated");
      await site.soon(async () => void page(await site.ask(path)));
    },
  },
  {
    part: "§5",
    title: "a withdrawal before its article is ignored and remembered: what is not newer stays away",
    needs: "token",
    async run(site) {
      const sender = await site.wire.standard();
      const early = await sender.withdraw({ externalId: "early", version: 2 });
      equal("the withdrawal", status(early, 200).json().outcome, "ignored");
      for (const version of [1, 2]) {
        const late = await sender.publish(piece(site, { externalId: "early", version }));
        equal(`version ${version}`, status(late, 200).json().outcome, "stale");
      }
    },
  },
  {
    part: "§5",
    title: "their sections are mapped to ours; what is not mapped goes to the default one",
    needs: "token",
    async run(site) {
      const sender = await site.wire.standard();
      const cases = [
        ["Probes", await site.wire.mapped()],
        ["Elsewhere", await site.newsroom.section()],
      ] as const;
      for (const [section, ours] of cases) {
        const answer = await sender.publish(piece(site, { externalId: section, section }));
        const { id } = referenceIn(status(answer, 201));
        equal(`our section for ${section}`, (await site.newsroom.read(id)).json.section, ours);
      }
    },
  },
  {
    part: "§5",
    title: "code in a payload is never published",
    needs: "token",
    async run(site) {
      const sender = await site.wire.standard();
      const source = `<p onclick="probe()">Kept words.</p><script>probe()</script><a href="javascript:probe()">x</a>`;
      const body = { format: "html", source };
      const { path } = referenceIn(
        status(await sender.publish(piece(site, { externalId: "code", body })), 201),
      );
      const read = page(await site.ask(path));
      contains(read, "Kept words.");
      lacks(read, "probe()");
    },
  },
];

/** The outcome, and the article's id and revision. */
function outcomeOf(answer: Answer): unknown[] {
  const { id, revision } = referenceIn(status(answer, 200));
  return [answer.json().outcome, id, revision];
}

async function inboxOf(site: Site, { source }: Sender): Promise<JsonObject[]> {
  return objectsIn(status(await site.api(`/inbox?source=${source.slug}`), 200).json().items);
}
