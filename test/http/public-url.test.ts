import { env } from "cloudflare:workers";
import { afterEach, describe, expect, inject, it, vi } from "vitest";
import { notPublic } from "../../src/http/public-address.ts";
import { refusedPlace, refusedUrl } from "../../src/http/public-url.ts";

const OWN = ["https://courier.example", "http://dateline.test"];
const STRICT = { ALLOW_PRIVATE_WEBHOOKS: "0" };

const REFUSED: [notation: string, url: string][] = [
  ["no address", "hooks"],
  ["an empty one", ""],
  ["http", "http://hooks.example.com/"],
  ["ftp", "ftp://hooks.example.com/"],
  ["file", "file:///etc/passwd"],
  ["gopher", "gopher://hooks.example.com/"],
  ["data", "data:text/plain,hello"],
  ["javascript", "javascript:alert(1)"],
  ["websocket", "wss://hooks.example.com/"],
  ["a user's name", "https://user@hooks.example.com/"],
  ["a user's name and password", "https://user:word@hooks.example.com/"],
  ["a password alone", "https://:word@hooks.example.com/"],
  ["a public host as a user's name", "https://hooks.example.com@127.0.0.1/"],
  ["a user's name, percent-encoded", "https://hooks.example.com%2f@10.0.0.1/"],
  ["port 80", "https://hooks.example.com:80/"],
  ["port 22", "https://hooks.example.com:22/"],
  ["port 8443", "https://hooks.example.com:8443/"],
  ["port 6379", "https://hooks.example.com:6379/"],
  ["loopback", "https://127.0.0.1/"],
  ["loopback, another of its addresses", "https://127.8.9.10/"],
  ["loopback, decimal", "https://2130706433/"],
  ["loopback, octal", "https://0177.0.0.1/"],
  ["loopback, one octal number", "https://017700000001/"],
  ["loopback, hexadecimal", "https://0x7f000001/"],
  ["loopback, hexadecimal parts", "https://0x7f.0x0.0x0.0x1/"],
  ["loopback, two parts", "https://127.1/"],
  ["loopback, three parts", "https://127.0.1/"],
  ["loopback, mixed notation", "https://0x7f.1/"],
  ["loopback, leading zeros", "https://0000177.0.0.01/"],
  ["loopback, trailing dot", "https://127.0.0.1./"],
  ["loopback, full-width digits", "https://１２７.０.０.１/"],
  ["loopback, circled digits", "https://①②⑦.⓪.⓪.①/"],
  ["loopback, ideographic full stops", "https://127。0。0。1/"],
  ["loopback, percent-encoded", "https://%31%32%37.0.0.1/"],
  ["loopback, backslashes", "https:\\\\127.0.0.1\\"],
  ["loopback, tab and line break in it", "https://127.0.\t0.\n1/"],
  ["loopback, IPv6", "https://[::1]/"],
  ["loopback, IPv6 in full", "https://[0:0:0:0:0:0:0:1]/"],
  ["loopback, IPv4-mapped", "https://[::ffff:127.0.0.1]/"],
  ["loopback, IPv4-mapped, hexadecimal", "https://[::ffff:7f00:1]/"],
  ["loopback, IPv4-compatible", "https://[::127.0.0.1]/"],
  ["loopback, NAT64", "https://[64:ff9b::127.0.0.1]/"],
  ["loopback, local NAT64", "https://[64:ff9b:1::7f00:1]/"],
  ["loopback, 6to4", "https://[2002:7f00:1::]/"],
  ["loopback, translated", "https://[::ffff:0:7f00:1]/"],
  ["this host", "https://0.0.0.0/"],
  ["this host, short", "https://0/"],
  ["this network", "https://0.1.2.3/"],
  ["unspecified, IPv6", "https://[::]/"],
  ["private 10/8", "https://10.1.2.3/"],
  ["private 10/8, octal", "https://012.1.2.3/"],
  ["private 172.16/12", "https://172.16.0.1/"],
  ["private 172.16/12, its last", "https://172.31.255.255/"],
  ["private 192.168/16", "https://192.168.1.1/"],
  ["private 192.168/16, decimal", "https://3232235777/"],
  ["private 192.168/16, IPv4-mapped", "https://[::ffff:c0a8:101]/"],
  ["unique local, IPv6", "https://[fd00::1]/"],
  ["unique local, IPv6, fc00", "https://[fc00::1]/"],
  ["site-local, IPv6", "https://[fec0::1]/"],
  ["CGNAT", "https://100.64.0.1/"],
  ["CGNAT, its last", "https://100.127.255.254/"],
  ["link-local", "https://169.254.1.1/"],
  ["link-local, IPv6", "https://[fe80::1]/"],
  ["link-local, IPv6 with a zone id", "https://[fe80::1%25eth0]/"],
  ["metadata", "https://169.254.169.254/latest/meta-data/"],
  ["metadata, decimal", "https://2852039166/"],
  ["metadata, hexadecimal", "https://0xa9fea9fe/"],
  ["metadata, two parts", "https://169.16689662/"],
  ["metadata, IPv4-mapped", "https://[::ffff:169.254.169.254]/"],
  ["metadata, IPv6", "https://[fd00:ec2::254]/"],
  ["metadata of Alibaba", "https://100.100.100.200/"],
  ["metadata of Azure", "https://168.63.129.16/"],
  ["metadata of Oracle", "https://192.0.0.192/"],
  ["metadata of Google, by name", "https://metadata.google.internal/"],
  ["multicast", "https://224.0.0.1/"],
  ["multicast, its last", "https://239.255.255.255/"],
  ["multicast, IPv6", "https://[ff02::1]/"],
  ["reserved", "https://240.0.0.1/"],
  ["broadcast", "https://255.255.255.255/"],
  ["benchmarks", "https://198.18.0.1/"],
  ["6to4 relay", "https://192.88.99.1/"],
  ["documentation, 192.0.2", "https://192.0.2.1/"],
  ["documentation, 198.51.100", "https://198.51.100.1/"],
  ["documentation, 203.0.113", "https://203.0.113.1/"],
  ["documentation, IPv6", "https://[2001:db8::1]/"],
  ["documentation, IPv6 3fff", "https://[3fff::1]/"],
  ["Teredo", "https://[2001::1]/"],
  ["ORCHID", "https://[2001:20::1]/"],
  ["discard, IPv6", "https://[100::1]/"],
  ["segment routing, IPv6", "https://[5f00::1]/"],
  ["localhost", "https://localhost/"],
  ["localhost, upper case", "https://LOCALHOST/"],
  ["localhost, trailing dot", "https://localhost./"],
  ["localhost, full-width letters", "https://ｌｏｃａｌｈｏｓｔ/"],
  ["localhost, soft hyphen", "https://local\u00adhost/"],
  ["below localhost", "https://hooks.localhost/"],
  [".local", "https://printer.local/"],
  [".local, trailing dot", "https://printer.local./"],
  [".internal", "https://db.internal/"],
  [".home.arpa", "https://router.home.arpa/"],
  [".lan", "https://router.lan/"],
  ["single label", "https://intranet/"],
  ["single label, IDN", "https://bücher/"],
  ["our own host", "https://courier.example/hooks/x"],
  ["our own host, upper case", "https://COURIER.EXAMPLE/"],
  ["our own host, trailing dot", "https://courier.example./"],
  ["our own host, percent-encoded", "https://c%6furier.example/"],
  ["our first host", "https://dateline.test/"],
];

const PASSED: [what: string, url: string][] = [
  ["a name", "https://hooks.example.com/in"],
  ["a name with port 443", "https://hooks.example.com:443/in"],
  ["a name with a trailing dot", "https://hooks.example.com./in"],
  ["an IDN", "https://bücher.example/in"],
  ["an IDN in punycode", "https://xn--bcher-kva.example/in"],
  ["a name that begins with a digit", "https://1password.example/"],
  ["a name that looks like an address", "https://127.0.0.1.example.com/"],
  ["a name like our own", "https://courier.example.com/"],
  ["below our own name", "https://hooks.courier.example/"],
  ["localhost within a name", "https://localhost.example.com/"],
  ["internal within a name", "https://internal.example.com/"],
  ["public IPv4", "https://1.1.1.1/"],
  ["public IPv4 beside a private network", "https://172.32.0.1/"],
  ["public IPv4 below CGNAT", "https://100.63.255.255/"],
  ["public IPv4, decimal", "https://134744072/"],
  ["public IPv6", "https://[2606:4700:4700::1111]/"],
  ["public IPv6 of RIPE's 2001:600::/23", "https://[2001:67c:2e8::1]/"],
  ["query and fragment", "https://hooks.example.com/in?a=b#c"],
];

describe("is refused", () => {
  it.each(REFUSED)("%s: %s", (_, url) => {
    expect(refusedUrl(url, STRICT, OWN)).toEqual(expect.stringMatching(/^.{5,60}$/));
  });
  it("at least sixty of them", () => expect(REFUSED.length).toBeGreaterThan(60));
});

describe("passes", () => {
  it.each(PASSED)("%s: %s", (_, url) => {
    expect(refusedUrl(url, STRICT, OWN)).toBeUndefined();
  });
});

describe("in development", () => {
  const guard = { ALLOW_PRIVATE_WEBHOOKS: "1" };
  it.each(["http://127.0.0.1:8080/", "http://localhost/", "https://10.0.0.1/"])("%s passes", (url) => {
    expect(refusedUrl(url, guard, OWN)).toBeUndefined();
  });
  it.each(["ftp://127.0.0.1/", "https://user@127.0.0.1/", "nothing"])("%s does not", (url) => {
    expect(refusedUrl(url, guard, OWN)).toBeDefined();
  });
});

describe("a name that is looked up", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });
  const lookup = (name: string) =>
    refusedPlace(`https://${name}/`, { ...STRICT, DNS_URL: `${inject("receiver")}/dns` }, OWN);

  it.each([
    ["public.example", undefined],
    ["none.example", undefined],
    ["loopback.example", "loopback"],
    ["private.example", "private"],
    ["one-of-many.example", "link-local"],
    ["alias.example", "private"],
    ["six.example", "not handed out"],
    ["six-long.example", "not handed out"],
    ["mapped.example", "not handed out"],
    ["broken.example", "not handed out"],
  ])("%s: %s", async (name, why) => {
    const refused = await lookup(name);
    if (why === undefined) expect(refused).toBeUndefined();
    else expect(refused).toContain(why);
  });

  it("goes on where nobody can be asked, and says so", async () => {
    const said = vi.spyOn(console, "warn").mockImplementation(() => {});
    const guard = { ...STRICT, DNS_URL: env.DNS_URL ?? "" };
    expect(await refusedPlace("https://hooks.example.com/", guard, OWN)).toBeUndefined();
    expect(said.mock.calls.join()).toMatch(/DNS over HTTPS is out of reach/);
    expect(said.mock.calls.join()).not.toContain("hooks.example.com");
  });

  it("addresses are not asked about", async () => {
    const said = vi.spyOn(console, "warn").mockImplementation(() => {});
    expect(
      await refusedPlace("https://1.1.1.1/", { ...STRICT, DNS_URL: env.DNS_URL ?? "" }, OWN),
    ).toBeUndefined();
    expect(said).not.toHaveBeenCalled();
  });
});

it("knows an address as DNS gives it", () => {
  expect(["8.8.8.8", "10.0.0.1", "::1", "2606:4700::1", "name.example"].map(notPublic)).toEqual([
    undefined,
    "private",
    "not handed out to the public",
    undefined,
    undefined,
  ]);
});
