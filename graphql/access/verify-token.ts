/**
 * JSON web tokens: signature, algorithm, issuer, audience and time are jose's work; what role the
 * claims make is ours. Whatever is not understood is refused.
 */
import { createHash } from "node:crypto";
import { errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose";
import { InputError } from "#warehouse/input-error.ts";
import { HttpRefusal } from "../server/http-refusal.ts";
import { roleFrom, tokenRefused, type Visitor } from "./visitor.ts";

export interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
  /** The only `alg` that are accepted. */
  readonly algorithms: readonly string[];
  /** The key that a token's header asks for. Rejects with an error of jose when there is none. */
  readonly keyOf: JWTVerifyGetKey;
  /** How far the clocks of issuer and server may differ. */
  readonly clockToleranceSeconds: number;
  readonly roleClaim: string;
  readonly areasClaim: string;
}

/** Algorithms that sign with a secret which both sides know. */
export const secretAlgorithms: readonly string[] = ["HS256", "HS384", "HS512"];

/** Algorithms that sign with a private key and are checked with a public one. */
export const publicKeyAlgorithms: readonly string[] = [
  ...["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
  ...["ES256", "ES384", "ES512", "EdDSA", "Ed25519"],
];

/**
 * Who the token speaks for.
 * @throws HttpRefusal 401 for a token that is not accepted, 503 when the issuer's keys cannot be had
 */
export async function verifyToken(token: string, rules: TokenRules): Promise<Visitor> {
  const { payload } = await jwtVerify(token, rules.keyOf, {
    issuer: rules.issuer,
    audience: rules.audience,
    algorithms: [...rules.algorithms],
    clockTolerance: rules.clockToleranceSeconds,
    requiredClaims: ["sub", "exp", "iss", "aud"],
  }).catch((error) => {
    throw refusalOf(error);
  });
  const role = roleFrom(payload[rules.roleClaim], payload[rules.areasClaim]);
  if (typeof role === "string") throw tokenRefused(`The token is not accepted. ${role}`);
  return { role, name: `token:${subjectHash(payload)}` };
}

/** The same person has the same name in the log, and the log does not tell who it is. */
function subjectHash({ iss, sub }: JWTPayload): string {
  return createHash("sha256")
    .update(JSON.stringify([iss, sub]))
    .digest("hex")
    .slice(0, 16);
}

/** jose's sentences may quote the token's claims, so each code has a sentence of ours. */
const sentences: Readonly<Record<string, string>> = {
  ERR_JWT_EXPIRED: "The token has expired. Get a new one.",
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: "The token's signature is not right.",
  ERR_JWKS_NO_MATCHING_KEY: "The token is signed with a key that is not known here.",
  ERR_JWKS_MULTIPLE_MATCHING_KEYS: 'The token does not say which key signed it: it needs a "kid".',
  ERR_JOSE_ALG_NOT_ALLOWED: "The token is signed with an algorithm that is not accepted here.",
};

/** What `ERR_JWT_CLAIM_VALIDATION_FAILED` is about. */
const claimSentences: Readonly<Record<string, string>> = {
  iss: "The token is not from the issuer that this server trusts.",
  aud: "The token is meant for another service.",
  exp: "The token does not say when it expires.",
  sub: "The token does not say whom it is for.",
  nbf: "The token is not valid yet.",
};

function refusalOf(error: unknown): unknown {
  if (error instanceof HttpRefusal || error instanceof InputError) return error;
  // jose also throws TypeErrors for keys and tokens that do not fit: the token is at fault.
  const code = error instanceof errors.JOSEError ? error.code : "";
  const claim = error instanceof errors.JWTClaimValidationFailed && claimSentences[error.claim];
  const otherwise = "The token is no JSON web token that can be read.";
  return tokenRefused(sentences[code] || claim || otherwise);
}
