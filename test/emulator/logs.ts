import { bodyOf, ok, type Handler } from "./answers.ts";
import { refuse } from "./errors.ts";
import { asText } from "./json.ts";

/** POST /v1/workspaces/{id}/query or /v1/{resource}/query of Log Analytics: the canned answer whose text the query holds. */
export const queryLogs: Handler = (state, request) => {
  const query = asText(bodyOf(request).query);
  const canned = state.logs.find(({ match }) => query.includes(match));
  if (canned !== undefined) return ok(state, canned.answer);
  const message = "The request had some invalid properties";
  const innererror = { code: "SemanticError", message: "No canned answer for this query." };
  return refuse(state, {
    status: 400,
    body: { error: { code: "BadArgumentError", message, innererror } },
  });
};
