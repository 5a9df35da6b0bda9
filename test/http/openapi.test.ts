import { expect, it } from "vitest";
import { routes } from "../../src/app.ts";
import { must } from "../support/factories.ts";
import { request } from "../support/request.ts";

interface Document {
  openapi: string;
  paths: Record<
    string,
    Record<string, { operationId: string; "x-role"?: string; responses: Record<string, unknown> }>
  >;
}

it("describes exactly the declared API", async () => {
  const document = await must<Document>(200, request("/api/openapi.json"));
  expect(document.openapi).toBe("3.1.0");
  const described = Object.values(document.paths).flatMap((operations) => Object.values(operations));
  const declared = routes.filter((route) => route.path.startsWith("/api/v1/"));
  expect(described.map((operation) => operation.operationId).sort()).toEqual(
    declared.map((route) => route.id).sort(),
  );
  for (const route of declared) {
    const operation = described.find((candidate) => candidate.operationId === route.id);
    expect([route.id, operation?.["x-role"]]).toEqual([route.id, route.role]);
    expect(Object.keys(operation?.responses ?? {})).toContain(String(route.status ?? 200));
  }
});

it("tells how large, how typed and how refused a call can be", async () => {
  const { paths } = await must<Document>(200, request("/api/openapi.json"));
  const patch = paths["/api/v1/articles/{id}"]?.patch;
  expect(Object.keys(patch?.responses ?? {})).toEqual(
    expect.arrayContaining(["200", "401", "403", "404", "412", "422", "428"]),
  );
});
