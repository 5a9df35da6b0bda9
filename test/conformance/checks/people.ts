import type { JsonObject } from "../answer.ts";
import { equal, invalid, status } from "../assert.ts";
import type { Check } from "../check.ts";
import type { Site } from "../site.ts";

/** CONTRACT §3: sections, authors, who the token is, and the site's settings. */
export const people: Check[] = [
  {
    part: "§3",
    title: "me: name, role, expiresAt, nothing else",
    needs: "token",
    async run(site) {
      const me = status(await site.api("/me"), 200).json();
      equal("members", Object.keys(me).sort(), ["expiresAt", "name", "role"]);
      equal("role", me.role, "publisher");
    },
  },
  {
    part: "§3",
    title: "PUT /sections/{slug}: name, description, kind, position; another kind or no name 422",
    needs: "token",
    async run(site) {
      const path = `/sections/${await site.newsroom.section()}`;
      const json = { name: site.newsroom.name, description: "Probe", kind: "stories", position: 900 };
      holdsAll(status(await put(site, path, json), 200).json(), json);
      invalid(await put(site, path, { ...json, kind: "poems" }), "kind");
      invalid(await put(site, path, { kind: "stories" }), "name");
      invalid(await put(site, path, { ...json, position: "first" }), "position");
    },
  },
  {
    part: "§3",
    title: "PUT /authors/{slug}: name, email, emailPublic, bio; a bad e-mail 422",
    needs: "token",
    async run(site) {
      const [, slug] = await site.newsroom.authors();
      const json = {
        name: "Norma Silent",
        email: site.newsroom.privateEmail,
        emailPublic: false,
        bio: "A probe.",
      };
      holdsAll(status(await put(site, `/authors/${slug}`, json), 200).json(), json);
      invalid(await put(site, `/authors/${slug}`, { ...json, email: "nowhere" }), "email");
      invalid(await put(site, `/authors/${slug}`, { ...json, emailPublic: "yes" }), "emailPublic");
      status(await put(site, "/authors/Bad%20Slug", json), 422);
    },
  },
];

function holdsAll(got: JsonObject, expected: JsonObject): void {
  for (const [name, value] of Object.entries(expected)) equal(name, got[name], value);
}

async function put(site: Site, path: string, json: JsonObject) {
  return await site.api(path, { method: "PUT", json });
}
