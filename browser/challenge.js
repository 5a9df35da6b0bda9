// Beside the challenge: its own script may load a newer one of itself, and nothing else may be made of text.
window.trustedTypes?.createPolicy("default", {
  createScriptURL: (url) => (new URL(url).origin === "https://challenges.cloudflare.com" ? url : null),
});
