import { must } from "./factories.ts";
import { aPng } from "./picture.ts";
import { request } from "./request.ts";

export interface PictureJson {
  id: string;
  version: number;
  type: string;
  bytes: number;
  width: number;
  height: number;
  url: string;
  srcset: string;
  alt: string;
  caption: string;
  credit: string;
  licence: string;
  focus: { x: number; y: number };
  createdAt: string;
  usedBy?: { id: string; headline: string; url: string | null }[];
}

/** Sends a picture raw, whatever it is called. */
export function upload(token: string, body: BodyInit, query = "", type = "image/png"): Promise<Response> {
  return request(`/api/v1/media${query}`, { method: "POST", token, body, headers: { "Content-Type": type } });
}

/** A stored grey PNG with an alternative text. */
export async function aPicture(
  token: string,
  width = 32,
  height = 20,
  query = "?alt=Grey",
): Promise<PictureJson> {
  return await must(201, upload(token, await aPng(width, height), query));
}

export function replaceFile(token: string, id: string, body: BodyInit): Promise<Response> {
  const headers = { "Content-Type": "image/png" };
  return request(`/api/v1/media/${id}/file`, { method: "PUT", token, body, headers });
}
