/**
 * The page behind a link for approval. It shows and starts nothing: programs that preview links fetch it too. A person
 * signs in on it (OpenID Connect, code with PKCE), and only the button sends the answer.
 */

/** Where people sign in. */
export interface SignIn {
  /** Address of the authorization endpoint. */
  readonly authorizeUrl: string;
  /** Address of the token endpoint. */
  readonly tokenUrl: string;
  /** Public client, without a secret. */
  readonly clientId: string;
}

export interface Shown {
  readonly id: string;
  /** Title of the runbook; nothing else of the question is shown before the sign-in. */
  readonly runbook: string;
}

/** Headers that keep other sites, frames and caches away from the page. `nonce` allows its one script. */
export function pageHeaders(nonce: string, { tokenUrl }: SignIn): Readonly<Record<string, string>> {
  const connect = `'self' ${new URL(tokenUrl).origin}`;
  return {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'; connect-src ${connect}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  };
}

export function page({ id, runbook }: Shown, signIn: SignIn, nonce: string): string {
  const settings = JSON.stringify({ id, ...signIn }).replaceAll("<", String.raw`\u003c`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Approval: ${escaped(runbook)}</title>
<style nonce="${nonce}">
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 36rem; margin: 3rem auto; padding: 0 1rem; color-scheme: light dark; }
button { font: inherit; padding: .5rem 1rem; margin-right: .5rem; }
</style>
</head>
<body>
<main>
<h1>${escaped(runbook)}</h1>
<p>Nothing has been started. Sign in to answer.</p>
<p><button id="sign-in">Sign in</button></p>
<p id="answer" hidden><button data-decision="approve">Approve</button><button data-decision="refuse">Refuse</button></p>
<p role="status" id="status"></p>
</main>
<script nonce="${nonce}">
${script(settings)}
</script>
</body>
</html>
`;
}

/** The page's program. The question's token stays in the browser's session while the person signs in. */
function script(settings: string): string {
  return `const settings = ${settings};
const here = location.origin + location.pathname;
const status = document.getElementById("status");
const base64url = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\\+/g, "-").replace(/\\//g, "_").replace(/=+$/, "");
const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));
if (location.hash.length > 1) {
  sessionStorage.setItem("token " + settings.id, location.hash.slice(1));
  history.replaceState(null, "", location.pathname + location.search);
}
document.getElementById("sign-in").addEventListener("click", async () => {
  const verifier = random(), state = random();
  sessionStorage.setItem("verifier", verifier);
  sessionStorage.setItem("state", state);
  const challenge = base64url(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier)));
  location.href = settings.authorizeUrl + "?" + new URLSearchParams({ response_type: "code", client_id: settings.clientId, redirect_uri: here, scope: "openid email", state, code_challenge: challenge, code_challenge_method: "S256" });
});
let bearer;
const signedIn = async (code) => {
  const body = new URLSearchParams({ grant_type: "authorization_code", client_id: settings.clientId, code, redirect_uri: here, code_verifier: sessionStorage.getItem("verifier") });
  const response = await fetch(settings.tokenUrl, { method: "POST", body });
  if (!response.ok) { status.textContent = "The sign-in failed. Try again."; return; }
  bearer = (await response.json()).id_token;
  document.getElementById("sign-in").hidden = true;
  document.getElementById("answer").hidden = false;
};
const query = new URLSearchParams(location.search);
if (query.has("code") && query.get("state") === sessionStorage.getItem("state")) {
  history.replaceState(null, "", location.pathname);
  signedIn(query.get("code"));
}
for (const button of document.querySelectorAll("[data-decision]")) button.addEventListener("click", async () => {
  for (const each of document.querySelectorAll("[data-decision]")) each.disabled = true;
  const response = await fetch(location.pathname, { method: "POST", headers: { "content-type": "application/json", authorization: "Bearer " + bearer }, body: JSON.stringify({ token: sessionStorage.getItem("token " + settings.id) ?? "", decision: button.dataset.decision }) });
  const { text } = await response.json().catch(() => ({ text: "The answer could not be sent." }));
  status.textContent = text ?? "The answer could not be sent.";
  if (response.ok) sessionStorage.removeItem("token " + settings.id);
  else for (const each of document.querySelectorAll("[data-decision]")) each.disabled = false;
});`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
