import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Where a server answers as Turnstile's siteverify does. */
    siteverify: string;
  }
}

/** What it was asked last, token by token. */
const asked: Record<string, Record<string, string>[]> = {};

/** A token says how it is answered: "hang", "garbage", "500", "refused", "once-…" (spent by its first use), "passed". */
async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === "GET") return void response.end(JSON.stringify(asked));
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const sent = JSON.parse(Buffer.concat(parts).toString()) as Record<string, string>;
  const token = sent.response ?? "";
  asked[token] ??= [];
  asked[token].push(sent);
  if (token === "hang") return;
  if (token === "garbage") return void response.end("<html>Bad gateway</html>");
  if (token === "redirect") return void response.writeHead(302, { Location: "/?" }).end();
  if (token === "500") return void response.writeHead(500).end("{}");
  const codes = codesFor(token);
  const verdict = { success: codes.length === 0, "error-codes": codes, hostname: "dateline.test" };
  response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(verdict));
}

function codesFor(token: string): string[] {
  if (token === "internal") return ["internal-error"];
  if (token === "bad-secret") return ["invalid-input-secret"];
  if (token.startsWith("once-") && (asked[token]?.length ?? 0) > 1) return ["timeout-or-duplicate"];
  return token.startsWith("once-") || token === "passed" ? [] : ["invalid-input-response"];
}

/** Vitest's global setup: the server is there for as long as the tests run. */
export default async function serve(project: TestProject): Promise<() => void> {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  project.provide("siteverify", `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return () => {
    server.closeAllConnections();
    server.close();
  };
}
