"use strict";
// The offline worker. The site builder writes two lines before these:
//   const VERSION = "…";  a hash of everything the site is made of
//   const FILES = ["./", "web/boot.js", …];  what the app needs, relative to it
//
// One version is one cache, complete or absent. A new version waits until the
// page asks for it ("skip-waiting"), so that no open page changes under a hand.

const ROOT = new URL("./", self.location.href); // "/" or "/path/": two Glosses on one origin keep apart
const PREFIX = "gloss:" + ROOT.pathname + ":";
const NAME = PREFIX + VERSION;

self.addEventListener("install", (e) => e.waitUntil(install()));
self.addEventListener("activate", (e) => e.waitUntil(sweep()));
self.addEventListener("message", (e) => {
  if (e.data === "skip-waiting") e.waitUntil(self.skipWaiting());
});
self.addEventListener("fetch", (e) => {
  const url = new URL(e.request.url);
  if (e.request.method !== "GET" || url.origin !== ROOT.origin || !url.pathname.startsWith(ROOT.pathname)) return;
  e.respondWith(e.request.mode === "navigate" ? page(e.request, url) : file(e.request));
});

// addAll is all or nothing; "no-cache" revalidates, so that a host's max-age
// cannot pin old bytes under a new version. When it fails, the version in use
// and its cache stay as they are, and the browser tries again at a later visit.
async function install() {
  const cache = await caches.open(NAME);
  try {
    await cache.addAll(FILES.map((f) => new Request(new URL(f, ROOT), { cache: "no-cache" })));
  } catch (err) {
    await caches.delete(NAME);
    throw err;
  }
}

// The open pages are not claimed: the first one works from memory and is
// controlled from its next load.
async function sweep() {
  for (const name of await caches.keys()) {
    if (name.startsWith(PREFIX) && name !== NAME) await caches.delete(name);
  }
}

// stored looks in this version alone. It opens no cache: an old worker would make one anew that has been swept away.
const stored = (request, options) => caches.match(request, { cacheName: NAME, ...options });

async function file(request) {
  return (await stored(request, { ignoreSearch: true })) || fetch(request);
}

// There is one page. Any other address below the root is the host's to answer;
// without the host it leads to the page, with its fragment kept.
async function page(request, url) {
  if (url.pathname === ROOT.pathname || url.pathname === ROOT.pathname + "index.html") {
    return (await stored(ROOT)) || fetch(request);
  }
  const hit = await stored(request, { ignoreSearch: true });
  return hit || fetch(request).catch(() => Response.redirect(ROOT));
}
