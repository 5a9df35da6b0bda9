import { describe, expect, it } from "vitest";
import { strayImports } from "./rooms.ts";
import { importsOf, sourcesIn } from "./source.ts";

function strays(path: string, ...imported: string[]): string[] {
  const text = imported.map((to) => `import { thing } from "${to}";`).join("\n");
  return strayImports(importsOf({ path, text }));
}

describe("the rooms of src", () => {
  it("import only from the rooms below them", () => {
    const imports = sourcesIn("src").flatMap(importsOf);
    expect(imports.length).toBeGreaterThan(100);
    expect(strayImports(imports)).toEqual([]);
  });

  it("may use what the table gives them", () => {
    expect(
      strays("src/comments/wait.ts", "./store.ts", "../articles/store.ts", "../wire/events.ts", "hono"),
    ).toEqual([]);
    expect(strays("src/articles/write.ts", "../comments/schema.ts", "../errors.ts")).toEqual([]);
  });

  it.each([
    ["src/ui/card.tsx", "../articles/article.ts"],
    ["src/http/mount.ts", "../ui/layout.tsx"],
    ["src/articles/store.ts", "../paper/lists.ts"],
    ["src/editors/api.ts", "../articles/store.ts"],
    ["src/articles/api.ts", "../wire/settle.ts"],
    ["src/comments/api.ts", "../wire/dispatch.ts"],
    ["src/jobs.ts", "./app.ts"],
    ["src/paper/front-page.tsx", "../../test/support/factories.ts"],
    ["src/attic/box.ts", "../errors.ts"],
  ])("refuse %s the use of %s", (path, to) => {
    expect(strays(path, to)).toHaveLength(1);
  });
});
