import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";
import { aPng } from "./picture.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where a server has pictures: `/FATE/NAME.png`. GET /asked/NAME.png tells how often one was asked for. */
    pictureHost: string;
  }
}

const DRIP_MS = 20;
const BIG_BYTES = 11_000_000;
const asked = new Map<string, number>();
/** Answers that wait for GET /release/NAME.png, or to be 404 for GET /fail/NAME.png. */
const held = new Map<string, (isThere: boolean) => void>();

type Fate = (answer: ServerResponse, picture: Uint8Array, name: string) => void;

const FATES: Record<string, Fate> = {
  ok: (answer, picture) => void answer.end(picture),
  redirect: (answer) => void answer.writeHead(302, { Location: "/ok/redirected.png" }).end(),
  missing: (answer) => void answer.writeHead(404).end(),
  html: (answer) => void answer.end("<script>alert(1)</script>"),
  // Without Content-Length.
  big: (answer, picture) => {
    answer.write(picture);
    answer.end(new Uint8Array(BIG_BYTES));
  },
  drip: (answer) => {
    const drip = setInterval(() => answer.write("."), DRIP_MS);
    answer.on("close", () => clearInterval(drip));
  },
  held: (answer, picture, name) =>
    void held.set(name, (isThere) => answer.writeHead(isThere ? 200 : 404).end(isThere ? picture : "")),
};

function answer(request: IncomingMessage, response: ServerResponse, picture: Uint8Array): void {
  const [, fate = "", name = ""] = (request.url ?? "").split("/");
  if (fate === "asked") return void response.end(String(asked.get(name) ?? 0));
  if (fate === "release" || fate === "fail") {
    held.get(name)?.(fate === "release");
    return void response.end();
  }
  asked.set(name, (asked.get(name) ?? 0) + 1);
  response.setHeader("Content-Type", "image/png");
  FATES[fate]?.(response, picture, name);
}

/** Vitest's global setup: the server is there for as long as the tests run. */
export default async function serve(project: TestProject): Promise<() => void> {
  const picture = await aPng(32, 20);
  const server = createServer((request, response) => answer(request, response, picture));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  project.provide("pictureHost", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return () => {
    server.closeAllConnections();
    server.close();
  };
}
