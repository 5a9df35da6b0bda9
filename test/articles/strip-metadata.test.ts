import { imageSize } from "image-size";
import { describe, expect, it } from "vitest";
import { stripMetadata } from "../../src/articles/strip-metadata.ts";
import { AppError } from "../../src/errors.ts";
import { must } from "../support/factories.ts";
import { aPng } from "../support/picture.ts";
import { problemOf, request, tokenOf } from "../support/request.ts";

/** 24 × 16 pixels, made with sharp: Exif with a place and an owner, XMP, mostly a colour profile and orientation 6. */
const [JPEG = "", PROGRESSIVE = "", PNG = "", WEBP = "", AVIF = "", GIF = ""] = [
  "/9j//gAOU291cmNlIExpdmVz/+EBTEV4aWYAAElJKgAIAAAACAASAQMAAQAAAAYAAAAaAQUAAQAAAG4AAAAbAQUAAQAAAHYAAAAoAQMAAQAAAAIAAAATAgMAAQAAAAEAAACYggIAEgAAAH4AAABphwQAAQAAAJAAAAAliAQAAQAAAN4AAAAAAAAAOGMAAOgDAAA4YwAA6AMAAFNvdXJjZSBMaXZlcyBIZXJlAAYAAJAHAAQAAAAwMjEwAZEHAAQAAAABAgMAAKAHAAQAAAAwMTAwAaADAAEAAAD//wAAAqAEAAEAAAAYAAAAA6AEAAEAAAAQAAAAAAAAAAQAAQACAAIAAABOAAAAAgAFAAMAAAAsAQAAAwACAAIAAABFAAAABAAFAAMAAAAUAQAAAAAAAA0AAAABAAAAGAAAAAEAAAAAAAAAAQAAADQAAAABAAAAHgAAAAEAAAAAAAAAAQAAAP/hAGdodHRwOi8vbnMuYWRvYmUuY29tL3hhcC8xLjAvADx4OnhtcG1ldGEgeG1sbnM6eD0iYWRvYmU6bnM6bWV0YS8iPjxIb21lPjUyLjVOIDEzLjRFPC9Ib21lPjwveDp4bXBtZXRhPv/iAfBJQ0NfUFJPRklMRQABAQAAAeBsY21zBCAAAG1udHJSR0IgWFlaIAfiAAMAFAAJAA4AHWFjc3BNU0ZUAAAAAHNhd3NjdHJsAAAAAAAAAAAAAAAAAAD21gABAAAAANMtaGFuZILiqHKLij/3JT65ku4k1q4AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACmRlc2MAAAD8AAAAJGNwcnQAAAEgAAAAInd0cHQAAAFEAAAAFGNoYWQAAAFYAAAALHJYWVoAAAGEAAAAFGdYWVoAAAGYAAAAFGJYWVoAAAGsAAAAFHJUUkMAAAHAAAAAIGdUUkMAAAHAAAAAIGJUUkMAAAHAAAAAIG1sdWMAAAAAAAAAAQAAAAxlblVTAAAACAAAABwAcwBQADMAQ21sdWMAAAAAAAAAAQAAAAxlblVTAAAABgAAABwAQwBDADAAAFhZWiAAAAAAAAD21gABAAAAANMtc2YzMgAAAAAAAQxCAAAF3v//8yUAAAeTAAD9kP//+6H///5OAAADmgAAwBRYWVogAAAAAAAAg98AAD2/AAAAAFhZWiAAAAAAAABKvwAAsTcAAAq1WFlaIAAAAAAAACg4AAARCgAAyHhwYXJhAAAAAAADAAAAAmZpAADypwAADVkAABPQAAAKW//bAEMAGxIUFxQRGxcWFx4cGyAoQisoJSUoUTo9MEJgVWVkX1VdW2p4mYFqcZBzW12FtYaQnqOrratngLzJuqbHmairpP/bAEMBHB4eKCMoTisrTqRuXW6kpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpP/AABEIABAAGAMBIgACEQEDEQH/xAAVAAEBAAAAAAAAAAAAAAAAAAAAAf/EACYQAAEDAQgBBQAAAAAAAAAAAAECESExACIyQVFxgaHxErHB4fD/xAAVAQEBAAAAAAAAAAAAAAAAAAAAAf/EABgRAQADAQAAAAAAAAAAAAAAAAABEUEh/9oADAMBAAIRAxEAPwAGAKU3XOEh49vOhDU3VKOA0lz+p09QXOCGxIEelTDvnadDBIchIOcoIPn5jUSELpcSiNweOe2oQyzItdKjhLH6z2nQwteaVGv/2WZ0eXBtcDQyIE1vdGlvblBob3RvIEdQUw==",
  "/9j//gAOU291cmNlIExpdmVz/+EBTEV4aWYAAElJKgAIAAAACAASAQMAAQAAAAYAAAAaAQUAAQAAAG4AAAAbAQUAAQAAAHYAAAAoAQMAAQAAAAIAAAATAgMAAQAAAAEAAACYggIAEgAAAH4AAABphwQAAQAAAJAAAAAliAQAAQAAAN4AAAAAAAAAOGMAAOgDAAA4YwAA6AMAAFNvdXJjZSBMaXZlcyBIZXJlAAYAAJAHAAQAAAAwMjEwAZEHAAQAAAABAgMAAKAHAAQAAAAwMTAwAaADAAEAAAD//wAAAqAEAAEAAAAYAAAAA6AEAAEAAAAQAAAAAAAAAAQAAQACAAIAAABOAAAAAgAFAAMAAAAsAQAAAwACAAIAAABFAAAABAAFAAMAAAAUAQAAAAAAAA0AAAABAAAAGAAAAAEAAAAAAAAAAQAAADQAAAABAAAAHgAAAAEAAAAAAAAAAQAAAP/hAGdodHRwOi8vbnMuYWRvYmUuY29tL3hhcC8xLjAvADx4OnhtcG1ldGEgeG1sbnM6eD0iYWRvYmU6bnM6bWV0YS8iPjxIb21lPjUyLjVOIDEzLjRFPC9Ib21lPjwveDp4bXBtZXRhPv/iAfBJQ0NfUFJPRklMRQABAQAAAeBsY21zBCAAAG1udHJSR0IgWFlaIAfiAAMAFAAJAA4AHWFjc3BNU0ZUAAAAAHNhd3NjdHJsAAAAAAAAAAAAAAAAAAD21gABAAAAANMtaGFuZILiqHKLij/3JT65ku4k1q4AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAACmRlc2MAAAD8AAAAJGNwcnQAAAEgAAAAInd0cHQAAAFEAAAAFGNoYWQAAAFYAAAALHJYWVoAAAGEAAAAFGdYWVoAAAGYAAAAFGJYWVoAAAGsAAAAFHJUUkMAAAHAAAAAIGdUUkMAAAHAAAAAIGJUUkMAAAHAAAAAIG1sdWMAAAAAAAAAAQAAAAxlblVTAAAACAAAABwAcwBQADMAQ21sdWMAAAAAAAAAAQAAAAxlblVTAAAABgAAABwAQwBDADAAAFhZWiAAAAAAAAD21gABAAAAANMtc2YzMgAAAAAAAQxCAAAF3v//8yUAAAeTAAD9kP//+6H///5OAAADmgAAwBRYWVogAAAAAAAAg98AAD2/AAAAAFhZWiAAAAAAAABKvwAAsTcAAAq1WFlaIAAAAAAAACg4AAARCgAAyHhwYXJhAAAAAAADAAAAAmZpAADypwAADVkAABPQAAAKW//bAEMAGxIUFxQRGxcWFx4cGyAoQisoJSUoUTo9MEJgVWVkX1VdW2p4mYFqcZBzW12FtYaQnqOrratngLzJuqbHmairpP/bAEMBHB4eKCMoTisrTqRuXW6kpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpP/CABEIABAAGAMBIgACEQEDEQH/xAAUAAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAAAP/aAAwDAQACEAMQAAABAA//xAAUEAEAAAAAAAAAAAAAAAAAAAAg/9oACAEBAAEFAl//xAAUEQEAAAAAAAAAAAAAAAAAAAAQ/9oACAEDAQE/AT//xAAUEQEAAAAAAAAAAAAAAAAAAAAQ/9oACAECAQE/AT//xAAUEAEAAAAAAAAAAAAAAAAAAAAg/9oACAEBAAY/Al//xAAcEAACAQUBAAAAAAAAAAAAAAAAAWERMUFRoSH/2gAIAQEAAT8hheQWbwWg6tMWuHK4P//aAAwDAQACAAMAAAAQcC//xAAXEQEAAwAAAAAAAAAAAAAAAAAAARFB/9oACAEDAQE/EFRr/8QAFhEBAQEAAAAAAAAAAAAAAAAAACFB/9oACAECAQE/EE1//8QAIRABAAIBBAIDAQAAAAAAAAAAAREhMUFRcYGh8bHB4fD/2gAIAQEAAT8QIByHImvj3skNjPFy/wBjxORlmRdeR678xhIkSMNUHnvi9mhKB1tj7+63L0YssofzXi9mv//ZZnR5cG1wNDIgTW90aW9uUGhvdG8gR1BT",
  "iVBORw0KGgoAAAANSUhEUgAAABgAAAAQAgMAAABxSlcGAAABP2lDQ1BpY2MAABiVfZC/SwJxGMY/l5V1WBA5Fhyh0FAQOdRSgRcFQRFqoDadp2agctz3wuZqqiVqibamGiJoaGjSsTEIHCv8AxoKaujHxVcHLahneT88PC/vywPKY94siHYNCkXHjsyHtXgiqXlrePDTTS+DhimsxehcDEAYJWE6dp4feq2iyHk3mjOK6a3amb23O/MWnL4+eApUL/hfajojTOADCJiW7YCiAUMlx5I8C/jNnJEGJQ6M2PFEEpQd6a81+EhyqsHnku1YRAelAmhrLZxq4UJ+Q96Vkt/7MsWVKNAFDCBYJoT+R6azntHRGQPZ1+8eRDY03tjyhaHj3nVfguA9hM99130/cd2vJfAcQ8Xf3N9+gKmypKa3UIbLCVCvmt7wJPSpcLNpGbZRtzxAW3Ydnk+hJwH9t6CufgN5X15BavQKkAAAAAxQTFRFOFN2jqrN1jM+yudMxWgutAAAAURlWElmSUkqAAgAAAAIABIBAwABAAAAAQAAABoBBQABAAAAbgAAABsBBQABAAAAdgAAACgBAwABAAAAAgAAABMCAwABAAAAAQAAAJiCAgASAAAAfgAAAGmHBAABAAAAkAAAACWIBAABAAAA3gAAAAAAAAA4YwAA6AMAADhjAADoAwAAU291cmNlIExpdmVzIEhlcmUABgAAkAcABAAAADAyMTABkQcABAAAAAECAwAAoAcABAAAADAxMDABoAMAAQAAAP//AAACoAQAAQAAABgAAAADoAQAAQAAABAAAAAAAAAABAABAAIAAgAAAE4AAAACAAUAAwAAACwBAAADAAIAAgAAAEUAAAAEAAUAAwAAABQBAAAAAAAADQAAAAEAAAAYAAAAAQAAAAAAAAABAAAANAAAAAEAAAAeAAAAAQAAAAAAAAABAAAAjPCDeAAAAAlwSFlzAAAD6AAAA+gBtXtSawAAAFZ6VFh0WE1MOmNvbS5hZG9iZS54bXAAAAiZs6mwqsgtyE0tSVSoyM3JK7aqsFVKTMlPSrXKK7YCCesr2dl45Oem2pka6Zn6KRga65m42uiDRWz04ZrtAH3QF6OhjtY2AAAATklEQVQImR3MsQ3AIAwF0VvBXRjDOyAvghTqKGt4AAaiZCjkX77ijme/3g7xW/aBrSJHZIi0E58lXcRFUmQWnYptsUXcMoaxREKs9fR2AcfzIxXk6cUPAAAAAElFTkSuQmCC",
  "UklGRsACAABXRUJQVlA4WAoAAAAMAAAAFwAADwAAVlA4IAABAACQBwCdASoYABAAPxFysFAsJqSisAgBgCIJbACdMoS6FSryf48C2/7ux9jh8A1geAHFJqh+ZEhm9Sf6d+gAHTNj2RkmocAA6HqFnTSDMt6/DljkmcuEj2fIJQwxvc/FF1lCyN9oC2Eheoy7LT4rfLWhg8W9Bwy6pHvO1L97EgkVBED5Ko/z9FIh3+PSRPsph/0s/YF+gPRHUuC8j4bEV/b1O/mJUIX9Xmwdv2Lh25bZlMjt/h6iF2IX9wNPP8pnVTIm95WHuB55dYz6pnML8xlCjZl+yLmUM2pPC75FZD/5++Vl4z1vfPAsi6/brzzQrPv8wR+x5nTjTcvWk+/YAAAARVhJRkoBAABFeGlmAABJSSoACAAAAAgAEgEDAAEAAAABAAAAGgEFAAEAAABuAAAAGwEFAAEAAAB2AAAAKAEDAAEAAAACAAAAEwIDAAEAAAABAAAAmIICABIAAAB+AAAAaYcEAAEAAACQAAAAJYgEAAEAAADeAAAAAAAAADhjAADoAwAAOGMAAOgDAABTb3VyY2UgTGl2ZXMgSGVyZQAGAACQBwAEAAAAMDIxMAGRBwAEAAAAAQIDAACgBwAEAAAAMDEwMAGgAwABAAAA//8AAAKgBAABAAAAGAAAAAOgBAABAAAAEAAAAAAAAAAEAAEAAgACAAAATgAAAAIABQADAAAALAEAAAMAAgACAAAARQAAAAQABQADAAAAFAEAAAAAAAANAAAAAQAAABgAAAABAAAAAAAAAAEAAAA0AAAAAQAAAB4AAAABAAAAAAAAAAEAAABYTVAgSAAAADx4OnhtcG1ldGEgeG1sbnM6eD0iYWRvYmU6bnM6bWV0YS8iPjxIb21lPjUyLjVOIDEzLjRFPC9Ib21lPjwveDp4bXBtZXRhPg==",
  "AAAAHGZ0eXBhdmlmAAAAAG1pZjFhdmlmbWlhZgAAAWFtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAEZpbG9jAAAAAERAAAMAAQAAAAABhQABAAAAAAAAAEAAAgAAAAABxQABAAAAAAAAAU4AAwAAAAADEwABAAAAAAAAAEgAAABiaWluZgAAAAAAAwAAABVpbmZlAgAAAAABAABhdjAxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAACppbmZlAgAAAQADAABtaW1lAGFwcGxpY2F0aW9uL3JkZit4bWwAAAAAAA5waXRtAAAAAAABAAAAVmlwcnAAAAA4aXBjbwAAAAxhdjFDgSACAAAAABRpc3BlAAAAAAAAABgAAAAQAAAAEHBpeGkAAAAAAwgICAAAABZpcG1hAAAAAAAAAAEAAQOBAgMAAAAoaXJlZgAAAAAAAAAOY2RzYwACAAEAAQAAAA5jZHNjAAMAAQABAAAB3m1kYXQSAAoIOBDv7SAhoNIyMhxCYuQAALHHAMiJkRwcV0QQ/a7GIofdZt0A8oniLLYDORvX1MphfQwToRM/jf/lqEhgAAAABkV4aWYAAElJKgAIAAAACAASAQMAAQAAAAEAAAAaAQUAAQAAAG4AAAAbAQUAAQAAAHYAAAAoAQMAAQAAAAIAAAATAgMAAQAAAAEAAACYggIAEgAAAH4AAABphwQAAQAAAJAAAAAliAQAAQAAAN4AAAAAAAAAOGMAAOgDAAA4YwAA6AMAAFNvdXJjZSBMaXZlcyBIZXJlAAYAAJAHAAQAAAAwMjEwAZEHAAQAAAABAgMAAKAHAAQAAAAwMTAwAaADAAEAAAD//wAAAqAEAAEAAAAYAAAAA6AEAAEAAAAQAAAAAAAAAAQAAQACAAIAAABOAAAAAgAFAAMAAAAsAQAAAwACAAIAAABFAAAABAAFAAMAAAAUAQAAAAAAAA0AAAABAAAAGAAAAAEAAAAAAAAAAQAAADQAAAABAAAAHgAAAAEAAAAAAAAAAQAAADx4OnhtcG1ldGEgeG1sbnM6eD0iYWRvYmU6bnM6bWV0YS8iPjxIb21lPjUyLjVOIDEzLjRFPC9Ib21lPjwveDp4bXBtZXRhPg==",
  "R0lGODlhGAAQAIEAAMPoEukSN4ar0C9UeSH/C05FVFNDQVBFMi4wAwEAAAAh+QQECgAAACwAAAAAGAAQAAACRJwyYBaXe4RSgslXHYVox85p4TRijJmBqbiqFrl6p8xa7oc28AvNfY3z6HIXIcqXQdqIu0jzpgyGbkNhkXMENqja66oAACH5BAUKAAQALAAAAAAYABAAgRLowzcS6dCrhnlULwNEKCHDMEAxN9ZqsEr87sxeFoXP+HUbZZ0aprImB6Ugjbo1flMxb2ukFivk+PVqwZWMmDsZf8pX8vOSHUvQ7FQnFD2n2wQAOw==",
].map((base64) => atob(base64));

const TELLTALE = /GPS|Source Lives|xmpmeta|52\.5N|Motion/;

/** Bytes as text, a character each: what is in a file can be searched, cut and put in. */
const textOf = (bytes: Uint8Array) => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const strip = (text: string, type: string) => textOf(stripMetadata(bytesOf(text), type));
const uint = (value: number) => textOf(Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value));
const chunk = (type: string, data: string) => `${uint(data.length)}${type}${data}\0\0\0\0`;
const box = (type: string, ...parts: string[]) => uint(8 + parts.join("").length) + type + parts.join("");

const png = PNG.replace(/(?=....IDAT)/s, chunk("tEXt", "Source Lives") + chunk("iTXt", "GPS"));
const gif = GIF.replace("!\xff\x0bNETSCAPE", "!\xfe\x0cSource Lives\0!\xff\x0bXMP DataXMP\x03GPS\0$&");
/** Each picture, and the bytes of it that must come through: its scans, IDAT, VP8, the first item of mdat, frames. */
const PICTURES: [name: string, type: string, text: string, pixels: RegExp][] = [
  ["JPEG", "image/jpeg", JPEG, /ICC_PROFILE.*\xff\xd9/s],
  ["progressive JPEG", "image/jpeg", PROGRESSIVE, /ICC_PROFILE.*\xff\xd9/s],
  ["PNG", "image/png", `${png}Motion`, /IDAT.*IEND/s],
  ["WebP", "image/webp", `${WEBP}Motion`, /VP8 .*(?=EXIF)/s],
  ["AVIF", "image/avif", AVIF, /mdat.{67}/s],
  ["animated GIF", "image/gif", `${gif}Motion`, /NETSCAPE.*;(?=Motion)/s],
];

/** The refusal's code, "taken", or whatever else was thrown, which is a fault. */
function outcome(bytes: Uint8Array<ArrayBuffer>, type: string): string {
  try {
    stripMetadata(bytes, type);
    return "taken";
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
}

describe.each(PICTURES)("stripping: %s", (_name, type, text, pixels) => {
  const stripped = strip(text, type);

  it("takes place, owner and what is appended away, once and for all", () => {
    expect(text).toMatch(TELLTALE);
    expect(stripped).not.toMatch(TELLTALE);
    expect(strip(stripped, type)).toBe(stripped);
  });

  it("leaves pixels, colours, size and orientation alone", () => {
    expect(stripped).toContain(pixels.exec(text)?.[0]);
    expect(stripped.includes("iCCP")).toBe(text.includes("iCCP"));
    expect(imageSize(bytesOf(stripped))).toEqual(imageSize(bytesOf(text)));
  });

  it("refuses it wherever it is cut off", () => {
    const outcomes = Array.from(stripped, (_, length) => outcome(bytesOf(stripped.slice(0, length)), type));
    expect(new Set(outcomes)).toEqual(new Set(["unreadable_picture"]));
  });

  it("takes or refuses it with any byte broken", () => {
    const breakAt = (at: number) => [0, 0x7f, 0xff].map((value) => bytesOf(text).fill(value, at, at + 1));
    const outcomes = Array.from(text, (_, at) => breakAt(at).map((bytes) => outcome(bytes, type))).flat();
    expect(new Set(outcomes)).toEqual(new Set(["taken", "unreadable_picture"]));
  });
});

it("keeps of a JPEG's Exif only how it is turned", () => {
  const upright = "MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
  const segment = /\xff\xe1.*?(?=\xff)/s.exec(strip(JPEG, "image/jpeg"))?.[0];
  expect(segment).toBe(`\xff\xe1\0\x22Exif\0\0${upright}`);
});

it("zeros an AVIF's metadata in idat and refuses what it can't find", () => {
  const item = box("infe", "\x02\0\0\0\0\x01\0\0Exif\0");
  const avif = (method: number, offset: number, length: number) => {
    const place = uint(method) + uint(1) + uint(offset) + uint(length);
    const iloc = box("iloc", `\x01\0\0\0\x44\0\0\x01\0\x01${place.slice(2)}`);
    const boxes = ["\0\0\0\0", box("iinf", "\0\0\0\0\0\x01", item), iloc, box("idat", "keepGPSkeep")];
    return box("ftyp", "avif\0\0\0\0") + box("meta", ...boxes);
  };
  const good = avif(1, 4, 3);
  expect(strip(good, "image/avif")).toBe(good.replace("GPS", "\0\0\0"));
  expect(strip(good + box("mpvd", "Motion"), "image/avif")).toContain(box("mpvd", "\0".repeat(6)));
  const hostile = [avif(1, 4, 0), avif(1, 9, 3), avif(0, 4, 3), avif(2, 4, 3)];
  for (const each of [...hostile, good + box("moov"), good + good])
    expect(outcome(bytesOf(each), "image/avif")).toBe("unreadable_picture");
});

it("walks many empty parts in one go", () => {
  const many = 200_000;
  const [start, end] = ["\x89PNG\r\n\x1a\n", chunk("IEND", "")];
  expect(strip(start + chunk("tEXt", "").repeat(many) + end, "image/png")).toBe(start + end);
  expect(strip(`\xff\xd8${"\xff\xfe\0\x02".repeat(many)}\xff\xd9`, "image/jpeg")).toBe("\xff\xd8\xff\xd9");
  expect(outcome(bytesOf(box("free").repeat(many)), "image/avif")).toBe("unreadable_picture");
});

it("serves an uploaded photo without the place it was taken at", async () => {
  const token = await tokenOf("writer");
  const upload = (body: BodyInit) =>
    request("/api/v1/media", { method: "POST", token, body, headers: { "Content-Type": "image/jpeg" } });
  const sent = bytesOf(JPEG);
  const { id, width, height } = await must<{ id: string; width: number; height: number }>(201, upload(sent));
  expect([width, height]).toEqual([16, 24]);
  const served = await request(`/media/${id}/1/original`);
  expect(Number(served.headers.get("Content-Length"))).toBeLessThan(sent.length);
  expect(textOf(new Uint8Array(await served.arrayBuffer()))).toBe(strip(JPEG, "image/jpeg"));
  const refused = await upload((await aPng(4, 4)).slice(0, -4));
  expect([refused.status, (await problemOf(refused)).code]).toEqual([422, "unreadable_picture"]);
});
