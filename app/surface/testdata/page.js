"use strict";
// Runs the harness and keeps what goes wrong.
globalThis.surfaceHarness = {};
globalThis.faults = [];
addEventListener("error", (e) => faults.push(e.message));
addEventListener("securitypolicyviolation", (e) => faults.push("policy: " + e.violatedDirective + " " + e.blockedURI));
const { error } = console;
console.error = (...all) => {
  faults.push(all.map((x) => x?.stack || String(x)).join(" "));
  error(...all);
};
globalThis.H = (name, arg = null) => JSON.parse(surfaceHarness[name](JSON.stringify(arg)));
// A frame has been drawn, and what waits for the selection to rest has run.
globalThis.rest = () => new Promise((done) => setTimeout(() => requestAnimationFrame(() => setTimeout(done, 20)), 160));
(async () => {
  const go = new Go();
  go.argv = ["harness", "-test.run=^TestHarness$", "-test.timeout=0"];
  const { instance } = await WebAssembly.instantiate(await (await fetch("test.wasm")).arrayBuffer(), go.importObject);
  go.run(instance);
})();
