import type { Holder } from "../src/editors/token.ts";
import { ROLES, type Role } from "../src/http/actor.ts";
import { EXIT_USAGE, fail, messageOf, readFlags } from "./command-line.ts";
import { migrate, NotMigrated, type Place } from "./database.ts";
import { mintToken } from "./mint-token.ts";

const USAGE =
  "npm run token -- --name NAME --role writer|moderator|editor|publisher [--expires ISO] [--persist-to DIR | --remote]";
const NAME_MAX_CHARS = 100;

const flags = readFlags(
  {
    name: { type: "string" },
    role: { type: "string" },
    expires: { type: "string" },
    "persist-to": { type: "string" },
    remote: { type: "boolean", default: false },
  },
  USAGE,
);

function readHolder(): Holder {
  return {
    name: readName(flags.name ?? ""),
    role: readRole(flags.role),
    expiresAt: readExpiry(flags.expires),
  };
}

function readName(given: string): string {
  const name = given.trim();
  if (name !== "" && Array.from(name).length <= NAME_MAX_CHARS && !/\p{Cc}/u.test(name)) return name;
  return refuse(`--name needs 1 to ${NAME_MAX_CHARS} characters on one line.`);
}

function readRole(given: string | undefined): Role {
  return (
    ROLES.find((role) => role === given) ?? refuse(`--role "${given ?? ""}" is none of ${ROLES.join(", ")}.`)
  );
}

function readExpiry(given: string | undefined): number | null {
  if (given === undefined) return null;
  const at = Date.parse(given);
  return at > Date.now()
    ? at
    : refuse(`--expires "${given}" is no time to come, such as 2030-01-31T12:00:00Z.`);
}

function refuse(message: string): never {
  return fail(`${message}\nUsage: ${USAGE}`, EXIT_USAGE);
}

/** A local database that was never migrated is migrated first; the deployed one is the deployment's affair. */
async function mint(place: Place, holder: Holder): Promise<string> {
  try {
    return await mintToken(place, holder);
  } catch (error) {
    if (!(error instanceof NotMigrated)) throw error;
    if (place.isRemote) throw new Error("The deployed database has no tables yet: npm run deploy.");
    await migrate(place);
    return await mintToken(place, holder);
  }
}

if (flags.remote && flags["persist-to"] !== undefined)
  refuse("--remote and --persist-to exclude each other.");
try {
  console.log(await mint({ isRemote: flags.remote, persistTo: flags["persist-to"] }, readHolder()));
} catch (error) {
  fail(`No token was made. ${messageOf(error)}`);
}
