import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface HookCall {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface HookServer {
  url: string;
  calls: HookCall[];
  stop(): void;
}

type Reply = (answer: ServerResponse) => void;

const json = (value: unknown) => JSON.stringify(value);
const say =
  (text: string | Buffer, status = 200, headers = {}) =>
  (answer: ServerResponse) =>
    void answer.writeHead(status, { "Content-Type": "application/json", ...headers }).end(text);
const PUBLISH = json({ decision: "publish" });

/** What a moderation of an operator answers, well and badly, by its name. */
export const REPLIES: Record<string, Reply> = {
  publish: say(PUBLISH),
  "publish with a note": say(json({ decision: "publish", ground: null, note: "Fine.", score: 0.1 })),
  decline: say(json({ decision: "decline", ground: "spam", note: "It sells <b>pills</b>." })),
  hold: say(json({ decision: "hold" })),
  "publish after a second": (answer) => void setTimeout(() => say(PUBLISH)(answer), 1_000),
  "decline without a ground": say(json({ decision: "decline" })),
  "decline with a ground of its own": say(json({ decision: "decline", ground: "boring" })),
  "decline with a note that can't be stored": say(json({ decision: "decline", ground: "spam", note: "\0" })),
  remove: say(json({ decision: "remove", ground: "spam" })),
  "a list": say(json([{ decision: "publish" }])),
  "no JSON": say("publish"),
  "nothing at all": say(""),
  "204": say("", 204),
  "bad UTF-8": say(Buffer.from([0x22, 0xff, 0x22])),
  "500": say(PUBLISH, 500),
  "404": say(PUBLISH, 404),
  "a redirect": say(PUBLISH, 307, { Location: "/elsewhere" }),
  "a long answer": say(PUBLISH.padEnd(10_001), 200, { "Content-Length": "10001" }),
  "an endless answer": (answer) => {
    answer.writeHead(200, { "Content-Type": "application/json" }).write(PUBLISH);
    const pour = () => {
      while (!answer.destroyed && answer.write(" ".repeat(65_536)));
    };
    answer.on("drain", pour);
    pour();
  },
  "a broken connection": (answer) => void answer.destroy(),
  "no answer": () => undefined,
  "half an answer": (answer) => void answer.writeHead(200, { "Content-Length": "999" }).write('{"decision":'),
};

/** An operator's moderation: it answers as the text of the comment asks. */
export async function startHookServer(): Promise<HookServer> {
  const calls: HookCall[] = [];
  const server = createServer(async (request, answer) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString("utf8");
    calls.push({ path: request.url ?? "", headers: request.headers, body });
    const asked = /"body":"Answer: ([^"\\]*?)\./.exec(body)?.[1] ?? "publish";
    REPLIES[asked]?.(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/moderate`,
    calls,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
