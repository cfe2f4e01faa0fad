/** Issues tokens as an issuer would, and an intruder: real keys, made for each run of the tests. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";
import { stringify } from "yaml";

export const issuer = "https://login.example.org/";
export const audience = "demograph";

/** What a good token of an analyst says, without its times. */
export const analystClaims: JWTPayload = {
  iss: issuer,
  aud: audience,
  sub: "analyst-7",
  demograph_role: "analyst",
  demograph_areas: ["990521"],
};

/** A new folder for `access.yaml` and what it names. */
export const newFolder = () => mkdtempSync(join(tmpdir(), "access-"));

/** Writes `access.yaml` and gives its path. */
export function writeAccess(folder: string, settings: unknown): string {
  const file = join(folder, "access.yaml");
  writeFileSync(file, stringify(settings));
  return file;
}

/** A key pair of the issuer, with the public key as a JWK set would hold it. */
export async function issuerKey(algorithm: string, kid: string) {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: algorithm };
  return { privateKey, publicKey, jwk };
}

export interface Signing {
  readonly claims?: JWTPayload;
  readonly header?: { readonly alg?: string; readonly kid?: string };
  /** As jose understands it: `1h`, `-1h`; null for a token without an end. */
  readonly expires?: string | null;
  readonly key: Parameters<SignJWT["sign"]>[0];
}

/** A token; good for an hour unless it is said otherwise. */
export function sign({ claims = analystClaims, header = {}, expires = "1h", key }: Signing) {
  const token = new SignJWT(claims).setProtectedHeader({ alg: "ES256", kid: "k1", ...header });
  return (expires === null ? token : token.setExpirationTime(expires)).sign(key);
}
