import { expect, it } from "vitest";
import { importsOf, isBarrel } from "./source.ts";

const TEXT = `import { a } from "./a.ts";
import type { B } from "../b.ts";
import c, {
  type D,
  e,
} from "./c.ts";
import * as f from "./f.ts";
import "./g.ts";
import { Hono } from "hono";
export { h } from "./h.ts";
const text = 'from "./not-me.ts"';
const later = await import("./later.ts");
`;

it("every form of import is read, and packages are left out", () => {
  const imports = importsOf({ path: "src/room/file.ts", text: TEXT });
  expect(imports.map(({ to }) => to)).toEqual([
    "src/room/a.ts",
    "src/b.ts",
    "src/room/c.ts",
    "src/room/f.ts",
    "src/room/h.ts",
    "src/room/g.ts",
    "src/room/later.ts",
  ]);
  expect(imports.filter(({ isTypeOnly }) => isTypeOnly).map(({ to }) => to)).toEqual(["src/b.ts"]);
});

it.each([
  ["// the room\nexport { a } from './a.ts';\nexport * from './b.ts';", true],
  ['/** All. */\nexport { a } from "./a.ts";\nexport type { B } from "./b.ts";', true],
  ['export { a } from "./a.ts";\nexport const b = 1;', false],
  ['import { a } from "./a.ts";\na();', false],
])("a barrel is told by having nothing of its own: %j", (text, expected) => {
  expect(isBarrel({ path: "src/room/file.ts", text })).toBe(expected);
});
