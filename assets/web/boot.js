"use strict";
// Starts the program, registers the worker once, and says so when either fails.
// It stands in for go-app's own loader, which registers its worker too early,
// lets a new version take over open pages, and re-wraps the download.
//
// For the program:
//   goappOnUpdate()    set by go-app; called when a new version is ready
//   goappTryUpdate()   looks for a new version now
//   glossUpdate()      takes the new version and reloads; save before calling it
//   <html data-crashed> set when the program has died
(() => {
  const root = new URL("../", document.currentScript.src);
  const html = document.documentElement;
  const version = document.querySelector('meta[name="version"]').content;
  let registration = null;
  let updating = false;
  let crashed = false;

  // ---- the program ----

  async function start() {
    const go = new Go();
    go.env = {
      GOAPP_VERSION: version,
      GOAPP_INTERNAL_URLS: "[]",
      GOAPP_STATIC_RESOURCES_URL: root.pathname + "web",
      // One route, whatever address the page came from ("/path/", "/path/index.html").
      GOAPP_ROOT_PREFIX: location.pathname,
    };
    const { instance } = await instantiate(new URL("web/app.wasm", root), go.importObject);
    say("");
    go.run(instance).then(() => crash("ended"), crash); // it is meant to run for ever
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

  function say(text) {
    const line = document.getElementById("boot-status");
    if (line) line.textContent = text;
  }

  // ---- the program has died: say what is safe, reload only when asked ----

  function crash(reason) {
    if (crashed) return;
    crashed = true;
    html.dataset.crashed = "1";
    if (reason) console.error("gloss stopped:", reason);
    const box = document.createElement("div");
    const text = document.createElement("p");
    const again = document.createElement("button");
    box.className = "crashed";
    box.setAttribute("role", "alert");
    text.textContent = "Gloss has stopped because of a fault of its own. Everything shown as saved is safe on this device.";
    again.type = "button";
    again.textContent = "Reload Gloss";
    again.addEventListener("click", () => location.reload());
    box.append(text, again);
    document.body.append(box);
  }

  new MutationObserver(() => html.dataset.crashed && crash()).observe(html, { attributeFilter: ["data-crashed"] });
  addEventListener("error", (e) => {
    if (String(e.message).includes("Go program has already exited")) crash(e.message);
  });

  // ---- the worker and new versions ----

  async function register() {
    const workers = navigator.serviceWorker;
    if (!workers) return;
    const controlled = !!workers.controller; // the first version ever is not news
    workers.addEventListener("controllerchange", () => {
      if (controlled && !updating) announce(); // taken in another tab: this one reloads when asked
    });
    registration = await workers.register(new URL("app-worker.js", root).href, { scope: root.pathname, updateViaCache: "none" });
    if (registration.waiting && controlled) announce();
    registration.addEventListener("updatefound", () => {
      const fresh = registration.installing;
      fresh.addEventListener("statechange", () => {
        if (fresh.state === "installed" && workers.controller) announce();
      });
    });
  }

  function announce() {
    globalThis.goappOnUpdate();
  }

  // go-app replaces goappOnUpdate when it starts and asks for the flag.
  globalThis.goappOnUpdate = () => { globalThis.goappUpdatedBeforeWasmLoaded = true; };
  globalThis.goappTryUpdate = () => { registration?.update().catch(() => {}); };
  globalThis.glossUpdate = () => {
    const fresh = registration?.waiting;
    if (!fresh || updating) return location.reload();
    updating = true;
    fresh.addEventListener("statechange", () => fresh.state === "activated" && location.reload());
    fresh.postMessage("skip-waiting");
  };

  const HOUR = 3600e3;
  let looked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || Date.now() - looked < HOUR) return;
    looked = Date.now();
    globalThis.goappTryUpdate();
  });

  start()
    .catch((err) => {
      console.error("gloss did not start:", err);
      say("Gloss could not start: " + err.message + ". Check the connection and reload; saved work is not touched.");
    })
    .finally(() => register().catch((err) => console.error("no offline worker:", err)));
})();
