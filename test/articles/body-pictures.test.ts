import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { renderInput } from "../../src/articles/body.ts";
import { type BodyPicture, pictureIdsIn } from "../../src/articles/body-pictures.ts";
import { bytesOf } from "../support/bytes.ts";
import { type ArticleJson, aDraft, aPaper, aStory, must } from "../support/factories.ts";
import { aPicture, type PictureJson, replaceFile, upload } from "../support/media.ts";
import { aPng } from "../support/picture.ts";
import { problemOf, request } from "../support/request.ts";

const PICTURE = { id: "p1", version: 3, type: "image/png", width: 1000, height: 500, alt: "A field" };
const SRCSET = "/media/p1/3/400.webp 400w,/media/p1/3/800.webp 800w,/media/p1/3/1200.webp 1000w";
const DRAWN = `<img src="/media/p1/3/800.jpeg" srcset="${SRCSET}" sizes="(min-width:44em) 40rem,92vw" width="1000" height="500" loading="lazy" decoding="async" alt=`;
const GIF = bytesOf("GIF89a\x02\0\x02\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\x02\0\x02\0\0\x02\x02\x84Q\0;");

function html(source: string, format: "html" | "markdown" = "html", picture: BodyPicture = PICTURE): string {
  const pictures = new Map([[picture.id, picture]]);
  return renderInput({ body: { format, source }, label: null }, { pictures }).html;
}

const patch = (token: string, { id, revision }: ArticleJson, json: unknown) =>
  request(`/api/v1/articles/${id}`, {
    method: "PATCH",
    token,
    json,
    headers: { "If-Match": `"${revision}"` },
  });

it("shows a picture in its present version and every size", () => {
  expect(html('<img src="/media/p1/1/original" alt="Said">')).toBe(`${DRAWN}"Said">`);
  expect(html("![](/media/p1/2/400.jpeg)", "markdown")).toBe(`<p>${DRAWN}"A field"></p>\n`);
  expect(html('<img alt="a > b" title="T" dir="rtl" src="/media/p1/1/x">')).toBe(
    `${DRAWN}"a > b" title="T" dir="rtl">`,
  );
});

it("takes the whole address that the API gives, where the picture is ours", () => {
  expect(html('<img src="https://dateline.test/media/p1/1/original" alt="x">')).toBe(`${DRAWN}"x">`);
  expect(html('<img src="https://elsewhere.example/media/p2/1/original" alt="x">')).toBe(
    '<a href="https://elsewhere.example/media/p2/1/original" rel="noopener">x</a>',
  );
});

it("lets nobody write addresses and sizes of his own", () => {
  const hostile = [
    `<img src="/media/p1/1/original" srcset="https://evil.example/x 1w" sizes="1px" width="9" height=9 loading="eager" decoding="sync" fetchpriority="high" alt="x">`,
    `<img srcset="//evil.example/x" sizes=auto src="/media/p1/../../api/v1/me" alt="x">`,
    `<img src='/media/p1/1/original"onerror=alert(1)' alt="x">`,
    `<img src="/media/p1/1/original?x" alt="x" style="x" class="x" id="x">`,
  ];
  for (const source of hostile) expect([source, html(source)]).toEqual([source, `${DRAWN}"x">`]);
  const picture =
    '<picture><source srcset="https://evil.example/x"><img src="/media/p1/1/original" alt="x"></picture>';
  expect(html(picture)).toBe(`${DRAWN}"x">`);
});

it("comes out the same when it is cleaned again", () => {
  const once = html(
    '<figure><img src="/media/p1/1/original" alt=\'"<b>\'><figcaption>C</figcaption></figure>',
  );
  expect(html(once)).toBe(once);
});

it("draws a small picture no larger than it is, and a GIF as it is", () => {
  const small = { ...PICTURE, width: 300, height: 150 };
  expect(html("![x](/media/p1/1/original)", "markdown", small)).toContain(
    'src="/media/p1/3/400.jpeg" srcset="/media/p1/3/400.webp 300w" sizes="300px" width="300"',
  );
  const gif = { ...PICTURE, type: "image/gif" };
  expect(html("![x](/media/p1/1/original)", "markdown", gif)).toContain(
    '<img src="/media/p1/3/original" width="1000" height="500" loading="lazy" decoding="async" alt="x">',
  );
});

it("refuses a picture that is not there, naming the body", async () => {
  const token = await aPaper();
  const body = { source: "Text\n\n![x](/media/01900000-0000-7000-8000-000000000000/1/original)" };
  const refused = await request("/api/v1/articles", { token, json: { headline: "x", body } });
  expect([refused.status, await problemOf(refused)]).toMatchObject([
    422,
    { code: "invalid", errors: [{ path: "body.source", code: "unknown" }] },
  ]);
  const draft = await aDraft(token);
  expect((await patch(token, draft, { body })).status).toBe(422);
  await aDraft(token, { body: { source: "The path `/media/nothing/1/original` is only text." } });
});

it("finds pictures by their addresses only", () => {
  expect(
    pictureIdsIn("![](/media/a/1/original) /media/b-c/2/x /media/a/1 https://x.example/media/d/1"),
  ).toEqual(["a", "b-c", "d"]);
});

it("shows readers the new file in lead and bodies, without a revision", async () => {
  const token = await aPaper();
  const picture = await aPicture(token, 900, 600);
  const source = `Text\n\n![Said](/media/${picture.id}/1/original)\n\nMore`;
  const story = await aStory(token, { body: { source }, lead: { media: picture.id, caption: null } });
  const draft = await aDraft(token, { body: { source } });
  expect(await (await request(story.path)).text()).toContain(`/media/${picture.id}/1/800.jpeg`);
  const replaced = await must<PictureJson>(200, replaceFile(token, picture.id, await aPng(500, 400)));
  expect(replaced).toMatchObject({ version: 2, width: 500, height: 400, alt: "Grey" });
  const page = await (await request(story.path)).text();
  expect(page).not.toContain(`/media/${picture.id}/1/`);
  expect(page).toContain(
    `<img src="/media/${picture.id}/2/800.jpeg" srcset="/media/${picture.id}/2/400.webp 400w,`,
  );
  for (const { id, revision } of [story, draft]) {
    const now = await must<ArticleJson>(200, request(`/api/v1/articles/${id}`, { token }));
    expect(now.revision).toBe(revision);
    expect(now.bodyHtml).toContain(`width="500" height="400" loading="lazy" decoding="async" alt="Said"`);
  }
  const { results } = await env.DB.prepare("SELECT body_markdown AS text FROM articles").all<{
    text: string;
  }>();
  for (const { text } of results) expect(text).toContain(`![Said](/media/${picture.id}/2/800.jpeg)`);
});

it("keeps the addresses of the old file answering", async () => {
  const token = await aPaper();
  const picture = await aPicture(token, 900, 600);
  expect((await request(`/media/${picture.id}/2/original`)).status).toBe(404);
  await must(200, replaceFile(token, picture.id, GIF));
  expect((await request(`/media/${picture.id}/2/original`)).headers.get("Content-Type")).toBe("image/gif");
  expect((await request(`/media/${picture.id}/1/original`)).headers.get("Content-Type")).toBe("image/png");
  expect((await request(`/media/${picture.id}/1/400.webp`)).headers.get("Content-Type")).toBe("image/webp");
});

it("gives each of many files its own version at once", async () => {
  const token = await aPaper();
  const picture = await aPicture(token);
  const sizes = [2, 3, 4, 5, 6];
  const files = await Promise.all(sizes.map((size) => aPng(size, size)));
  const answers = await Promise.all(files.map((file) => replaceFile(token, picture.id, file)));
  expect(answers.map(({ status }) => status).filter((status) => status !== 200 && status !== 409)).toEqual(
    [],
  );
  const now = await must<PictureJson>(200, request(`/api/v1/media/${picture.id}`, { token }));
  const served = new Uint8Array(
    await (await request(`/media/${picture.id}/${now.version}/original`)).arrayBuffer(),
  );
  expect(served).toEqual(files[sizes.indexOf(now.width)]);
});

it("renews every body that shows a picture, however many", async () => {
  const token = await aPaper();
  const picture = await aPicture(token);
  const body = { source: `![x](/media/${picture.id}/1/original)` };
  for (let n = 0; n < 23; n++) await aDraft(token, { headline: `Draft ${n}`, body });
  await must(200, replaceFile(token, picture.id, await aPng(7, 7)));
  const old = await env.DB.prepare(
    "SELECT count(*) AS n FROM articles WHERE body_html NOT LIKE '%/2/400.jpeg%'",
  ).first("n");
  expect(old).toBe(0);
});

it("shows the new file in a text that was being saved meanwhile", async () => {
  const token = await aPaper();
  const picture = await aPicture(token);
  const draft = await aDraft(token);
  const body = { source: `![x](/media/${picture.id}/1/original)` };
  const made = () => request("/api/v1/articles", { token, json: { headline: "New", body } });
  await Promise.all([
    replaceFile(token, picture.id, await aPng(7, 7)),
    patch(token, draft, { body }),
    made(),
  ]);
  const { results } = await env.DB.prepare("SELECT body_html AS html FROM articles").all<{ html: string }>();
  expect(results.map(({ html }) => html.includes(`/media/${picture.id}/2/`))).toEqual([true, true]);
});

it("knows a picture with any text beside it as used", async () => {
  const token = await aPaper();
  const picture = await must<PictureJson>(201, upload(token, await aPng(9, 9)));
  await aDraft(token, {
    body: { format: "html", source: `<img alt='a > "b" <img src=x' src="/media/${picture.id}/1/original">` },
  });
  expect((await request(`/api/v1/media/${picture.id}`, { method: "DELETE", token })).status).toBe(409);
});
