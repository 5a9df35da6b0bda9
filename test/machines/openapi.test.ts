import { createConfig, lintFromString } from "@redocly/openapi-core";
import { expect, it } from "vitest";
import { routes } from "../../src/app.ts";
import { openApiDocument } from "../../src/http/openapi.ts";

/** What Redocly's recommended rules say of a document: errors and warnings. */
async function complaintsOf(document: unknown): Promise<string[]> {
  const config = await createConfig({ extends: ["recommended"], telemetry: "off" });
  const problems = await lintFromString({ source: JSON.stringify(document), config });
  return problems.map(
    ({ severity, ruleId, message, location }) => `${severity} ${ruleId}: ${message} ${location[0]?.pointer}`,
  );
}

it("is an OpenAPI document without an error or warning", async () => {
  expect(await complaintsOf(openApiDocument(routes, "https://courier.example"))).toEqual([]);
});

it("is linted by rules that notice a call without answers", async () => {
  const document = openApiDocument(routes, "https://courier.example");
  const broken = { ...document, paths: { "/api/v1/me": { get: { operationId: "getMe" } } } };
  expect((await complaintsOf(broken)).some((complaint) => complaint.startsWith("error"))).toBe(true);
});
