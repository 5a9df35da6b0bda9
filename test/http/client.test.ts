import { expect, it } from "vitest";
import { clientOf } from "../../src/http/client.ts";

function client(address: string | undefined, others: Record<string, string> = {}): string {
  return clientOf(
    new Request("http://x.example/", {
      headers: { ...others, ...(address ? { "CF-Connecting-IP": address } : {}) },
    }),
  );
}

it("takes an IPv4 address whole", () => {
  expect(client("192.0.2.1")).not.toBe(client("192.0.2.2"));
});

it("takes an IPv6 address by its /64, however it is written", () => {
  const same = ["2001:db8:1:2::1", "2001:DB8:1:2:ffff:ffff:ffff:ffff", "2001:0db8:0001:0002:0:0:0:9"];
  expect(new Set(same.map((address) => client(address))).size).toBe(1);
  expect(client("2001:db8:1:3::1")).not.toBe(client("2001:db8:1:2::1"));
  expect(client("::1")).toBe(client("0:0:0:0:5:6:7:8"));
});

it("takes a mapped IPv4 address as IPv4", () => {
  expect(client("::ffff:192.0.2.1")).toBe(client("192.0.2.1"));
});

it("believes no other header", () => {
  expect(client(undefined, { "X-Forwarded-For": "192.0.2.1", "X-Real-IP": "192.0.2.1" })).toBe(
    client(undefined),
  );
  expect(client("192.0.2.1", { "X-Forwarded-For": "192.0.2.9" })).toBe(client("192.0.2.1"));
});
