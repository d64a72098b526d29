"use strict";
// Trusted Types: the only script address this page may ever hand to the
// browser is its own worker, beside which it was installed ("/" or "/path/").
// Loaded first and not deferred, so that nothing runs before the policy.
(() => {
  if (!globalThis.trustedTypes?.createPolicy) return;
  const worker = new URL("../app-worker.js", document.currentScript.src).href;
  trustedTypes.createPolicy("default", {
    createScriptURL(url) {
      if (new URL(url, document.baseURI).href === worker) return url;
      throw new TypeError("script address refused: " + url);
    },
  });
})();
