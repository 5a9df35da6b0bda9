import { expect, it } from "vitest";
import { inscribedIn, nothingInscribed } from "../../src/articles/inscriptions.ts";
import { stripMetadata } from "../../src/articles/strip-metadata.ts";
import { bytesOf, textOf, uint } from "../support/bytes.ts";
import { must } from "../support/factories.ts";
import { alternatives, exif, iptc, jpegWith, packet, xmp } from "../support/inscribed.ts";
import { type PictureJson, upload } from "../support/media.ts";
import { aPng } from "../support/picture.ts";
import { request, tokenOf } from "../support/request.ts";

function inscribed(file: string, type = "image/jpeg") {
  const found = nothingInscribed();
  stripMetadata(bytesOf(file), type, found);
  return inscribedIn(found);
}

const XMP = xmp(
  `${alternatives("dc:description", ["fr", "Le port"], ["x-default", "The harbour &amp; the sea"])}
   ${alternatives("Iptc4xmpCore:AltTextAccessibility", ["x-default", "Cranes – at dawn"])}
   <dc:creator><rdf:Seq><rdf:li>Mara Lind</rdf:li><rdf:li>Tom Ho</rdf:li></rdf:Seq></dc:creator>
   ${alternatives("xmpRights:UsageTerms", ["x-default", "CC BY 4.0"])}${alternatives("dc:rights", ["x-default", "© Mara"])}`,
);
const IPTC = iptc(
  [
    [80, "Ana Bâ"],
    [110, "Agence"],
    [116, "© Agence"],
    [120, "Légende"],
  ].map(([id, text]) => [Number(id), textOf(new TextEncoder().encode(String(text)))]),
);

it("takes what is not said from the file, and what is said from who says it", async () => {
  const token = await tokenOf("writer");
  const jpeg = bytesOf(jpegWith(exif({ 270: "Exif says", 315: "Exif", 33432: "Exif" }), XMP, IPTC));
  const picture = await must<PictureJson>(201, upload(token, jpeg, "?caption=Mine&licence="));
  expect(picture).toMatchObject({
    alt: "Cranes – at dawn",
    caption: "Mine",
    credit: "Mara Lind, Tom Ho",
    licence: "",
  });
});

it("keeps nothing of it in the file, the place least of all", async () => {
  const token = await tokenOf("writer");
  const sent = jpegWith(exif({ 270: "Here" }), XMP, IPTC);
  expect(sent).toContain(`${uint(52, 4)}${uint(1, 4)}`);
  expect(sent).toContain("GPSLatitude");
  const picture = await must<PictureJson>(201, upload(token, bytesOf(sent)));
  // Ids and times are digits of their own, which may be these.
  const { id: _, url, srcset, createdAt, ...said } = picture;
  expect(JSON.stringify(said)).not.toMatch(/52|GPS/);
  const served = textOf(
    new Uint8Array(await (await request(`/media/${picture.id}/1/original`)).arrayBuffer()),
  );
  expect(served).toBe(jpegWith());
});

it("asks XMP before IPTC before Exif", () => {
  const all = exif({ 270: "Exif caption", 315: "Exif artist", 33432: "Exif rights" });
  expect(inscribed(jpegWith(all, IPTC))).toMatchObject({
    caption: "Légende",
    credit: "Agence",
    licence: "© Agence",
  });
  expect(inscribed(jpegWith(all, IPTC, XMP)).caption).toBe("The harbour & the sea");
  expect(inscribed(jpegWith(all))).toMatchObject({
    caption: "Exif caption",
    credit: "Exif artist",
    licence: "Exif rights",
  });
  expect(inscribed(jpegWith(xmp("", 'photoshop:Credit="Reuters"'))).credit).toBe("Reuters");
});

it("reads texts of programs that don't say their encoding", () => {
  expect(inscribed(jpegWith(iptc([[120, "L\xe9gende \x93x\x94"]], ""))).caption).toBe("Légende “x”");
  expect(inscribed(jpegWith(exif({ 270: "Früh" }))).caption).toBe("Früh");
});

it("reads PNG, WebP and GIF too", async () => {
  const said = packet(alternatives("dc:description", ["x-default", "In a packet"]));
  const png = textOf(await aPng(4, 4));
  const data = `XML:com.adobe.xmp\0\0\0\0\0${said}`;
  const itxt = `${uint(data.length, 4)}iTXt${data}\0\0\0\0`;
  expect(inscribed(png.replace(/(?=....IDAT)/s, itxt), "image/png").caption).toBe("In a packet");
  const little = (value: number) => [...uint(value, 4)].reverse().join("");
  const riff = `WEBPXMP ${little(said.length)}${said}${"\0".repeat(said.length % 2)}`;
  expect(inscribed(`RIFF${little(riff.length)}${riff}`, "image/webp").caption).toBe("In a packet");
  const magic = `\x01${Array.from({ length: 256 }, (_, n) => String.fromCharCode(255 - n)).join("")}\0`;
  const gif = `GIF89a\x01\0\x01\0\0\0\0!\xff\x0bXMP DataXMP${said}${magic};`;
  expect(inscribed(gif, "image/gif").caption).toBe("In a packet");
});

it("leaves out what cameras write into every picture", () => {
  for (const text of ["OLYMPUS DIGITAL CAMERA         ", "SONY DSC", "   "])
    expect([text, inscribed(jpegWith(exif({ 270: text }))).caption]).toEqual([text, undefined]);
});

it("cleans hostile and broken texts like any input", async () => {
  const token = await tokenOf("writer");
  const rude = `<script>alert(1)</script>\n\x07\x00 ${"long ".repeat(300)}`;
  const files = [
    jpegWith(
      iptc([
        [120, rude],
        [110, rude],
      ]),
    ),
    jpegWith(exif({ 270: rude, 315: `\ufffe${rude}`, 33432: rude })),
    jpegWith(
      xmp(alternatives("dc:description", ["x-default", "a &#0; &#xd800; &#xfffe; <![CDATA[<b>]]> b"])),
    ),
    jpegWith(xmp("<dc:description>".repeat(2_000))),
    jpegWith(xmp(`${"<dc:creator>".repeat(20)}${"</x>".repeat(9_000)}`)),
    jpegWith(xmp("<!DOCTYPE x [<!ENTITY a 'aaaa'>]><dc:description>&a;&lt;&unknown;</dc:description>")),
    jpegWith(iptc([[120, "x"]]).replace("8BIM\x04\x04\0", "8BIM\x04\x04\xff")),
  ];
  for (const file of files) {
    const { caption, credit, licence } = await must<PictureJson>(201, upload(token, bytesOf(file)));
    for (const [text, max] of [
      [caption, 500],
      [credit, 200],
      [licence, 100],
    ] as const) {
      expect(text.length).toBeLessThanOrEqual(max);
      expect(text).not.toMatch(/[\p{Cc}\p{Noncharacter_Code_Point}\p{Cs}]/u);
    }
  }
});

it("reads on where an Exif structure points out of itself", () => {
  const lost = exif({ 270: "x" }).replace("MM\0*\0\0\0\x08", "MM\0*\xff\xff\xff\xff");
  expect(inscribed(jpegWith(lost, IPTC)).caption).toBe("Légende");
});

it("loses nothing but time over any byte that is broken", () => {
  const file = jpegWith(exif({ 270: "x", 315: "y" }), iptc([[120, "z"]]));
  for (let at = 2; at < file.length; at++)
    for (const byte of ["\0", "\x7f", "\xff"]) {
      const found = nothingInscribed();
      const broken = file.slice(0, at) + byte + file.slice(at + 1);
      try {
        stripMetadata(bytesOf(broken), "image/jpeg", found);
      } catch {
        continue;
      }
      expect(() => inscribedIn(found)).not.toThrow();
    }
});
