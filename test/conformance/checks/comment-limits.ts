import { equal, holds, matches, problem } from "../assert.ts";
import { type Check, Skipped } from "../check.ts";

const A_MINUTE = 5;
const MINUTE_MS = 60_000;
const LEEWAY_MS = 3_000;

/**
 * CONTRACT §0 and §4: how many comments a client may send. Last of the comments, as it uses the minute up.
 * The gate before the limit lets 15 requests a minute through: all checks of comments together stay below.
 */
export const commentLimits: Check[] = [
  {
    part: "§0",
    title: "RateLimit and RateLimit-Policy say what is left",
    needs: "token",
    async run({ commenter }) {
      const answer = await commenter.first();
      matches(
        "RateLimit-Policy",
        answer.header("RateLimit-Policy"),
        /"[\w-]+";q=5;w=60\b.*"[\w-]+";q=30;w=86400\b/,
      );
      matches("RateLimit", answer.header("RateLimit"), /^"[\w-]+";r=[0-4];t=\d+/);
    },
  },
  {
    part: "§4",
    title: "the sixth comment in a minute: 429 with Retry-After, which is right",
    needs: "token",
    async run({ commenter, newsroom }) {
      const first = await commenter.first();
      if (!/r=4;/.test(first.header("RateLimit")))
        throw new Skipped("this client had commented before this run");
      for (let n = commenter.taken; n < A_MINUTE; n++) {
        await commenter.send({ name: "Rita Reader", body: `Number ${n} of ${newsroom.name}.` });
      }
      equal("comments taken", commenter.taken, A_MINUTE);
      if (Date.now() - commenter.beganAt > MINUTE_MS - LEEWAY_MS)
        throw new Skipped("the run took longer than the minute");
      const json = { name: "Rita Reader", body: `One too many of ${newsroom.name}.` };
      const sixth = await commenter.post({ json, headers: { Accept: "application/json" } });
      problem(sixth, 429, "rate_limited");
      matches("RateLimit", sixth.header("RateLimit"), /^"[\w-]+";r=0;t=\d+/);
      matches("Retry-After", sixth.header("Retry-After"), /^\d+$/);
      const wait = commenter.beganAt + MINUTE_MS - Date.now();
      const isRight = Math.abs(Number(sixth.header("Retry-After")) * 1_000 - wait) <= LEEWAY_MS;
      holds(isRight, `Retry-After of about ${Math.ceil(wait / 1_000)}`, sixth.header("Retry-After"));
    },
  },
];
