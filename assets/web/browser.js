// The door between the Go program and the services of the page: storage, files, locks, the page itself. Package
// app/browser is its only caller. Everything that may throw is called in here, because a getter that throws under
// syscall/js stops the whole program. Text of any size crosses as UTF-8 bytes: the string conversion of Go would lose a
// leading U+FEFF.
"use strict";
globalThis.glossBrowser = (() => {
  const encoder = new TextEncoder(), decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const fault = (name, message, cause) => Object.assign(new Error(message, { cause }), { name });

  // --- Promises -----------------------------------------------------------------------------------------------------

  // run starts an operation and reports to settle(id, true, value) or settle(id, false, name, message), always after it
  // has returned.
  const run = (settle, id, op, ...args) => {
    (async () => operations[op](...args))().then(
      (value) => settle(id, true, value),
      (e) => settle(id, false, String(e?.name || "Error"), String(e?.message || e)));
  };

  // --- Storage ------------------------------------------------------------------------------------------------------

  const HANDLES = "handles"; // the one object store whose values are not strings
  const SLICE = 10, FIRST = 500; // ms of uninterrupted writes (a frame is 16), and how many are never interrupted
  const CHUNK_ROWS = 2000, CHUNK_BYTES = 1 << 20; // what one task reads at most

  // A base is one named database and, while it is reachable, its connection (db).
  const database = (name, version, tables, blocked, stale) =>
    ({ name, version, tables, blocked, stale, db: null, opening: null, seen: false, closed: false, handle: null });

  const shut = (base) => {
    base.closed = true;
    base.blocked = base.stale = () => {};
    base.db?.close();
    base.db = null;
  };

  const openFault = (e) =>
    e?.name === "VersionError" || e?.name === "Closed" || e?.name === "QuotaExceededError" ? e
      : fault("Unavailable", `${e?.name}: ${e?.message}`, e);

  const connect = (base) => base.opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(base.name, base.version); // throws where storage is forbidden
    let refusal = null;
    request.onupgradeneeded = (e) => {
      if (base.seen && e.oldVersion === 0) { // an empty database in place of the user's must not pass for it
        refusal = fault("Unavailable", "the database was deleted while in use");
        request.transaction.abort();
        return;
      }
      const have = request.result.objectStoreNames;
      for (const table of [...base.tables, HANDLES]) {
        if (!have.contains(table)) request.result.createObjectStore(table);
      }
    };
    request.onblocked = () => base.blocked();
    request.onerror = () => reject(refusal || openFault(request.error));
    request.onsuccess = () => {
      const db = request.result;
      if (base.closed) {
        db.close();
        reject(fault("Closed", "the database was closed"));
        return;
      }
      db.onversionchange = () => {
        base.stale(); // Go flushes and closes; should it hang, the other tab is not kept waiting for ever
        setTimeout(shut, 5000, base);
      };
      db.onclose = () => { if (base.db === db) base.db = null; };
      base.seen = true;
      base.db = db;
      resolve();
    };
  }).catch((e) => { throw openFault(e); }).finally(() => { base.opening = null; });

  // Safari drops connections of pages in the background and says so in several ways; one new connection cures it.
  const isLost = (e) => {
    const cause = e?.cause ?? e;
    return cause?.name === "InvalidStateError" || cause?.name === "UnknownError" || /connection.*lost/i.test(cause?.message);
  };

  const using = async (base, work) => {
    for (let again = false; ;) {
      if (base.closed) throw fault("Closed", "the database was closed");
      try {
        if (!base.db) await connect(base);
        return await work(base.db);
      } catch (e) {
        if (e === LEFT && !base.closed) {
          await back();
          continue;
        }
        if (again || base.closed || !isLost(e)) throw e;
        again = true;
        base.db?.close();
        base.db = null;
      }
    }
  };

  // WebKit keeps a transaction that is under way when its page is left, and with it every later page from the same
  // tables, after a reload too. So what is not committed then is aborted, and done anew should the person come back to
  // the page as it was.
  const LEFT = fault("AbortError", "the page was left"), underWay = new Set(); // each aborts one
  const waiting = [];
  let left = false;
  const back = () => new Promise((resolve) => { if (left) waiting.push(resolve); else resolve(); });
  const returned = () => {
    left = false;
    for (const go of waiting.splice(0)) go();
  };
  addEventListener("pagehide", () => {
    left = true;
    setTimeout(returned, 1000); // only where the page is alive after all
    for (const abort of underWay) abort(LEFT);
  });
  addEventListener("pageshow", returned);

  // transaction runs start(tx, fail, finish) and settles when the transaction has: with what start's answer() returns.
  // finish commits: it ends even if the page is left.
  const transaction = (db, tables, mode, start) => new Promise((resolve, reject) => {
    const tx = db.transaction(tables, mode, { durability: "strict" });
    let failure = null;
    const fail = (e) => {
      failure ??= e;
      try { tx.abort(); } catch { reject(failure); }
    };
    const finish = () => {
      underWay.delete(fail);
      tx.commit();
    };
    let answer = () => undefined;
    tx.oncomplete = () => {
      underWay.delete(fail);
      resolve(answer());
    };
    tx.onabort = () => {
      underWay.delete(fail);
      reject(failure || tx.error || fault("AbortError", "the transaction was aborted"));
    };
    underWay.add(fail);
    try { answer = start(tx, fail, finish) || answer; } catch (e) { fail(e); }
    if (left && underWay.has(fail)) fail(LEFT);
  });

  // commit writes what package browser's packBatch laid out: n, then n times (table, key bytes, value bytes + 1 or 0 to
  // delete), then all the text. A user action fits the first slice, and is then committed before anything else can
  // happen to the page; an import of thousands leaves the page room to breathe.
  const commit = (base, packed) => using(base, (db) => {
    const n = new Uint32Array(packed.buffer, 0, 1)[0], head = new Uint32Array(packed.buffer, 4, 3 * n);
    const used = new Set();
    for (let i = 0; i < n; i++) used.add(base.tables[head[3 * i]]);
    return transaction(db, [...used], "readwrite", (tx, fail, finish) => {
      const stores = base.tables.map((table) => used.has(table) ? tx.objectStore(table) : null);
      let i = 0, at = 4 + 12 * n;
      const text = (bytes) => decoder.decode(packed.subarray(at, at += bytes));
      const one = () => {
        const store = stores[head[3 * i]], key = text(head[3 * i + 1]), size = head[3 * i + 2];
        i++;
        return size ? store.put(text(size - 1), key) : store.delete(key);
      };
      const step = () => {
        try {
          const until = performance.now() + SLICE;
          let request;
          while (i < n && (i < FIRST || i % 32 || performance.now() < until)) request = one();
          if (i < n) request.onsuccess = step;
          else finish();
        } catch (e) { fail(e); }
      };
      step();
    });
  });

  // pack lays out rows for package browser's unpackRows: n, then n times (key bytes, value bytes), then all the text.
  const pack = (keys, values) => {
    const n = keys.length, head = new Uint32Array(1 + 2 * n);
    let out = new Uint8Array(1 << 16), at = head.byteLength;
    const room = (bytes) => {
      if (out.length - at >= bytes) return;
      const grown = new Uint8Array(Math.max(2 * out.length, at + bytes));
      grown.set(out);
      out = grown;
    };
    const text = (s) => {
      room(3 * s.length);
      const { written } = encoder.encodeInto(s, out.subarray(at));
      at += written;
      return written;
    };
    room(0);
    head[0] = n;
    for (let i = 0; i < n; i++) {
      head[1 + 2 * i] = text(keys[i]);
      if (values) head[2 + 2 * i] = text(values[i]);
    }
    out.set(new Uint8Array(head.buffer));
    return out.subarray(0, at);
  };

  // read answers with the packed chunks of a range, all out of one transaction, one task each.
  const read = (base, table, from, to, limit, reverse, keysOnly) =>
    using(base, (db) => transaction(db, [table], "readonly", (tx) => {
      const store = tx.objectStore(table), chunks = [];
      const range = (lower, open) =>
        to === "" ? IDBKeyRange.lowerBound(lower, open) : IDBKeyRange.bound(lower, to, open, true);
      let rows = 200, rest = limit || Infinity;
      const next = (lower, open) => {
        const n = Math.min(rows, rest);
        const keys = store.getAllKeys(range(lower, open), n);
        const last = keysOnly ? keys : store.getAll(range(lower, open), n);
        last.onsuccess = () => {
          const got = keys.result.length, first = !chunks.length;
          rest -= got;
          const more = () => { if (got === n && rest > 0) next(keys.result[got - 1], true); };
          if (!first) more(); // the next rows are fetched while these are packed
          const chunk = pack(keys.result, keysOnly ? null : last.result);
          chunks.push(chunk);
          rows = Math.max(1, Math.min(CHUNK_ROWS, Math.floor(CHUNK_BYTES * got / chunk.length)));
          if (first) more();
        };
      };
      if (reverse && limit) tail(store, range(from, false), limit, (key) => next(key ?? from, false));
      else next(from, false);
      return () => chunks;
    }));

  // tail finds the key with which the last n rows of a range begin; null when the range holds fewer.
  const tail = (store, range, n, found) => {
    const request = store.openKeyCursor(range, "prev");
    let there = n === 1;
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) found(null);
      else if (there) found(cursor.key);
      else { there = true; cursor.advance(n - 1); }
    };
  };

  const get = (base, table, key) => using(base, (db) => transaction(db, [table], "readonly", (tx) => {
    const request = tx.objectStore(table).get(key);
    return () => request.result === undefined ? null : encoder.encode(request.result);
  }));

  // --- Backup file --------------------------------------------------------------------------------------------------

  const BACKUP = "backup"; // key of the file handle

  const keepHandle = (base, handle) => using(base, (db) => transaction(db, [HANDLES], "readwrite", (tx, _, finish) => {
    const store = tx.objectStore(HANDLES);
    if (handle) store.put(handle, BACKUP);
    else store.delete(BACKUP);
    finish();
  }));

  const keptHandle = (base) => using(base, (db) => transaction(db, [HANDLES], "readonly", (tx) => {
    const request = tx.objectStore(HANDLES).get(BACKUP);
    return () => request.result ?? null;
  }));

  const WRITING = { mode: "readwrite" };

  const backup = {
    supported: () => "showSaveFilePicker" in globalThis,

    // pick answers with the name of the file chosen, "" when the person chose none.
    pick: async (base, suggestedName) => {
      const types = [{ description: "Gloss project", accept: { "application/json": [".json"] } }];
      let handle;
      try {
        handle = await showSaveFilePicker({ id: "gloss-backup", suggestedName, types });
      } catch (e) {
        if (e?.name === "AbortError") return "";
        throw e;
      }
      await keepHandle(base, handle);
      base.handle = handle;
      return handle.name;
    },

    // restore answers [name, permission], or null when no file has been chosen on this device.
    restore: async (base) => {
      base.handle = await keptHandle(base);
      return base.handle && [base.handle.name, await base.handle.queryPermission(WRITING)];
    },

    request: async (base) => base.handle ? await base.handle.requestPermission(WRITING) : "denied",

    // write replaces the file: the browser fills a temporary one beside it and swaps them on close.
    write: async (base, bytes) => {
      if (!base.handle) throw fault("NotFoundError", "no backup file has been chosen");
      const out = await base.handle.createWritable();
      try {
        await out.write(bytes);
        await out.close();
      } catch (e) {
        try { await out.abort(); } catch { /* the first fault is the one to tell */ }
        throw e;
      }
    },

    forget: async (base) => {
      base.handle = null;
      await keepHandle(base, null);
    },
  };

  // --- Files and the clipboard --------------------------------------------------------------------------------------

  let picking = null; // ends the picker that is open, for browsers that do not tell of a cancelled one

  const pick = (accept, multiple) => new Promise((resolve) => {
    picking?.();
    const input = document.createElement("input");
    Object.assign(input, { type: "file", accept, multiple, hidden: true });
    picking = () => {
      picking = null;
      input.remove();
      resolve([...input.files]);
    };
    input.onchange = input.oncancel = () => picking?.();
    document.body.append(input);
    input.click();
  });

  const slice = async (file, from, to) => new Uint8Array(await file.slice(from, to).arrayBuffer());

  const MAX_FILES = 20000; // of a dropped folder

  const filesOf = async (entry, into) => {
    if (into.length >= MAX_FILES) return;
    if (entry.isFile) {
      into.push(await new Promise((resolve, reject) => entry.file(resolve, reject)));
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (some.length === 0) return;
      for (const inner of some) await filesOf(inner, into);
    }
  };

  // dropped lists the files of a drop, those in folders too. The items must be asked before the event ends.
  const dropped = async (transfer) => {
    const plain = [...transfer.files];
    const entries = [...transfer.items].filter((item) => item.kind === "file").map((item) => item.webkitGetAsEntry?.());
    if (!entries.some((entry) => entry?.isDirectory)) return plain;
    const files = [];
    for (const entry of entries) if (entry) await filesOf(entry, files);
    return files;
  };

  const isEditable = (e) => e.target instanceof Element &&
    e.target.closest("input, textarea, select, [contenteditable]:not([contenteditable=false])") !== null;

  // receive tells of ("files", list), ("text", string) and ("dragging", boolean).
  const receive = (tell) => {
    const off = new AbortController(), options = { signal: off.signal };
    const give = (files) => { if (files.length && !off.signal.aborted) tell("files", files); };
    let over = false, timer = 0;
    const drag = (on) => {
      clearTimeout(timer);
      // dragover repeats for as long as something is held over the page; dragleave is told of every element.
      if (on) timer = setTimeout(drag, 700, false);
      if (on !== over) tell("dragging", over = on);
    };
    const isFiles = (e) => e.dataTransfer?.types.includes("Files");
    const isTaken = (e) => e.defaultPrevented || !isFiles(e) && isEditable(e);
    const hold = (e) => {
      if (isTaken(e)) return;
      e.preventDefault(); // or the browser would leave the app for what is dropped
      e.dataTransfer.dropEffect = isFiles(e) ? "copy" : "none";
      if (isFiles(e)) drag(true);
    };
    addEventListener("dragenter", hold, options);
    addEventListener("dragover", hold, options);
    addEventListener("drop", (e) => {
      drag(false);
      if (isTaken(e)) return;
      e.preventDefault();
      if (isFiles(e)) dropped(e.dataTransfer).then(give, (why) => console.error(why));
    }, options);
    addEventListener("paste", (e) => {
      if (e.defaultPrevented || isEditable(e)) return;
      // An office program puts a picture of the words beside the words.
      const files = [...(e.clipboardData?.files ?? [])].filter((file) => !file.type.startsWith("image/"));
      const text = e.clipboardData?.getData("text/plain") ?? "";
      if (!files.length && !text) return;
      e.preventDefault();
      if (files.length) give(files);
      else tell("text", text);
    }, options);
    globalThis.launchQueue?.setConsumer(async (launch) => {
      give(await Promise.all((launch.files ?? []).map((handle) => handle.getFile())));
    });
    return () => { drag(false); off.abort(); };
  };

  const APART = 500; // ms between two downloads: of those begun at once WebKit keeps the last alone
  let nextDownload = 0; // when another one may begin

  const download = (name, type, bytes) => {
    const now = performance.now(), pause = Math.max(0, nextDownload - now);
    nextDownload = now + pause + APART;
    if (pause) setTimeout(save, pause, name, type, bytes);
    else save(name, type, bytes);
  };

  const save = (name, type, bytes) => {
    const url = URL.createObjectURL(new Blob([bytes], { type }));
    const link = Object.assign(document.createElement("a"), { href: url, download: name, hidden: true });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60000); // Safari fetches it late
  };

  const copy = async (bytes) => {
    const text = decoder.decode(bytes);
    if (navigator.clipboard?.writeText) return navigator.clipboard.writeText(text);
    const put = (e) => {
      e.preventDefault();
      e.stopImmediatePropagation();
      e.clipboardData.setData("text/plain", text);
    };
    addEventListener("copy", put, { capture: true });
    try {
      if (!document.execCommand("copy")) throw fault("NotAllowedError", "the browser does not let the page copy");
    } finally {
      removeEventListener("copy", put, { capture: true });
    }
  };

  // --- Other tabs, disk ---------------------------------------------------------------------------------------------

  // lock answers with the function that releases it, or null when another tab holds it.
  const lock = (name) => new Promise((resolve, reject) => {
    navigator.locks.request(name, { ifAvailable: true }, (held) => {
      if (!held) return resolve(null);
      return new Promise((release) => resolve(() => release()));
    }).catch(reject);
  });

  const join = (name, receiver) => {
    let channel = new BroadcastChannel(name);
    channel.onmessage = (e) => { if (channel) receiver(String(e.data)); };
    return Object.freeze({
      post: (text) => channel?.postMessage(text),
      leave: () => { channel?.close(); channel = null; },
    });
  };

  const persist = async (patience) => {
    const storage = navigator.storage; // undefined in WebKitGTK
    if (!storage?.persist) return false;
    if (await storage.persisted()) return true;
    // Firefox asks the person, and answers when they do, if they do.
    return Promise.race([storage.persist(), new Promise((resolve) => setTimeout(resolve, patience, false))]);
  };

  const estimate = async () => {
    if (!navigator.storage?.estimate) return null;
    const { usage, quota } = await navigator.storage.estimate();
    return [usage ?? 0, quota ?? 0];
  };

  // --- The page -----------------------------------------------------------------------------------------------------

  const media = ["(prefers-color-scheme: dark)", "(prefers-reduced-motion: reduce)", "(pointer: coarse)"]
    .map((query) => matchMedia(query));

  const on = (...wiring) => {
    for (const [target, type, listener] of wiring) target.addEventListener(type, listener);
    return () => { for (const [target, type, listener] of wiring) target.removeEventListener(type, listener); };
  };

  const page = {
    media: () => media.map((list) => list.matches),
    hash: () => location.hash.slice(1),
    setHash: (hash, replace) => {
      const url = location.pathname + location.search + (hash && "#" + hash);
      if (replace) history.replaceState(history.state, "", url);
      else if (hash !== location.hash.slice(1)) history.pushState(null, "", url);
    },
    setAttribute: (name, value) => {
      if (value === "") document.documentElement.removeAttribute(name);
      else document.documentElement.setAttribute(name, value);
    },
    reload: () => location.reload(),
    askPaint: () => {
      if (painting) return;
      painting = setTimeout(tellPainted, LATEST); // hands may not rest, and in the background no frame comes
      requestAnimationFrame(() => painted.port2.postMessage(0));
    },
  };

  // What is sent from a frame's callback arrives when that frame has been painted. Between the keys of somebody who types
  // fast, nothing is told.
  const REST = 40, LATEST = 250; // ms
  const painted = new MessageChannel(), onPainted = new Set();
  let painting = 0, pressed = 0; // the timer, while somebody waits; when a key was pressed last
  addEventListener("keydown", (e) => { pressed = e.timeStamp; }, { capture: true, passive: true });
  const rested = () => {
    const left = pressed + REST - performance.now();
    if (left > 0 && painting) setTimeout(rested, left);
    else tellPainted();
  };
  const tellPainted = () => {
    if (!painting) return;
    clearTimeout(painting);
    painting = 0;
    for (const tell of onPainted) tell();
  };
  painted.port1.onmessage = () => setTimeout(rested); // after what else waits for this frame

  // crash shows, without the program, that the program is gone. The loader of the page does the same when it sees the
  // mark on the html element; one notice is enough.
  const crash = () => {
    document.documentElement.dataset.crashed = "1";
    setTimeout(() => { if (!document.querySelector(".crash, .crashed")) notice(); });
  };

  const notice = () => {
    const make = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
    const box = make("div", ""), reload = make("button", "Reload");
    box.className = "crash";
    box.setAttribute("role", "alert");
    reload.type = "button";
    reload.onclick = () => location.reload();
    box.append(
      make("p", "Gloss has stopped because of a fault in the program."),
      make("p", "Everything that was marked as saved is safe in this browser; only what was not yet saved may be missing."),
      reload);
    document.body.append(box);
  };

  const isFatal = (e) => e instanceof WebAssembly.RuntimeError || /Go program has already exited/.test(e?.message) ||
    /^(RangeError|InternalError)$/.test(e?.name) && /wasm/.test(e.stack); // too deep a recursion

  let registration = null; // of the service worker
  let taken = false; // another tab has already taken the new version

  const updates = (tell) => {
    const workers = navigator.serviceWorker;
    const watch = (worker) => worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && registration.active) tell();
    });
    workers?.ready.then((ready) => { // the first installation is not an update
      registration = ready;
      if (ready.waiting) tell();
      watch(ready.installing);
      ready.addEventListener("updatefound", () => watch(ready.installing));
      if (workers.controller) workers.addEventListener("controllerchange", () => { taken = true; tell(); });
    });
    return () => { tell = () => {}; };
  };

  // applyUpdate lets the waiting worker take over and then reloads this tab, once; false when there is none. Taking over
  // ends with "activated": a page that is asked for before it would have to wait for it.
  const applyUpdate = () => {
    const worker = registration?.waiting;
    if (taken && !worker) location.reload();
    if (!worker) return taken;
    let reload = () => { reload = () => {}; location.reload(); };
    navigator.serviceWorker.addEventListener("controllerchange", () => setTimeout(() => reload(), 2000)); // should it not say so
    worker.addEventListener("statechange", () => { if (worker.state === "activated") reload(); });
    worker.postMessage("skip-waiting");
    return true;
  };

  // --- What Go sees -------------------------------------------------------------------------------------------------

  // Operations answer later, through run.
  const operations = {
    open: (base) => using(base, () => undefined),
    commit, read, get, pick, slice, copy, lock, persist, estimate,
    backupPick: backup.pick, backupRestore: backup.restore, backupRequest: backup.request,
    backupWrite: backup.write, backupForget: backup.forget,
  };

  // Listeners call tell until the function they return is called.
  const listeners = {
    receive, updates,
    hide: (tell) => on(
      [document, "visibilitychange", () => { if (document.visibilityState === "hidden") tell(); }],
      [globalThis, "pagehide", () => tell()]),
    focus: (tell) => on(
      [document, "visibilitychange", () => { if (document.visibilityState === "visible") tell(); }],
      [globalThis, "pageshow", (e) => { if (e.persisted) tell(); }],
      [globalThis, "focus", () => tell()]),
    leave: (unsaved) => on([globalThis, "beforeunload", (e) => {
      try { if (unsaved()) e.preventDefault(); } catch { /* the program is gone: nothing to wait for */ }
    }]),
    media: (tell) => on(...media.map((list) => [list, "change", () => tell()])),
    hash: (tell) => on([globalThis, "hashchange", () => tell(page.hash())]),
    paint: (tell) => {
      onPainted.add(tell);
      return () => onPainted.delete(tell);
    },
    heartbeat: (beat) => {
      const timer = setInterval(() => {
        try { beat(); } catch { clearInterval(timer); crash(); }
      }, 2000);
      const off = on(
        [globalThis, "error", (e) => { if (isFatal(e.error)) crash(); }],
        [globalThis, "unhandledrejection", (e) => { if (isFatal(e.reason)) crash(); }]);
      return () => { clearInterval(timer); off(); };
    },
  };

  const listen = (what, tell) => {
    try { return listeners[what](tell); } catch (e) { console.error(e); return () => {}; }
  };

  return Object.freeze({
    run, listen, database, shut, join, download, applyUpdate, crash, ...page, backupSupported: backup.supported,
  });
})();
