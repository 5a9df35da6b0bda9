import { expect, it } from "vitest";
import { routes } from "../../src/app.ts";
import { check } from "../../src/http/validate.ts";
import { type Content, described, faultsOf, type Operation, undescribed } from "../support/described.ts";
import { must } from "../support/factories.ts";
import { ORIGIN, request } from "../support/request.ts";

interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation & { "x-role"?: string; parameters: { $ref?: string }[] }>>;
}

const declared = routes.filter((route) => route.path.startsWith("/api/v1/"));
const operations = Object.values(described.paths).flatMap((methods) => Object.values(methods));
const url = `${ORIGIN}/api/v1/front`;

it("describes exactly the declared API", async () => {
  const document = await must<Document>(200, request("/api/openapi.json"));
  expect(document.openapi).toBe("3.1.0");
  const found = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId }]) => `${operationId} ${method} ${path}`),
  );
  expect(found.sort()).toEqual(
    declared
      .map(({ id, method, path }) => `${id} ${method.toLowerCase()} ${path.replace(/:(\w+)/g, "{$1}")}`)
      .sort(),
  );
  for (const { id, role, status } of declared) {
    const operation = Object.values(document.paths)
      .flatMap((methods) => Object.values(methods))
      .find(({ operationId }) => operationId === id);
    expect([id, operation?.["x-role"]]).toEqual([id, role]);
    expect(Object.keys(operation?.responses ?? {})).toContain(String(status ?? 200));
  }
});

it("tells how large, how typed and how refused a call can be", async () => {
  const { paths } = await must<Document>(200, request("/api/openapi.json"));
  const patch = paths["/api/v1/articles/{id}"]?.patch;
  expect(Object.keys(patch?.responses ?? {})).toEqual(
    expect.arrayContaining(["200", "400", "401", "403", "404", "412", "413", "415", "422", "428", "429"]),
  );
});

it("takes an Idempotency-Key wherever something is posted", async () => {
  const { paths } = await must<Document>(200, request("/api/openapi.json"));
  const posts = Object.values(paths).flatMap(({ post }) => post ?? []);
  expect(posts.length).toBeGreaterThan(3);
  for (const { operationId, parameters } of posts)
    expect([operationId, parameters]).toEqual([
      operationId,
      expect.arrayContaining([{ $ref: "#/components/parameters/Idempotency-Key" }]),
    ]);
});

it("shows examples that their schemas allow", () => {
  for (const { operationId, requestBody, responses } of operations)
    for (const content of [requestBody, ...Object.values(responses)].flatMap(contentsOf))
      for (const example of examplesIn(content))
        expect([operationId, faultsOf(example, content.schema ?? {}), example]).toEqual([
          operationId,
          [],
          example,
        ]);
});

it("shows bodies that their calls take", () => {
  for (const { id, body, bodyKind } of declared.filter(({ bodyKind }) => bodyKind !== "raw")) {
    const operation = operations.find(({ operationId }) => operationId === id);
    const [content] = contentsOf(operation?.requestBody);
    if (!body || !bodyKind) continue;
    expect(() => check(body, content?.example), id).not.toThrow();
  }
});

function contentsOf(part: { content?: Record<string, Content> } | undefined): Content[] {
  return Object.values(part?.content ?? {});
}

function examplesIn({ example, examples = {} }: Content): unknown[] {
  return [...(example === undefined ? [] : [example]), ...Object.values(examples).map(({ value }) => value)];
}

it.each<[string, number, unknown, Record<string, string>]>([
  ["a status", 418, {}, {}],
  ["a member", 200, { lead: null, pinned: [], more: 1 }, {}],
  ["a missing member", 200, { lead: null }, {}],
  ["a type", 200, { lead: null, pinned: [] }, { "Content-Type": "text/plain" }],
  ["a header", 200, { lead: null, pinned: [] }, { ETag: '"1"' }],
])("notices %s that is not described", async (_, status, body, headers) => {
  const answer = Response.json(body, { status, headers });
  expect(await undescribed({ method: "GET", url }, answer)).not.toEqual([]);
});

it("has nothing against what is described", async () => {
  const answer = Response.json({ lead: null, pinned: [] });
  expect(await undescribed({ method: "GET", url }, answer)).toEqual([]);
});
