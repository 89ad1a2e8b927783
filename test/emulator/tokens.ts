import { gatewayError } from "./errors.ts";
import type { Answer } from "./answers.ts";
import { asObject, asText, type JsonObject } from "./json.ts";
import type { AzureState } from "./state.ts";

/** Who a token is for, and until when (seconds since 1970). */
export interface Claims {
  readonly tid: string;
  readonly oid: string;
  readonly exp: number;
  readonly aud: string;
}

function encode(part: JsonObject): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}

/** An unsigned JWT with the claims that clients read. */
export function issueToken(claims: Claims): string {
  const more = {
    iss: `https://sts.windows.net/${claims.tid}/`,
    iat: claims.exp - 86_400,
    nbf: claims.exp - 86_400,
    appid: claims.oid,
    idtyp: "app",
    xms_mirid: `/subscriptions/0/resourcegroups/stand-in/providers/Microsoft.ManagedIdentity/userAssignedIdentities/stand-in`,
    ver: "1.0",
  };
  return `${encode({ alg: "none", typ: "JWT" })}.${encode({ ...claims, ...more })}.`;
}

/** The claims of a token; undefined when it is none. */
export function readToken(token: string): Claims | undefined {
  try {
    const text = Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8");
    const { tid, oid, exp, aud } = asObject(JSON.parse(text));
    if (typeof exp !== "number") return undefined;
    return { tid: asText(tid), oid: asText(oid), exp, aud: asText(aud) };
  } catch {
    return undefined;
  }
}

function unauthorized(code: string, message: string): Answer {
  const { status, headers, body } = gatewayError(401, code, message);
  const challenge = `Bearer authorization_uri="https://login.microsoftonline.com/common", error="invalid_token", error_description="${message}"`;
  return { status, headers: { ...headers, "www-authenticate": challenge }, body: body ?? null };
}

/** The caller that the Authorization header proves, or the 401 of Resource Manager. */
export function authenticate(
  state: AzureState,
  header: string | undefined,
  now: Date,
): { caller: { tenantId: string; objectId: string } } | { refusal: Answer } {
  const [scheme, token] = (header ?? "").split(" ");
  if (scheme?.toLowerCase() !== "bearer" || token === undefined) {
    const message = "Authentication failed. The 'Authorization' header is missing.";
    return { refusal: unauthorized("AuthenticationFailed", message) };
  }
  const claims = readToken(token);
  if (claims === undefined || !state.tenants.some((known) => known.tenantId === claims.tid)) {
    return { refusal: unauthorized("InvalidAuthenticationToken", "The access token is invalid.") };
  }
  if (claims.exp * 1000 <= now.getTime()) {
    const expiry = new Date(claims.exp * 1000).toISOString();
    const message = `The access token expiry UTC time '${expiry}' is earlier than current UTC time '${now.toISOString()}'.`;
    return { refusal: unauthorized("ExpiredAuthenticationToken", message) };
  }
  return { caller: { tenantId: claims.tid, objectId: claims.oid } };
}

/** What an App Service managed-identity endpoint answers, `GET ?resource=...&api-version=2019-08-01`. */
export function identityAnswer(claims: Claims): Answer {
  return {
    status: 200,
    body: {
      access_token: issueToken(claims),
      expires_on: String(claims.exp),
      resource: claims.aud,
      token_type: "Bearer",
      client_id: claims.oid,
    },
  };
}
