import { expect, it } from "vitest";
import { aPaper, aStory, must } from "../support/factories.ts";
import { problemOf, request } from "../support/request.ts";

const patch = (token: string, json: unknown) => request("/api/v1/site", { method: "PATCH", token, json });

it("begins with SITE_URL and a comment policy", async () => {
  const token = await aPaper();
  const site = await must(200, request("/api/v1/site", { token }));
  expect(site).toMatchObject({
    url: "http://dateline.test",
    language: "en",
    timeZone: "UTC",
    donation: null,
  });
  expect(site.commentPolicy).toContain("up to several hours");
});

it("changes what is named and keeps the rest", async () => {
  const token = await aPaper();
  await must(200, patch(token, { name: "The Courier", donation: { headline: "Help us", text: "Please." } }));
  await must(200, patch(token, { tagline: "News of the river", donation: { text: "Please do." } }));
  const site = await must(200, request("/api/v1/site", { token }));
  expect(site).toMatchObject({ name: "The Courier", tagline: "News of the river" });
  expect(site.donation).toMatchObject({ headline: "Help us", text: "Please do." });
});

it("renders the comment policy when it is written, harmlessly", async () => {
  const token = await aPaper();
  const { path } = await aStory(token);
  await must(200, patch(token, { commentPolicy: "Be **kind**.<script>alert(1)</script>" }));
  const html = await (await request(`${path}?fresh`))
    .text()
    .then(async () => await (await request(path)).text());
  expect(html).toContain("Be <strong>kind</strong>.");
  expect(html).not.toContain("alert(1)");
});

it("refuses unknown members, bad zones and links that run", async () => {
  const token = await aPaper();
  const refused: unknown[] = [
    { colour: "red" },
    { colour: null },
    { __proto__x: 1 },
    { timeZone: "Mars/Base" },
    { language: "!" },
    { url: "ftp://x.example" },
    { menu: [{ label: "x", url: "javascript:alert(1)" }] },
    { menu: [{ label: "x", url: "//evil.example" }] },
    { menu: [{ label: "x", url: "/\\evil.example" }] },
    { menu: [{ label: "x", url: "/\t/evil.example" }] },
    { menu: [{ label: "x", url: "/a\nb" }] },
    { contactEmail: `${"a".repeat(300)}@courier.example` },
    { donation: { headline: "x", text: "y", url: "javascript:alert(1)" } },
    { name: "" },
  ];
  for (const json of refused) {
    const answer = await patch(token, json);
    expect([json, answer.status, (await problemOf(answer)).code]).toEqual([json, 422, "invalid"]);
  }
});

it("loses no change of several made at once", async () => {
  const token = await aPaper();
  const changes = [{ name: "A" }, { tagline: "B" }, { publisher: "C" }];
  const answers = await Promise.all(changes.map((json) => patch(token, json)));
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
  const site = await must(200, request("/api/v1/site", { token }));
  expect(site).toMatchObject({ name: "A", tagline: "B", publisher: "C" });
});
