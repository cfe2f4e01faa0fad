import { createHmac } from "node:crypto";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { exportSPKI } from "jose";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Access } from "#graphql/access/access.ts";
import {
  analystClaims,
  audience,
  issuer,
  issuerKey,
  newFolder,
  type Signing,
  sign,
  writeAccess,
} from "./signed.ts";

const analyst = {
  role: { kind: "analyst", areas: ["990521"] },
  name: expect.stringMatching(/^token:[0-9a-f]{16}$/),
};

/** What the door says to a token: who it is, or the refusal. */
async function answerTo(access: Access, token: string): Promise<unknown> {
  try {
    return await access.identify(`Bearer ${token}`);
  } catch (error) {
    const { status, code, message } = error as Record<string, unknown>;
    expect(message).not.toContain(token);
    return [status, code, message];
  }
}

const refused = (sentence: string) => [401, "UNAUTHENTICATED", sentence];

describe("a token signed with a key of the issuer's set", async () => {
  const key = await issuerKey("ES256", "k1");
  const next = await issuerKey("EdDSA", "k2");
  const stranger = await issuerKey("ES256", "k1");
  const folder = newFolder();
  const keySet = join(folder, "keys.json");
  writeFileSync(keySet, JSON.stringify({ keys: [key.jwk, next.jwk] }));
  const tokens = { issuer, audience, algorithms: ["ES256", "EdDSA"], keys: "keys.json" };
  const access = new Access({
    dataFolder: folder,
    file: writeAccess(folder, { tokens }),
  });
  const answer = async (signing: Partial<Signing>) =>
    answerTo(access, await sign({ key: key.privateKey, ...signing }));
  const claiming = (claims: Record<string, unknown>) =>
    answer({ claims: { ...analystClaims, ...claims } });

  test("is accepted, with either of two keys", async () => {
    expect(await answer({})).toEqual(analyst);
    const header = { alg: "EdDSA", kid: "k2" };
    expect(await answer({ header, key: next.privateKey })).toEqual(analyst);
  });

  test("names the same person the same way, and another person another way", async () => {
    const [one, again, other] = [
      await answer({}),
      await claiming({ demograph_role: "steward", demograph_areas: undefined }),
      await claiming({ sub: "analyst-8" }),
    ] as { name: string }[];
    expect(again).toEqual({ role: { kind: "steward" }, name: one!.name });
    expect(other!.name).not.toBe(one!.name);
    expect(one!.name).not.toContain("analyst-7");
  });

  test("that has expired is refused, a few seconds of difference between clocks aside", async () => {
    expect(await answer({ expires: "-2s" })).toEqual(analyst);
    expect(await answer({ expires: "-1m" })).toEqual(
      refused("The token has expired. Get a new one."),
    );
  });

  test("without an end is refused", async () => {
    expect(await answer({ expires: null })).toEqual(
      refused("The token does not say when it expires."),
    );
  });

  test.each([
    ["another audience", { aud: "somebody-else" }, "The token is meant for another service."],
    [
      "another issuer",
      { iss: "https://evil.example.org/" },
      "The token is not from the issuer that this server trusts.",
    ],
    ["no audience", { aud: undefined }, "The token is meant for another service."],
    ["no subject", { sub: undefined }, "The token does not say whom it is for."],
    ["a time to come", { nbf: 4_000_000_000 }, "The token is not valid yet."],
  ])("for %s is refused", async (_, claims, sentence) => {
    expect(await claiming(claims)).toEqual(refused(sentence));
  });

  const noRole = "Its role must be public, analyst or steward.";
  test.each([
    ["an unknown role", { demograph_role: "admin" }, noRole],
    ["no role", { demograph_role: undefined }, noRole],
    ["a role of an object's own words", { demograph_role: "constructor" }, noRole],
    ["a list of roles", { demograph_role: ["steward"], demograph_areas: [] }, noRole],
    ["no areas", { demograph_areas: undefined }, "An analyst needs at least one area."],
    ["an empty list of areas", { demograph_areas: [] }, "An analyst needs at least one area."],
    [
      "an area for a steward",
      { demograph_role: "steward", demograph_areas: ["990521"] },
      "Only an analyst has areas.",
    ],
    [
      "areas in one text",
      { demograph_areas: "990521,990522" },
      "Its areas must be a list of at most 100 area codes.",
    ],
    [
      "an area that is no code",
      { demograph_areas: ["99%"] },
      "Its areas must be a list of at most 100 area codes.",
    ],
  ])("with %s is refused", async (_, claims, sentence) => {
    expect(await claiming(claims)).toEqual(refused(`The token is not accepted. ${sentence}`));
  });

  test("of somebody else's key, under the name of ours, is refused", async () => {
    expect(await answer({ key: stranger.privateKey })).toEqual(
      refused("The token's signature is not right."),
    );
  });

  test("of an unknown key is refused", async () => {
    expect(await answer({ header: { kid: "k9" } })).toEqual(
      refused("The token is signed with a key that is not known here."),
    );
  });

  test("whose claims were changed afterwards is refused", async () => {
    const [header, , signature] = (await sign({ key: key.privateKey })).split(".");
    const claims = { ...analystClaims, demograph_role: "steward", exp: 4_000_000_000 };
    const forged = [header, encoded(claims), signature].join(".");
    expect(await answerTo(access, forged)).toEqual(refused("The token's signature is not right."));
  });

  test.each(["none", "None", "NONE", ""])("with the algorithm %j is refused", async (alg) => {
    const claims = encoded({ ...analystClaims, exp: 4_000_000_000 });
    for (const signature of ["", "AAAA"]) {
      const token = [encoded({ alg, kid: "k1" }), claims, signature].join(".");
      expect((await answerTo(access, token)) as unknown[]).toEqual([
        401,
        "UNAUTHENTICATED",
        expect.stringMatching(/algorithm that is not accepted here|no JSON web token/),
      ]);
    }
  });

  test("signed with the public key as a secret is refused", async () => {
    const publicKey = await exportSPKI(key.publicKey);
    for (const secret of [publicKey, publicKey.trim(), JSON.stringify(key.jwk)]) {
      const head = encoded({ alg: "HS256", kid: "k1" });
      const body = `${head}.${encoded({ ...analystClaims, exp: 4_000_000_000 })}`;
      const signature = createHmac("sha256", secret).update(body).digest("base64url");
      expect(await answerTo(access, `${body}.${signature}`)).toEqual(
        refused("The token is signed with an algorithm that is not accepted here."),
      );
    }
  });

  test.each(["Zm9v", "a.b.c", "..", "e30.e30.e30", "dgk_x", "a".repeat(5000), "W10.W10.AA"])(
    "that is garbage (%j) is refused",
    async (token) => {
      const sentence = token.startsWith("dgk_")
        ? "This API key is not known here."
        : "The token is no JSON web token that can be read.";
      expect(await answerTo(access, token)).toEqual(refused(sentence));
    },
  );

  test.each(["", "Bearer", "Bearer ", "Basic YTpi", "Bearer a b", "bearer ä"])(
    "is asked for when the header is %j",
    async (header) => {
      await expect(access.identify(header)).rejects.toMatchObject({
        status: 401,
        headers: { "WWW-Authenticate": 'Bearer error="invalid_token"' },
      });
    },
  );

  test("counts as soon as its key is in the file, and no more once it is taken out", async () => {
    const third = await issuerKey("ES256", "k3");
    const token = await sign({ key: third.privateKey, header: { kid: "k3" } });
    const unknown = refused("The token is signed with a key that is not known here.");
    expect(await answerTo(access, token)).toEqual(unknown);
    writeFileSync(keySet, JSON.stringify({ keys: [key.jwk, next.jwk, third.jwk] }));
    expect(await answerTo(access, token)).toEqual(analyst);
    writeFileSync(keySet, JSON.stringify({ keys: [key.jwk, next.jwk] }));
    expect(await answerTo(access, token)).toEqual(unknown);
  });

  test("nobody is let in while the file of keys is damaged, and no token is at fault", async () => {
    const logged: unknown[] = [];
    const file = join(folder, "access.yaml");
    const other = new Access({ dataFolder: folder, file, log: (entry) => logged.push(entry) });
    writeFileSync(keySet, "{");
    expect(await answerTo(other, await sign({ key: key.privateKey }))).toEqual([
      503,
      "ACCESS_UNAVAILABLE",
      "Tokens cannot be checked now. Ask again in a minute, or without a token.",
    ]);
    expect(logged).toMatchObject([{ level: "error", message: expect.stringContaining("JWK set") }]);
    writeFileSync(keySet, JSON.stringify({ keys: [key.jwk, next.jwk] }));
    expect(await answerTo(other, await sign({ key: key.privateKey }))).toEqual(analyst);
  });
});

describe("a token signed with a shared secret", () => {
  const secret = Buffer.from("a secret of the tests, long enough to be one");
  const folder = newFolder();
  writeFileSync(join(folder, "secret"), `${secret}\n`, { mode: 0o600 });
  const tokens = { issuer, audience, algorithms: ["HS256"], secret: { file: "secret" } };
  const access = new Access({ dataFolder: folder, file: writeAccess(folder, { tokens }) });

  test("is accepted", async () => {
    expect(await answerTo(access, await sign({ key: secret, header: { alg: "HS256" } }))).toEqual(
      analyst,
    );
  });

  test("of another secret or another algorithm is refused", async () => {
    const other = Buffer.from("another secret, which the server has never heard of");
    const forged = await sign({ key: other, header: { alg: "HS256" } });
    expect(await answerTo(access, forged)).toEqual(refused("The token's signature is not right."));
    const longer = await sign({ key: secret, header: { alg: "HS384" } });
    expect(await answerTo(access, longer)).toEqual(
      refused("The token is signed with an algorithm that is not accepted here."),
    );
  });
});

describe("a token whose keys are at an address of the issuer", () => {
  let answers: { status: number; body: string } = { status: 200, body: "" };
  const site = createServer((_, response) => {
    response.writeHead(answers.status).end(answers.body);
  });
  beforeAll(() => new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve)));
  afterAll(() => new Promise((resolve) => site.close(resolve)));

  function accessOf(): Access {
    const folder = newFolder();
    const keys = `http://127.0.0.1:${(site.address() as AddressInfo).port}/keys`;
    const tokens = { issuer, audience, algorithms: ["ES256"], keys };
    return new Access({ dataFolder: folder, file: writeAccess(folder, { tokens }) });
  }

  test("is accepted, and refused when its key is not among them", async () => {
    const key = await issuerKey("ES256", "k1");
    answers = { status: 200, body: JSON.stringify({ keys: [key.jwk] }) };
    const access = accessOf();
    expect(await answerTo(access, await sign({ key: key.privateKey }))).toEqual(analyst);
    const unknown = await sign({ key: key.privateKey, header: { kid: "k9" } });
    expect(await answerTo(access, unknown)).toEqual(
      refused("The token is signed with a key that is not known here."),
    );
  });

  test.each([
    { status: 500, body: "" },
    { status: 302, body: "" },
    { status: 200, body: "<html>" },
    { status: 200, body: '{"keys": 7}' },
  ])("is not at fault when the address answers %j", async (broken) => {
    const key = await issuerKey("ES256", "k1");
    answers = broken;
    expect(await answerTo(accessOf(), await sign({ key: key.privateKey }))).toEqual([
      503,
      "ACCESS_UNAVAILABLE",
      "The keys of the token's issuer cannot be had now. Ask again in a minute.",
    ]);
  });
});

test("a token is refused where none is expected, instead of being answered as the public", async () => {
  const access = new Access({ dataFolder: newFolder() });
  expect(await answerTo(access, "e30.e30.e30")).toEqual(
    refused("This server accepts no tokens. Ask without one, as everybody may."),
  );
  expect(await access.identify(undefined)).toEqual({ role: { kind: "public" }, name: "public" });
});

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
