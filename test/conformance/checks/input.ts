import { invalid, problem, status } from "../assert.ts";
import type { Check } from "../check.ts";
import type { Asked, Site } from "../site.ts";

const MEBIBYTE = 1_048_576;
const MERGE_PATCH = { "Content-Type": "application/merge-patch+json" };
const JSON_TYPE = { "Content-Type": "application/json" };

/** CONTRACT §0: what a body may be, and how it is refused. */
export const input: Check[] = [
  {
    part: "§0",
    title: "an unknown member: 422 with its path",
    needs: "token",
    async run(site) {
      invalid(await create(site, { json: { headline: "Probe", nonsense: 1 } }), "nonsense");
      invalid(
        await create(site, { json: { headline: "Probe", body: { source: "Text", nonsense: 1 } } }),
        "body.nonsense",
      );
    },
  },
  {
    part: "§0",
    title: "an unknown member in a PATCH, a PUT and a publication: 422",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      const draft = await newsroom.draft();
      invalid(await newsroom.tryPatch(draft, { nonsense: 1 }), "nonsense");
      invalid(await newsroom.putPublication(draft, { state: "published", nonsense: 1 }), "nonsense");
      const json = { name: "Nobody", nonsense: 1 };
      invalid(await site.api(`/authors/${newsroom.name}-nobody`, { method: "PUT", json }), "nonsense");
      invalid(await site.api("/site", { method: "PATCH", json: { nonsense: 1 } }), "nonsense");
    },
  },
  {
    part: "§0",
    title: "wrong types: 422 with their paths",
    needs: "token",
    async run(site) {
      invalid(await create(site, { json: { headline: 5 } }), "headline");
      invalid(await create(site, { json: { headline: "Probe", authors: "somebody" } }), "authors");
      invalid(await create(site, { json: { headline: "Probe", kind: "poem" } }), "kind");
      invalid(await create(site, { json: {} }), "headline");
      problem(await create(site, { json: ["Probe"] }), 422, "invalid");
      problem(await create(site, { json: null }), 422, "invalid");
    },
  },
  {
    part: "§0",
    title: "malformed JSON: 400 malformed_json",
    needs: "token",
    async run(site) {
      for (const body of ['{"headline":', "headline=Probe", ""]) {
        problem(await create(site, { body, headers: JSON_TYPE }), 400, "malformed_json");
      }
    },
  },
  {
    part: "§0",
    title: "bad UTF-8: 400 malformed_json",
    needs: "token",
    async run(site) {
      const body = new Uint8Array(Buffer.from('{"headline":"Probe \xff\xfe"}', "latin1"));
      problem(await create(site, { body, headers: JSON_TYPE }), 400, "malformed_json");
    },
  },
  {
    part: "§0",
    title: "a body over 1 MiB: 413",
    needs: "token",
    async run(site) {
      const body = JSON.stringify({ headline: "x".repeat(MEBIBYTE) });
      problem(await create(site, { body, headers: JSON_TYPE }), 413, "too_large");
    },
  },
  {
    part: "§0",
    title: "a wrong content type: 415",
    needs: "token",
    async run(site) {
      const body = '{"headline":"Probe"}';
      for (const type of [
        "text/plain",
        "application/x-www-form-urlencoded",
        "application/merge-patch+json",
      ]) {
        status(await create(site, { body, headers: { "Content-Type": type } }), 415);
      }
    },
  },
  {
    part: "§0",
    title: "PATCH takes application/merge-patch+json and application/json",
    needs: "token",
    async run(site) {
      const { newsroom } = site;
      const changed = status(
        await newsroom.tryPatch(await newsroom.draft(), { label: "One" }, MERGE_PATCH),
        200,
      );
      const again = await newsroom.read(String(changed.json().id));
      status(await newsroom.tryPatch(again, { label: "Two" }, JSON_TYPE), 200);
    },
  },
  {
    part: "§0",
    title: "a body in UTF-8 comes back as it was sent",
    needs: "token",
    async run(site) {
      const headline = "Łódź — “ДУБ” 東京 🛳 & <b>";
      const { json } = await site.newsroom.draft({ headline });
      if (json.headline !== headline)
        problem(await create(site, { json: { headline } }), 201, String(json.headline));
    },
  },
];

async function create(site: Site, asked: Asked) {
  return await site.api("/articles", { method: "POST", ...asked });
}
