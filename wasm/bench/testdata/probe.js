// Measures the page it is the first script of. Times are milliseconds from the event that a person causes to the end of
// the first frame in which the page shows the consequence, or from the start of the navigation.
"use strict";
globalThis.bench = (() => {
  const marks = {}; // name -> when the page came so far
  let memory = null, inFrame = false;

  // Callbacks of requestAnimationFrame run in the frame that is about to be drawn; what changes there shows in it. The
  // flag is taken down by a microtask that comes after those of the observers.
  const request = globalThis.requestAnimationFrame.bind(globalThis);
  globalThis.requestAnimationFrame = (f) => request((time) => {
    inFrame = true;
    try { f(time); } finally { queueMicrotask(() => { inFrame = false; }); }
  });

  // painted calls f with the time when what the document says now has been laid out and painted.
  const painted = (f) => {
    const soon = () => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => f(performance.now());
      channel.port2.postMessage(0);
    };
    if (inFrame) soon(); else request(soon);
  };

  // The memory of the program: WebAssembly hands it over to whoever starts it.
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const own = WebAssembly[name]?.bind(WebAssembly);
    if (!own) continue;
    WebAssembly[name] = async (...args) => {
      const result = await own(...args);
      memory = (result.instance ?? result).exports.mem ?? null;
      marks.compiled ??= performance.now();
      return result;
    };
  }

  // watch notes once when the first mark of the article, the attribute ready, and the attribute loaded are there.
  const watch = () => {
    const root = document.documentElement;
    const look = () => {
      if (root.dataset.ready !== undefined && !marks.ready) { marks.ready = -1; painted((now) => { marks.ready = now; }); }
      if (root.dataset.loaded !== undefined && !marks.loaded) { marks.loaded = performance.now(); observer.disconnect(); }
      if (!marks.article && document.querySelector("#article .surface-text p")) {
        marks.article = -1;
        painted((now) => { marks.article = now; });
      }
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { attributes: true, attributeFilter: ["data-ready", "data-loaded"], childList: true, subtree: true });
  };

  const starts = () => ({
    ...marks,
    text: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
  });

  // ---- from an input to the frame that shows its effect ----

  // The page's own listeners may do all their work at once, so the probe listens before them: it is the first script.
  const INERT = ["Shift", "Control", "Alt", "Meta"], begins = {};
  for (const type of ["keydown", "click", "drop"]) {
    addEventListener(type, (e) => {
      const begin = begins[type];
      if (!begin || INERT.includes(e.key)) return;
      begins[type] = null;
      begin(e);
    }, true);
  }

  let waiting = null, worked = 0, lasts = [];

  // arm waits for the next event of a type, then for a change below an element that seen finds to be the effect.
  // Where there may be none, what is measured without is -1.
  const arm = (type, css, effect, maybe) => {
    let end = () => {};
    for (const last of lasts) removeEventListener(...last);
    lasts = [true, false].map((capture) => [type, (e) => { if (!INERT.includes(e.key)) end(); }, capture]);
    for (const last of lasts) addEventListener(...last); // after those of the page
    waiting = new Promise((resolve, reject) => {
      const late = maybe ? setTimeout(resolve, 2000, -1) : setTimeout(() => reject(new Error("no effect: " + effect)), 20000);
      begins[type] = (e) => {
        const start = e.timeStamp, began = performance.now();
        end = () => { worked = performance.now() - began; };
        const observer = new MutationObserver((records) => {
          if (!records.some(effects[effect])) return;
          observer.disconnect();
          clearTimeout(late);
          painted((now) => resolve(now - start));
        });
        observer.observe(document.querySelector(css), { childList: true, subtree: true, attributes: true, characterData: true });
      };
    });
    waiting.catch(() => {});
  };

  const element = (node) => node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  const effects = {
    marks: (r) => r.attributeName === "data-n" || r.attributeName === "class" && r.target.tagName !== "DIV" ||
      r.type === "childList" && !element(r.target).closest(".surface-layer"),
    caret: (r) => r.attributeName === "style" && r.target.className === "surface-caret",
    dialog: () => document.getElementById("dialog")?.open,
    any: () => true,
  };

  const result = () => waiting;

  // ---- opening ----

  // opening notes when the next article is shown with the marks in sight, and when as many as there are to be are built.
  let opened = null;
  const opening = (type, css, text, count) => {
    opened = { shown: 0, built: 0, seen: [], gap: 0 };
    const state = opened, root = document.querySelector(css), found = new Set();
    let start = 0, sheet = null;
    begins[type] = (e) => {
      start = e.timeStamp;
      state.gaps = gaps();
    };
    const take = (node) => {
      if (node.nodeType !== Node.ELEMENT_NODE) return;
      if (node.dataset.a) for (const id of node.dataset.a.split(" ")) found.add(id);
      else if (node.firstElementChild) for (const mark of node.querySelectorAll("mark")) take(mark);
    };
    const observer = new MutationObserver((records) => {
      for (const r of records) for (const node of r.addedNodes) take(node);
      const now = root.querySelector(text);
      if (!now) return;
      if (now !== sheet && start) {
        sheet = now;
        state.shown = -1;
        painted((at) => {
          state.shown = at - start;
          state.seen = inSight(css);
        });
      }
      if (sheet && found.size >= count && !state.built) {
        state.built = -1;
        observer.disconnect();
        painted((at) => {
          state.built = at - start;
          state.gap = state.gaps();
        });
      }
    });
    observer.observe(root, { childList: true, subtree: true });
  };

  // inSight lists the annotations on the blocks that can be seen, from the top.
  const inSight = (css) => {
    const found = new Set();
    for (const block of document.querySelectorAll(`${css} [data-block], ${css} .surface-leaf > *`)) {
      if (block.getBoundingClientRect().top > innerHeight) break;
      for (const mark of block.querySelectorAll("mark")) for (const id of mark.dataset.a.split(" ")) found.add(id);
    }
    return [...found].sort();
  };

  // ---- frames ----

  // gaps measures the longest time between two frames until it is asked.
  const gaps = () => {
    let last = performance.now(), longest = 0, on = true;
    const look = () => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      if (on) request(look);
    };
    request(look);
    return () => {
      on = false;
      return Math.max(longest, performance.now() - last);
    };
  };

  // scroll goes from the top to the bottom, a screen a frame, and tells how long each frame took.
  const scroll = (css) => new Promise((resolve) => {
    let box = document.querySelector(css);
    while (box && !(box.scrollHeight > box.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(box).overflowY))) box = box.parentElement;
    box ??= document.scrollingElement;
    box.scrollTop = 0;
    const frames = [];
    let last = 0, still = 0, top = -1;
    const step = (now) => {
      if (last) frames.push(now - last);
      last = now;
      still = box.scrollTop === top ? still + 1 : 0;
      top = box.scrollTop;
      if (still > 3) return resolve(frames.slice(1, -3));
      box.scrollTop += Math.floor(box.clientHeight * 0.9);
      request(step);
    };
    request(() => request(step));
  });

  // ---- files ----

  // drop lets go of files over the page, as a person would.
  let held = [];
  const hold = async (urls) => {
    held = await Promise.all(urls.map(async (url) => new File([await (await fetch(url)).blob()], url.split("/").pop())));
  };
  const drop = () => {
    const transfer = new DataTransfer();
    for (const file of held) transfer.items.add(file);
    document.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
  };

  // during measures from now until the condition, looked at every frame, holds.
  const during = async (work, done) => {
    const longest = gaps(), start = performance.now();
    await work();
    while (!done()) await new Promise((next) => setTimeout(next, 5));
    return { total: performance.now() - start, gap: longest() };
  };

  // exporting measures from the next key to the moment when a file is offered.
  let exported = null;
  const exporting = () => {
    exported = new Promise((resolve) => {
      begins.keydown = (e) => {
        const longest = gaps(), own = URL.createObjectURL;
        URL.createObjectURL = (blob) => {
          URL.createObjectURL = own;
          const total = performance.now() - e.timeStamp;
          painted(() => resolve({ total, gap: longest(), size: blob.size }));
          return own.call(URL, blob);
        };
      };
    });
  };

  const saved = () => document.querySelector("#save-state .save-name")?.textContent === "Saved" && !document.querySelector(".banner progress, .banner.news");

  const used = () => {
    globalThis.gc?.();
    return { heap: performance.memory?.usedJSHeapSize ?? 0, wasm: memory?.buffer.byteLength ?? 0 };
  };

  watch();
  return { painted, worked: () => worked, starts, arm, result, opening, opened: () => opened, inSight, scroll, gaps, hold, drop, during, exporting, exported: () => exported, saved, used };
})();
