import { uint, utf8 } from "./bytes.ts";

/** A grey JPEG of 8 × 8 pixels: quantisation, one block of which only the mean is coded. */
const [START, REST] = [
  "\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0",
  `\xff\xdb\0\x43\0${"\x01".repeat(64)}\xff\xc0\0\x0b\x08\0\x08\0\x08\x01\x01\x11\0${[0, 16]
    .map((kind) => `\xff\xc4\0\x14${String.fromCharCode(kind)}\x01${"\0".repeat(15)}\0`)
    .join("")}\xff\xda\0\x08\x01\x01\0\0\x3f\0\x3f\xff\xd9`,
];

/** A JPEG with application segments, as texts of bytes. */
export function jpegWith(...segments: string[]): string {
  return START + segments.join("") + REST;
}

export function segment(marker: number, payload: string): string {
  return `\xff${String.fromCharCode(marker)}${uint(payload.length + 2, 2)}${payload}`;
}

/** An Exif segment with texts by tag, and a place: 52° 30′ north, 13° 24′ east. */
export function exif(texts: Record<number, string>): string {
  const entries = Object.entries(texts).map(([tag, text]) => [Number(tag), utf8(text)] as const);
  const count = entries.length + 1;
  let data = "";
  const dataAt = 8 + 2 + 12 * count + 4;
  const fields = entries.map(([tag, text]) => {
    const stored = `${text}\0`;
    const inline = stored.length <= 4;
    const value = inline ? stored.padEnd(4, "\0") : uint(dataAt + data.length, 4);
    if (!inline) data += stored;
    return uint(tag, 2) + uint(2, 2) + uint(stored.length, 4) + value;
  });
  const gpsAt = dataAt + data.length;
  const [degrees, minutes] = [uint(52, 4) + uint(1, 4), uint(30, 4) + uint(1, 4)];
  const gps = `${uint(2, 2)}${uint(1, 2)}${uint(2, 2)}${uint(2, 4)}N\0\0\0${uint(2, 2)}${uint(5, 2)}${uint(3, 4)}${uint(gpsAt + 30, 4)}${uint(0, 4)}${degrees}${minutes}${uint(0, 4)}${uint(1, 4)}`;
  const pointer = uint(0x8825, 2) + uint(4, 2) + uint(1, 4) + uint(gpsAt, 4);
  return segment(
    0xe1,
    `Exif\0\0MM\0*${uint(8, 4)}${uint(count, 2)}${fields.join("")}${pointer}${uint(0, 4)}${data}${gps}`,
  );
}

/** An XMP segment around the properties of one description. */
export function xmp(properties: string, attributes = ""): string {
  return segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${packet(properties, attributes)}`);
}

/** An XMP packet as programs write it (ISO 16684-1). */
export function packet(properties: string, attributes = ""): string {
  return utf8(`<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" exif:GPSLatitude="52,30.5N" xmp:Rating="4" ${attributes}><xmp:Empty/>${properties}</rdf:Description>
</rdf:RDF></x:xmpmeta><?xpacket end="w"?>`);
}

/** A list of alternatives, as XMP has them for a text. */
export function alternatives(name: string, ...texts: [language: string, text: string][]): string {
  const items = texts.map(([language, text]) => `<rdf:li xml:lang="${language}">${text}</rdf:li>`);
  return `<${name}><rdf:Alt>${items.join("")}</rdf:Alt></${name}>`;
}

/** Photoshop's segment with IPTC's datasets of record 2; `encoding` is "" where nothing says that they are UTF-8. */
export function iptc(datasets: [number, string][], encoding = "\x1b%G"): string {
  const set = (record: number, id: number, data: string) =>
    `\x1c${String.fromCharCode(record, id)}${uint(data.length, 2)}${data}`;
  const said = datasets.map(([id, data]) => set(2, id, data)).join("");
  const records = (encoding ? set(1, 90, encoding) : "") + said;
  const resource = (id: number, data: string) =>
    `8BIM${uint(id, 2)}\0\0${uint(data.length, 4)}${data}${"\0".repeat(data.length % 2)}`;
  return segment(0xed, `Photoshop 3.0\0${resource(0x03ed, "odd")}${resource(0x0404, records)}`);
}
