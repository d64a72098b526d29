"use strict";
// Starts the program and registers the worker, once each. It stands in for
// go-app's own loader, which registers its worker before the program is there,
// announces a new version only after it has taken over open pages, and re-wraps
// the download. New versions and crashes are shown by browser.js.
(() => {
  const root = new URL("../", document.currentScript.src);

  async function start() {
    const go = new Go();
    go.env = {
      GOAPP_VERSION: document.querySelector('meta[name="version"]').content,
      GOAPP_INTERNAL_URLS: "[]",
      GOAPP_STATIC_RESOURCES_URL: root.pathname + "web",
      // One route, whatever address the page came from ("/path/", "/path/index.html").
      GOAPP_ROOT_PREFIX: location.pathname,
    };
    guard(go);
    const { instance } = await instantiate(new URL("web/app.wasm", root), go.importObject);
    say("");
    go.run(instance).then(glossBrowser.crash, glossBrowser.crash); // it is meant to run for ever
  }

  // guard keeps a program that was cut off in the middle from being entered again: what it would then do to what is
  // stored nobody knows. Firefox cuts off what still runs when its page is left or its person says so; a fault does, too.
  function guard(go) {
    const enter = go._resume;
    let inside = 0; // calls that have not come back
    go._resume = () => {
      if (!inside++) queueMicrotask(() => { if (inside) cut(); });
      enter.call(go);
      inside--;
    };
    const cut = () => {
      go._resume = () => go._scheduledTimeouts.clear(); // it insists on what is not cleared
      setTimeout(glossBrowser.crash, 1000); // unless the page is being left
    };
  }

  async function instantiate(url, imports) {
    const response = await fetch(url);
    if (!response.ok) throw new Error("the program answered " + response.status);
    const type = (response.headers.get("Content-Type") || "").toLowerCase();
    if (WebAssembly.instantiateStreaming && type.startsWith("application/wasm")) {
      return WebAssembly.instantiateStreaming(response, imports);
    }
    return WebAssembly.instantiate(await response.arrayBuffer(), imports); // a host without the type
  }

  function failed(err) {
    console.error("gloss did not start:", err);
    say("Gloss could not start: " + err.message + ". Check the connection and reload; saved work is not touched.");
  }

  function say(text) {
    const line = document.getElementById("boot-status");
    if (line) line.textContent = text;
  }

  // After the program, so as not to compete with it for the line on a first visit.
  async function register() {
    if (!navigator.serviceWorker) return;
    const worker = new URL("app-worker.js", root).href;
    const registration = await navigator.serviceWorker.register(worker, { scope: root.pathname, updateViaCache: "none" });
    lookForNews(registration);
  }

  // A page may stay open for days: it looks for a new version when it is come
  // back to, not more than once an hour. It waits until it is asked for.
  function lookForNews(registration) {
    const HOUR = 3600e3;
    let looked = Date.now();
    document.addEventListener("visibilitychange", () => {
      if (document.hidden || Date.now() - looked < HOUR) return;
      looked = Date.now();
      registration.update().catch(() => {}); // offline
    });
  }

  start().catch(failed).finally(() => register().catch((err) => console.error("no offline worker:", err)));
})();
