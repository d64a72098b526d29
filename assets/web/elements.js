"use strict";
// Focus, scrolling, preferences and files of the site, for app/browser. No
// function throws: an exception would end the program.
globalThis.glossElements = (() => {
  const root = new URL("../", document.currentScript.src);
  const at = (id) => document.getElementById(id);
  const quiet = (f, otherwise) => (...args) => {
    try { return f(...args) ?? otherwise; } catch (err) { console.warn("gloss:", err); return otherwise; }
  };

  function kind() {
    const el = document.activeElement;
    if (!el || el === document.body) return "";
    if (el.closest("#article, #article-beside")) return el.closest("button, summary, [data-skip]") ? "control" : "article";
    if (el.isContentEditable || el.matches("textarea, select, input:not([type=checkbox], [type=radio], [type=button])")) return "field";
    if (el.closest("#case, #case-list")) return el.id === "case" ? "case" : "in-case";
    return el.closest(".board-page") ? "board" : "control";
  }

  function scrollTo(id, top, height) {
    const list = at(id);
    if (!list) return;
    if (top < list.scrollTop) list.scrollTop = top - 8;
    else if (top + height > list.scrollTop + list.clientHeight) list.scrollTop = top + height - list.clientHeight + 8;
  }

  let keys = null;
  const onKey = (f) => { keys = f; };
  addEventListener("keydown", (e) => {
    if (!keys || e.isComposing || e.defaultPrevented) return;
    try {
      const mac = navigator.platform?.startsWith("Mac");
      if (keys(e.code, e.key, mac ? e.metaKey : e.ctrlKey, e.shiftKey, e.altKey)) { e.preventDefault(); e.stopPropagation(); }
    } catch (err) { keys = null; } // the program has ended; browser.js says so
  }, true);

  // Firefox leaves what gets the focus by a key where it is as long as a little of it can be seen.
  addEventListener("focusin", quiet(({ target: el }) => {
    if (el.matches(":focus-visible") && el.offsetHeight < 120 && !el.closest("#article, #article-beside")) el.scrollIntoView({ block: "nearest" });
  }));

  async function read(path) {
    const response = await fetch(new URL(path, root), { cache: "no-cache" });
    if (!response.ok) throw new Error("status " + response.status);
    return new Uint8Array(await response.arrayBuffer());
  }

  return {
    onKey: quiet(onKey),
    focused: quiet(() => document.activeElement?.id, ""),
    kind: quiet(kind, ""),
    focus: quiet((id) => {
      const el = at(id);
      el?.focus({ preventScroll: id.startsWith("article") });
      return !!el && document.activeElement === el;
    }, false),
    closeDialog: quiet((id) => { at(id)?.close?.(); }),
    showDialog: quiet((id) => {
      const el = at(id);
      if (el && !el.open) el.showModal();
      const first = el?.querySelector("[autofocus]");
      first?.focus();
      first?.select?.(); // what stands there already is replaced by typing
    }),
    reveal: quiet((id) => at(id)?.scrollIntoView({ block: "nearest" })),
    scrollTo: quiet(scrollTo),
    value: quiet((id) => at(id)?.value, ""),
    setValue: quiet((id, value) => { const el = at(id); if (el && el.value !== value) el.value = value; }),
    remember: quiet((name, value) => localStorage.setItem("gloss." + name, value)),
    recall: quiet((name) => localStorage.getItem("gloss." + name), ""),
    fetch: quiet((path, done) => { read(path).then((bytes) => done(bytes, null), (err) => done(null, String(err))); }),
  };
})();
