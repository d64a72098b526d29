// The reading surface's hands: builds the blocks and marks of an article, converts between DOM positions and offsets,
// measures lines, and tells package app/surface what people do. It decides nothing about annotations. Positions are
// UTF-16 code units of the text. Nothing throws towards the program: a call that fails returns null.
"use strict";
globalThis.glossSurface = (() => {
  const [IDLE, SETTLED, PRESSED, NEAR, FOLDED, DRAGGED, PRINT] = [0, 1, 2, 3, 4, 5, 6]; // events told
  const TAGS = ["p", "h1", "h2", "p", "blockquote", "li", "p", "div"]; // by setting; see sheet.go
  const NAMES = ["", "", "", "byline", "", "", "caption", "blank"];
  const ITEM = 5, BLANK = 7, CONTINUED = 16;
  const LEAF = 5000; // units: sections of a few screens; per paragraph, containment made scrolling janky
  const SHORT = 1000, FIRST = 4; // the four at the top are shorter: less to lay out before anything is seen
  const SMALL = 40000; // units: an article up to this long is there whole at once
  const FILL = 6; // ms of filling a long one between two frames
  const SETTLE = 100; // ms without a change after which a selection is at rest
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true }); // a U+FEFF is a character of the text
  const UNTIL_FOUND = "onbeforematch" in document.documentElement;
  const labels = new CSSStyleSheet();
  const lights = new Map(); // kind of highlight -> Highlight, shared by the surfaces of the page
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, labels];

  const make = (name, tag = "div") => {
    const el = document.createElement(tag);
    if (name) el.className = name;
    return el;
  };

  const calm = (f) => (...args) => {
    try {
      return f(...args) ?? null;
    } catch (e) {
      console.error("surface:", e);
      return null;
    }
  };

  // ---- labels: custom properties for the page, bands, edges and lines for the marks ----

  const scheme = (lines) => {
    const dark = [], rules = [];
    for (const [c, light, night, line] of lines.trim().split("\n").map((l) => l.split(" "))) {
      if (!/^[\w-]+$/.test(c) || !/^#[0-9a-f]{6}$/i.test(light) || !/^#[0-9a-f]{6}$/i.test(night)) continue;
      const bg = `var(--l-${c}-bg)`, pale = (n) => `color-mix(in srgb,${bg} ${n}%,transparent)`;
      rules.push(`:root{--l-${c}-bg:${light}}`);
      dark.push(`--l-${c}-bg:${night}`);
      rules.push(`:root,.surface-text{--l-${c}-ink:color-mix(in srgb,${bg} 42%,var(--ink,#1a1a1a))}`);
      for (const lane of "abc") {
        rules.push(`.${lane}-${c}{--${lane}:${bg}}`, `.${lane}-${c}-o{--${lane}:${pale(50)}}`, `.${lane}-${c}-s{--${lane}:${pale(28)}}`);
      }
      for (const edge of "se") rules.push(`.${edge}-${c}{--${edge}:color-mix(in srgb,${bg} 55%,var(--ink,#1a1a1a))}`);
      const weight = line === "double" || line === "wavy" ? 1.5 : 2;
      rules.push(`.surface-text .l-${c}{text-decoration:underline ${line} ${weight}px var(--l-${c}-ink)}`);
      rules.push(`.k-${c}{--label:${bg};background:${bg};color:var(--ink,#1a1a1a);text-decoration:underline ${line} ${weight}px var(--l-${c}-ink)}`);
      rules.push(`.surface-text .thin.l-${c}{text-decoration-thickness:1px}`);
    }
    rules.push(`@media screen and (prefers-color-scheme:dark){:root:not([data-theme="light"]){${dark.join(";")}}}`);
    rules.push(`@media screen{:root[data-theme="dark"]{${dark.join(";")}}}`);
    labels.replaceSync(rules.join("\n"));
  };

  return calm((id, notify) => {
    const root = document.getElementById(id);
    if (!root) return null;
    let bytes = new Uint8Array(0), bytesAt = [], length = 0; // the text in UTF-8, where its blocks begin there; its units
    let els = [], starts = new Int32Array(1), pieces = [], leaves = [], folds = [], foldOf = [];
    let settings = [], leafOf = [], gaps = null, filled = true, filling = 0;
    let sheet = null, caretEl = null, gripEls = [], index = new Map();
    let ints = new Int32Array(1024);
    const stop = new AbortController(), on = { signal: stop.signal }, probe = document.createRange();

    let dead = false;
    const tell = (...event) => {
      if (dead) return;
      try { notify(...event); } catch (e) {
        dead = true; // the program has ended; boot.js says so
        console.error("surface:", e);
      }
    };

    const room = (bytes) => {
      ints = new Int32Array(Math.max(ints.length * 2, bytes >> 2));
      return new Uint8Array(ints.buffer);
    };

    // hold returns where the next text is to be put. It is decoded leaf by leaf: a megabyte takes a while.
    const hold = (size) => bytes = new Uint8Array(size);

    // ---- opening ----

    // open builds what is seen first and returns its blocks. The rest of a long article stands in two gaps until then.
    const open = (language, _, top) => {
      const blocks = ints[0], at = 2 + 4 * blocks;
      starts = new Int32Array(blocks + 1);
      starts[blocks] = length = ints[at];
      bytesAt = new Int32Array(blocks + 1);
      bytesAt[blocks] = bytes.length;
      els = new Array(blocks); pieces = new Array(blocks).fill(null); foldOf = new Int32Array(blocks);
      settings = new Uint8Array(blocks); leafOf = new Int32Array(blocks);
      leaves = []; shown = gaps = null; index = new Map();
      folds = Array.from(ints.slice(at + 1, at + 1 + ints[1]), (lines) => ({ lines, closed: true }));
      caretAt = 0; gripAt = [-1, -1, false]; wanted = looking = null; elsewhere = true; dirty = restless = hungry = false;
      clearTimeout(timer);
      clearTimeout(filling);
      plan(blocks);
      sheet = make("surface-text");
      sheet.setAttribute("translate", "no");
      if (language) sheet.lang = language;
      const box = scroller(), width = root.clientWidth, space = box.clientHeight;
      if (!top) box.scrollTop = 0; // what stands above the article is seen too
      root.replaceChildren(sheet);
      guess(width);
      const [from, to] = foremost(top, space), content = build(from, to);
      filled = to - from === leaves.length - 1;
      if (!filled) gaps = [from, to, gap(0, from), gap(to + 1, leaves.length)];
      for (let i = from; i <= to; i++) fill(leaves[i]);
      caretEl = make("surface-caret");
      gripEls = ["start", "end"].map(grip);
      const layer = make("surface-layer");
      layer.setAttribute("aria-hidden", "true");
      layer.dataset.skip = "";
      layer.append(caretEl, ...gripEls);
      sheet.append(gaps?.[2] ?? "", content, gaps?.[3] ?? "", layer);
      resized.disconnect();
      resized.observe(sheet);
      sheet.addEventListener("contentvisibilityautostatechange", place);
      if (top) reveal(top, top);
      if (!filled) fillLater();
      return to >= from ? [leaves[from].first, leaves[to].last] : null;
    };

    // words returns what stands in a block between two offsets in it.
    const words = (b, from, to) => {
      const leaf = leaves[leafOf[b]], at = starts[b] - starts[leaf.first];
      leaf.text ??= decoder.decode(bytes.subarray(bytesAt[leaf.first], bytesAt[leaf.last + 1]));
      return leaf.text.substring(at + from, at + to);
    };
    const unit = (b, offset) => words(b, offset, offset + 1).charCodeAt(0);

    // plan divides the blocks into leaves.
    const plan = (blocks) => {
      let leaf = null;
      for (let b = 0; b < blocks; b++) {
        const start = starts[b] = ints[2 + 4 * b], setting = settings[b] = ints[3 + 4 * b], kind = setting % CONTINUED;
        const fold = foldOf[b] = ints[4 + 4 * b] - 1;
        bytesAt[b] = ints[5 + 4 * b];
        const full = leaf && start - starts[leaf.first] >= (leaves.length <= FIRST ? SHORT : LEAF);
        if (!leaf || leaf.fold !== fold || full && kind !== ITEM && kind !== BLANK) {
          leaf = { el: null, first: b, last: b, fold, height: 0, filled: false, text: null };
          leaves.push(leaf);
        }
        leaf.last = b;
        leafOf[b] = leaves.length - 1;
      }
    };

    // guess gives the leaves about the height that they will have, so that the scroll bar is nearly right from the start.
    const guess = (width) => {
      const style = getComputedStyle(sheet), line = parseFloat(style.lineHeight) || 32;
      const columns = Math.max(20, Math.min(width || 640, parseFloat(style.maxWidth) || Infinity) / (line * 0.274));
      for (const leaf of leaves) {
        let rows = 0;
        for (let b = leaf.first; b <= leaf.last; b++) rows += Math.ceil((starts[b + 1] - starts[b]) / columns) + 0.4;
        leaf.height = Math.round(rows * line);
      }
    };

    // foremost returns the leaves [from,to] that are seen first, and whole folds of them; all of a short article.
    const foremost = (top, space) => {
      const end = leaves.length - 1, height = (i) => leaves[i].fold < 0 ? leaves[i].height : 0;
      if (length <= SMALL) return [0, end];
      const at = lowest(0, end, (i) => starts[leaves[i].first] <= top);
      let from = at, to = at, above = 0, below = top ? 0 : height(at);
      while (from > 0 && above < space / 2 && top) above += height(--from);
      while (to < end && below < space * 1.25) below += height(++to);
      while (from > 0 && leaves[from].fold >= 0 && leaves[from - 1].fold === leaves[from].fold) from--;
      while (to < end && leaves[to].fold >= 0 && leaves[to + 1].fold === leaves[to].fold) to++;
      return [from, to];
    };

    // build makes the elements of the leaves [from,to], without what is in them.
    const build = (from, to) => {
      const content = document.createDocumentFragment();
      let parent = content, fold = -1;
      for (let i = from; i <= to; i++) {
        const leaf = leaves[i], el = leaf.el = make("surface-leaf");
        if (leaf.fold !== fold) parent = (fold = leaf.fold) < 0 ? content : addFold(content, fold);
        el.style.setProperty("contain-intrinsic-block-size", `auto ${leaf.height}px`);
        el.style.setProperty("min-block-size", leaf.height + "px");
        parent.append(el);
      }
      return content;
    };

    // gap stands for the leaves [from,to).
    const gap = (from, to) => {
      const el = make("");
      el.style.setProperty("min-block-size", leaves.slice(from, to).reduce((sum, l) => l.fold < 0 ? sum + l.height : sum, 0) + "px");
      return el;
    };

    // expand puts the leaves into the gaps.
    const expand = () => {
      if (!gaps) return;
      const [from, to, before, after] = gaps;
      gaps = shown = null;
      before.replaceWith(build(0, from - 1));
      after.replaceWith(build(to + 1, leaves.length - 1));
    };

    const fill = (leaf) => {
      let list = null;
      leaf.filled = true;
      for (let b = leaf.first; b <= leaf.last; b++) {
        const kind = settings[b] % CONTINUED, el = els[b] = make(NAMES[kind], TAGS[kind]);
        if (settings[b] >= CONTINUED) el.classList.add("continued");
        el.dir = "auto";
        el.append(words(b, 0, starts[b + 1] - starts[b]));
        index.set(el, b);
        if (kind !== ITEM) list = null;
        else if (!list) leaf.el.append(list = make("", "ul"));
        (list || leaf.el).append(el);
      }
      leaf.el.style.removeProperty("min-block-size");
    };

    // elementOf returns the element of a block.
    const elementOf = (b) => {
      if (!els[b]) {
        expand();
        fill(leaves[leafOf[b]]);
      }
      return els[b];
    };

    // fillRest goes on from the leaf at next until the time is up.
    const fillRest = (next, until) => {
      clearTimeout(filling);
      expand();
      for (; next < leaves.length && performance.now() < until; next++) if (!leaves[next].filled) fill(leaves[next]);
      filled = next === leaves.length;
      if (!filled) filling = setTimeout(calm(() => fillRest(next, performance.now() + FILL)));
    };

    // fillLater begins with that when the next frame has been painted; in the background there is none.
    const fillLater = () => {
      const own = sheet, begin = calm(() => fillRest(0, performance.now() + FILL));
      filling = setTimeout(begin, 250);
      requestAnimationFrame(() => {
        if (sheet !== own || filled) return;
        clearTimeout(filling);
        filling = setTimeout(begin, 20);
      });
    };

    // fillNear fills what stands about a screen around what can be seen.
    const fillNear = () => {
      const v = view(), list = standing(), space = v.bottom - v.top;
      const at = (y) => lowest(0, list.length - 1, (i) => list[i].el.getBoundingClientRect().top <= y);
      for (let i = at(v.top - space); i <= at(v.bottom + space); i++) if (list[i] && !list[i].filled) fill(list[i]);
    };

    // ---- what waits for the frame: by then all that a key changes is there, and is laid out once ----

    let framing = 0;
    const inFrame = () => { framing ||= requestAnimationFrame(calm(frame)); };
    const frame = () => {
      framing = 0;
      if (!sheet?.isConnected) return;
      if (wanted) select();
      if (!filled && !gaps) fillNear();
      if (looking) look();
      if (moving) measure();
    };

    // ---- folds: the text stays in the document, so that find in page reaches it ----

    const addFold = (content, i) => {
      const el = make("surface-fold"), head = make("surface-fold-head"), button = make("surface-fold-button", "button");
      const body = make("surface-fold-body");
      head.dataset.skip = "";
      button.type = "button";
      button.textContent = `Folded: ${folds[i].lines} ${folds[i].lines === 1 ? "line" : "lines"}`;
      button.addEventListener("click", () => {
        setFold(i, !folds[i].closed);
        tell(FOLDED, i, folds[i].closed ? 1 : 0);
      });
      body.addEventListener("beforematch", () => {
        setFold(i, false);
        tell(FOLDED, i, 0);
      });
      Object.assign(folds[i], { button, body, el });
      head.append(button);
      el.append(head, body);
      content.append(el);
      setFold(i, folds[i].closed);
      return body;
    };

    const setFold = (i, closed) => {
      expand();
      const f = folds[i];
      f.closed = closed;
      f.button.setAttribute("aria-expanded", String(!closed));
      f.el.classList.toggle("closed", closed);
      if (!UNTIL_FOUND) f.body.classList.toggle("clipped", closed);
      else if (closed) f.body.setAttribute("hidden", "until-found");
      else f.body.removeAttribute("hidden");
      shown = null;
      place();
    };

    // ---- marks ----

    // paint brings blocks in step with a batch; see batch.go. Only the pieces between the first and the last that differ
    // are made anew, so that a selection elsewhere in the block and its nodes stay.
    const paint = (_, joined) => {
      const table = joined.split("\n"), before = ends(), blocks = (...all) => all.map((u) => u < 0 ? -1 : blockOf(u));
      const watched = blocks(caretAt, gripAt[0], gripAt[1]), selected = before ? blocks(...before) : [];
      let at = 1, near = false, lost = false;
      for (let n = ints[0]; n > 0; n--) {
        const b = ints[at], count = ints[at + 1], next = [];
        at += 2;
        for (let i = 0; i < count; i++, at += 4) {
          next.push({ size: ints[at], style: table[ints[at + 1]], ids: table[ints[at + 2]], details: table[ints[at + 3]] });
        }
        patch(b, count ? next : [{ size: starts[b + 1] - starts[b], style: "", ids: "", details: "" }]);
        near ||= watched.includes(b);
        lost ||= selected.includes(b);
      }
      if (lost) restore(before);
      if (near) place(); // measuring lays out: 9 ms for each slice of idle painting in Firefox
    };

    const patch = (b, next) => {
      const el = elementOf(b);
      const old = pieces[b] || [{ size: starts[b + 1] - starts[b], style: "", ids: "", details: "" }];
      let from = 0, same = Math.min(old.length, next.length), node = el.firstChild;
      while (from < same && alike(old[from], next[from])) {
        dress(node, old[from], next[from++]);
        node = node.nextSibling;
      }
      let tail = 0, last = el.lastChild;
      for (same -= from; tail < same && alike(old.at(-1 - tail), next.at(-1 - tail)); tail++) {
        dress(last, old.at(-1 - tail), next.at(-1 - tail));
        last = last.previousSibling;
      }
      for (let i = old.length - tail - from; i > 0; i--) {
        const gone = node;
        node = node.nextSibling;
        gone.remove();
      }
      let offset = 0;
      for (let i = 0; i < from; i++) offset += next[i].size;
      const fresh = [];
      for (let i = from; i < next.length - tail; offset += next[i++].size) fresh.push(element(next[i], words(b, offset, offset + next[i].size)));
      if (fresh.length && node) node.before(...fresh);
      else if (fresh.length) el.append(...fresh);
      pieces[b] = next.length === 1 && !next[0].style ? null : next;
    };

    const shape = (style) => style === "" ? -2 : style === "gap" ? -1 : style.split("|").length;
    const alike = (a, b) => a.size === b.size && shape(a.style) === shape(b.style);

    const dress = (node, old, next) => {
      if (next.style !== old.style && next.style !== "gap") {
        let el = node;
        for (const names of next.style.split("|")) {
          el.className = names;
          el = el.firstChild;
        }
        made(node, next.style);
        current(node);
      }
      if (next.ids !== old.ids) node.dataset.a = next.ids;
      if (next.details !== old.details) describe(node, next.details);
    };

    // Whose it is that begins here; the last of the mark's own classes says so.
    const made = (mark, style) => {
      const names = style.split("|", 1)[0], at = names.indexOf(" by-");
      if (at >= 0) mark.dataset.by = names.slice(at + 4); else delete mark.dataset.by;
    };
    const current = (mark) => mark.classList.contains("on") ? mark.setAttribute("aria-current", "true") : mark.removeAttribute("aria-current");
    const describe = (mark, ids) => ids ? mark.setAttribute("aria-details", ids) : mark.removeAttribute("aria-details");

    const element = (piece, words) => {
      if (piece.style === "") return document.createTextNode(words);
      if (piece.style === "gap") {
        const gap = make("gap", "span");
        gap.textContent = words;
        return gap;
      }
      const [first, ...more] = piece.style.split("|"), mark = make(first, "mark");
      let inner = mark;
      for (const names of more) inner = inner.appendChild(make(names, "span"));
      inner.textContent = words;
      mark.dataset.a = piece.ids;
      if (first.includes(" by-")) made(mark, first);
      if (piece.details) mark.setAttribute("aria-details", piece.details);
      if (mark.classList.contains("on")) current(mark);
      return mark;
    };

    // ---- offsets and DOM positions ----

    const blockOf = (u) => {
      let low = 0, high = els.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle] <= u) low = middle; else high = middle - 1;
      }
      return low;
    };

    // spot returns the text node and the offset in it of an offset in a block; between two pieces, the second.
    const spot = (b, offset) => {
      let node = elementOf(b).firstChild;
      const list = pieces[b] || [];
      for (let i = 0; i + 1 < list.length && offset >= list[i].size; i++) {
        offset -= list[i].size;
        node = node.nextSibling;
      }
      while (node.nodeType !== Node.TEXT_NODE) node = node.firstChild;
      return [node, Math.min(offset, node.length)];
    };

    const locate = (u) => {
      const b = blockOf(u);
      return spot(b, u - starts[b]);
    };

    // unitOf converts any DOM position. One in no block (before or after the article, between blocks, in what is
    // skipped) becomes the start of the block that follows it, or the end of the text.
    const unitOf = (node, offset) => {
      let block = node;
      while (block && !index.has(block)) block = block.parentNode;
      if (!block) return following(node, offset);
      let n = offset;
      if (node.nodeType !== Node.TEXT_NODE) {
        n = 0;
        for (let i = 0; i < offset; i++) n += node.childNodes[i].textContent.length;
      }
      for (; node !== block; node = node.parentNode) {
        for (let before = node.previousSibling; before; before = before.previousSibling) n += before.textContent.length;
      }
      return starts[index.get(block)] + n;
    };

    const following = (node, offset) => {
      probe.setStart(node, offset);
      probe.collapse(true);
      let low = 0, high = els.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (probe.comparePoint(elementOf(middle), 0) >= 0) high = middle; else low = middle + 1;
      }
      return starts[low];
    };

    // ---- the browser's selection: the one way in for mouse, touch, caret browsing and screen readers ----

    let timer = 0, dirty = false, restless = false, held = false; // dirty: not read; restless: not told
    let wanted = null, found = null; // the ends to be selected in the next frame; what was selected when they were set
    let elsewhere = true; // surely not in this text: where nothing is selected, asking for it lays out the page in Chromium

    const ends = () => {
      if (wanted || elsewhere) return wanted;
      const s = getSelection();
      if (!s || !s.rangeCount || !sheet || !sheet.contains(s.anchorNode) || !sheet.contains(s.focusNode)) return null;
      return [unitOf(s.anchorNode, s.anchorOffset), unitOf(s.focusNode, s.focusOffset)];
    };

    const raw = () => {
      const s = getSelection();
      return s?.rangeCount ? [s.anchorNode, s.anchorOffset, s.focusNode, s.focusOffset] : null;
    };

    // due drops what is wanted when words have been selected since: what a person selects is newer. An end whose node is
    // painted anew moves to an element, so one in a text is a person's. It is asked when the page is laid out anyway.
    const due = () => {
      const now = wanted && raw();
      const chosen = (i) => now[i].nodeType === Node.TEXT_NODE && !(found && now[i] === found[i] && now[i + 1] === found[i + 1]);
      const here = now && !getSelection().isCollapsed && sheet?.contains(now[0]) && sheet.contains(now[2]);
      if (here && (chosen(0) || chosen(2))) wanted = null;
      return wanted;
    };

    const restore = (to) => {
      const now = ends();
      if (!to || now && now[0] === to[0] && now[1] === to[1]) return;
      if (!wanted) found = elsewhere ? null : raw();
      wanted = to;
      inFrame();
    };

    const select = () => {
      elsewhere = false;
      if (due() && !typing()) getSelection().setBaseAndExtent(...locate(wanted[0]), ...locate(wanted[1]));
      wanted = null;
    };

    const selection = () => {
      if (!dirty) return null;
      dirty = false;
      if (wanted) return wanted;
      const s = getSelection();
      if (!els.length || !s || !s.rangeCount || !s.getRangeAt(0).intersectsNode(sheet)) return null;
      return [unitOf(s.anchorNode, s.anchorOffset), unitOf(s.focusNode, s.focusOffset)];
    };

    const selected = () => {
      const s = getSelection();
      return !!s && s.rangeCount > 0 && !s.isCollapsed && s.getRangeAt(0).intersectsNode(sheet);
    };

    const typing = () => {
      const a = document.activeElement;
      return !!a && !root.contains(a) && (a.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(a.tagName));
    };

    const selecting = (anchor, focus) => {
      if (!els.length || typing()) return;
      if (anchor >= 0) return restore([anchor, focus]);
      wanted = null;
      if (ends()) getSelection().removeAllRanges();
    };

    const later = () => {
      clearTimeout(timer);
      restless = true;
      timer = setTimeout(() => {
        if (held) return;
        restless = false;
        tell(SETTLED);
      }, SETTLE);
    };

    document.addEventListener("selectionchange", () => {
      dirty = true;
      elsewhere = false;
      due();
      later();
    }, on);
    addEventListener("pointerdown", (e) => {
      held = e.pointerType === "mouse" && e.button === 0;
      looking = null; // it gives way to who scrolls or presses
      if (wanted) calm(select)();
    }, { ...on, capture: true });
    for (const name of ["pointerup", "pointercancel", "dragend", "blur", "pointermove"]) {
      addEventListener(name, (e) => {
        if (!held || name === "pointermove" && e.buttons & 1) return;
        held = false;
        if (restless) later();
      }, { ...on, capture: true, passive: true });
    }

    root.addEventListener("click", calm((e) => {
      if (!els.length || e.button !== 0 || e.target.closest("[data-skip]")) return;
      if (selected()) return later();
      const mark = e.target.closest("mark"), inText = e.pointerType === "mouse" && ends();
      const at = inText ? inText[1] : point(e.clientX, e.clientY);
      if (at !== null) tell(PRESSED, at, mark ? unitOf(mark, 0) : -1);
    }), on);

    // ---- measuring ----

    const scroller = () => {
      let el = root;
      while (el && el !== document.documentElement && !/auto|scroll|overlay/.test(getComputedStyle(el).overflowY)) el = el.parentElement;
      return !el || el === document.documentElement || el === document.body ? document.scrollingElement : el;
    };

    const view = () => {
      const box = scroller(), page = box === document.scrollingElement;
      const style = getComputedStyle(box), edge = page ? null : box.getBoundingClientRect();
      const top = (edge ? edge.top : 0) + (parseFloat(style.scrollPaddingTop) || 0);
      const bottom = (edge ? edge.top + box.clientTop + box.clientHeight : innerHeight) - (parseFloat(style.scrollPaddingBottom) || 0);
      return { top: Math.max(0, top), bottom: Math.max(top + 40, Math.min(innerHeight, bottom)) };
    };

    const scrollBy = (y) => scroller().scrollBy({ top: y, behavior: "instant" });

    const size = (b) => { // without its line feed
      const n = starts[b + 1] - starts[b];
      return n && bytes[bytesAt[b + 1] - 1] === 10 ? n - 1 : n;
    };
    const covered = (b) => foldOf[b] >= 0 && folds[foldOf[b]].closed;
    const leading = (b) => parseFloat(getComputedStyle(elementOf(b)).lineHeight) || 30;
    const middle = (r) => (r.top + r.bottom) / 2;

    // box returns the rectangle of the characters [from,to) of a block, the last if they are on several lines.
    const box = (b, from, to) => {
      const code = unit(b, from);
      if (code >= 0xd800 && code < 0xdc00) to = Math.max(to, from + 2);
      probe.setStart(...spot(b, from));
      probe.setEnd(...end(b, to));
      const all = probe.getClientRects();
      for (let i = all.length - 1; i >= 0; i--) if (all[i].height > 0) return all[i];
      return null;
    };

    // end is spot for the end of a range: between two pieces, the first.
    const end = (b, offset) => {
      const [node, n] = spot(b, offset - 1);
      return [node, Math.min(n + 1, node.length)];
    };

    const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|[\ud802\ud803\ud83a\ud83b]/, LTR = /\p{L}/u;

    // rightward tells whether the character at an offset runs from right to left: by itself, or else by the last
    // letter before it, or by its block.
    const rightward = (b, offset) => {
      const low = Math.max(0, offset - 200), near = words(b, low, Math.min(offset + 1, starts[b + 1] - starts[b]));
      for (let i = near.length - 1; i >= 0; i--) {
        if (RTL.test(near[i])) return true;
        if (LTR.test(near[i]) || i === offset - low && /\d/.test(near[i])) return false;
      }
      return getComputedStyle(elementOf(b)).direction === "rtl";
    };

    // before and after are the edges of a character that the caret stands at.
    const before = (b, offset, to) => {
      const r = box(b, offset, to);
      return r && { x: rightward(b, offset) ? r.right : r.left, top: r.top, bottom: r.bottom };
    };
    const after = (b, offset) => {
      let from = offset - 1;
      const code = unit(b, from);
      if (code >= 0xdc00 && code < 0xe000 && from > 0) from--;
      const r = box(b, from, offset);
      return r && { x: rightward(b, from) ? r.left : r.right, top: r.top, bottom: r.bottom };
    };
    const empty = (b) => {
      const r = elementOf(b).getBoundingClientRect();
      return { x: getComputedStyle(elementOf(b)).direction === "rtl" ? r.right : r.left, top: r.top, bottom: r.bottom };
    };

    // stand returns where a caret at u stands; next is where the character after it ends.
    const stand = (u, next = u + 1) => {
      const b = blockOf(u), offset = u - starts[b];
      if (covered(b)) return null;
      if (!size(b)) return empty(b);
      return (offset < size(b) ? before(b, offset, Math.max(offset + 1, next - starts[b])) : after(b, size(b))) || empty(b);
    };

    const finish = (u) => { // of what ends at u
      const b = blockOf(u - 1);
      if (covered(b)) return null;
      return Math.min(u - starts[b], size(b)) ? after(b, Math.min(u - starts[b], size(b))) || empty(b) : empty(b);
    };

    // row returns the line on screen that a character is in, as offsets in its block. Lines are told apart by the
    // middles of characters, since other fonts are of other heights.
    const row = (b, offset) => {
      const n = size(b), half = leading(b) / 2;
      if (!n) return { from: 0, to: 0 };
      const r = box(b, Math.min(offset, n - 1), Math.min(offset, n - 1) + 1);
      if (!r) return { from: 0, to: n };
      return { from: first(b, middle(r) - half), to: first(b, middle(r) + half) };
    };

    // first returns the first character of a block whose middle lies below y.
    const first = (b, y) => {
      let low = 0, high = size(b);
      while (low < high) {
        const m = (low + high) >> 1, r = box(b, m, m + 1);
        if (r && middle(r) > y) high = m; else low = m + 1;
      }
      return low;
    };

    // nearest returns the offset in a line where a caret stands nearest to x.
    const nearest = (b, { from, to }, x) => {
      let best = from, distance = Infinity;
      if (!RTL.test(words(b, from, to))) { // in order: only two need comparing
        const right = from + lowest(0, to - from, (i) => i === 0 || (before(b, from + i - 1, from + i)?.x ?? x) < x);
        [from, to] = [Math.max(from, right - 1), Math.min(to, right + 1)];
      }
      const consider = (offset, edge) => {
        if (edge && Math.abs(edge.x - x) < distance) [best, distance] = [offset, Math.abs(edge.x - x)];
      };
      for (let i = from; i < to; i++) consider(i, before(b, i, i + 1));
      if (to === size(b) && to > from) consider(to, after(b, to)); // else the place after the line is the next one's
      return best;
    };

    const beyond = (b, step) => {
      do b += step; while (b >= 0 && b < els.length && covered(b));
      return b;
    };

    const line = (u, n, x) => {
      if (!els.length) return null;
      if (Number.isNaN(x)) x = stand(u)?.x ?? 0;
      const step = Math.sign(n);
      for (; n; n -= step) {
        let b = blockOf(u);
        const here = row(b, u - starts[b]);
        let to = step > 0 ? here.to : here.from - 1;
        if (to < 0 || to >= size(b)) {
          const next = beyond(b, step);
          if (next < 0 || next >= els.length) return [starts[b] + (step > 0 ? size(b) : 0), x];
          b = next;
          to = step > 0 ? 0 : Math.max(0, size(b) - 1);
        }
        u = starts[b] + nearest(b, row(b, to), x);
      }
      return [u, x];
    };

    const edge = (u, toEnd) => {
      if (!els.length) return null;
      const b = blockOf(u), { from, to } = row(b, u - starts[b]);
      if (!toEnd) return starts[b] + from;
      return starts[b] + (to === size(b) ? to : Math.max(from, to - 1)); // a line that is wrapped ends before its space
    };

    // The leaves that can be seen or scrolled to, top to bottom.
    let shown = null;
    const standing = () => {
      expand();
      return shown ??= leaves.filter((l) => !covered(l.first));
    };

    // blockAt returns the block at a height of the viewport, the nearest if there is none.
    const blockAt = (y) => {
      const list = standing();
      if (!list.length) return -1;
      const l = list[lowest(0, list.length - 1, (i) => list[i].el.getBoundingClientRect().top <= y)];
      return lowest(l.first, l.last, (b) => elementOf(b).getBoundingClientRect().top <= y);
    };

    const lowest = (low, high, above) => { // the last of [low,high] for which above holds
      while (low < high) {
        const m = (low + high + 1) >> 1;
        if (above(m)) low = m; else high = m - 1;
      }
      return low;
    };

    const point = (x, y) => {
      const b = blockAt(y);
      if (b < 0) return null;
      const n = size(b);
      return starts[b] + (n ? nearest(b, row(b, Math.min(first(b, y - leading(b) / 2), n - 1)), x) : 0);
    };

    const page = (u, down, x) => {
      if (looking) look();
      const at = els.length ? stand(u) : null;
      if (!at) return null;
      if (Number.isNaN(x)) x = at.x;
      const v = view(), step = (v.bottom - v.top - 2 * leading(blockOf(u))) * (down ? 1 : -1), was = scroller().scrollTop;
      scrollBy(step);
      const y = Math.max(v.top, Math.min(v.bottom, middle(at))) + (scroller().scrollTop === was ? step : 0);
      const to = point(x, y);
      if (to === null || (down ? to <= u : to >= u)) return [down ? length : 0, x];
      return [to, x];
    };

    const visible = () => {
      if (!els.length) return null;
      if (looking) look();
      const v = view();
      return [Math.max(0, blockAt(v.top)), Math.max(0, blockAt(v.bottom))];
    };

    const rects = (from, to) => {
      const out = [];
      for (let b = blockOf(from); b < els.length && starts[b] < to && out.length < 400; b++) {
        const a = Math.max(0, from - starts[b]), z = Math.min(size(b), to - starts[b]);
        if (covered(b) || z <= a) continue;
        probe.setStart(...spot(b, a));
        probe.setEnd(...end(b, z));
        for (const r of probe.getClientRects()) if (r.width > 0) out.push(r.left, r.top, r.width, r.height);
      }
      return out.length ? out : null;
    };

    // ---- scrolling ----

    // reveal looks in the next four frames: what comes into sight is laid out only then, and may be of another height than
    // was guessed.
    let looking = null;
    const reveal = (from, to) => {
      looking = { from, to, times: 4 };
      inFrame();
    };
    const look = () => {
      if (els.length) into(looking.from, looking.to);
      if (!--looking.times) looking = null;
      else inFrame();
    };
    addEventListener("wheel", () => { looking = null; }, { ...on, capture: true, passive: true });

    const into = (from, to) => {
      const a = stand(from), z = to > from ? finish(to) : a;
      if (!a || !z) return;
      const v = view(), space = 8, height = v.bottom - v.top;
      const far = z.bottom < v.top - height || a.top > v.bottom + height;
      let by = 0;
      if (far) by = a.top - v.top - height / 4;
      else if (a.top < v.top + space) by = a.top - v.top - 2 * (a.bottom - a.top);
      else if (z.bottom > v.bottom - space) by = Math.min(z.bottom - v.bottom + 2 * (z.bottom - z.top), a.top - v.top - space);
      if (by) scrollBy(by);
    };

    let scrolling = 0;
    addEventListener("scroll", () => {
      if (!filled && !(gaps && (looking || !scroller().scrollTop))) calm(fillNear)(); // else the page goes to where it begins
      if (!hungry || scrolling) return;
      scrolling = requestAnimationFrame(calm(() => {
        scrolling = 0;
        if (!hungry || !els.length) return;
        const v = view(), height = v.bottom - v.top;
        tell(NEAR, Math.max(0, blockAt(v.top - height / 2)), Math.max(0, blockAt(v.bottom + height)));
      }));
    }, { ...on, capture: true, passive: true });

    // ---- time ----

    let hungry = false, asked = false;
    const wake = () => {
      hungry = true;
      if (asked) return;
      asked = true;
      const run = () => {
        asked = false;
        if (held || gaps) return setTimeout(wake, 50); // nodes are left alone under a selection that is being drawn
        hungry = false;
        tell(IDLE);
      };
      if (globalThis.requestIdleCallback) requestIdleCallback(run, { timeout: 100 });
      else setTimeout(run, 8);
    };

    addEventListener("beforeprint", () => {
      fillRest(0, Infinity);
      tell(PRINT);
    }, on);

    // ---- caret and handles: elements of their own over the text ----

    let caretAt = 0, caretNext = 1, gripAt = [-1, -1, false], moving = false, moved = false;

    const caret = (at, next) => {
      caretAt = at;
      caretNext = next;
      moved = true;
      place();
    };

    const grips = (from, to, always) => {
      gripAt = [from, to, always];
      place();
    };

    const place = () => {
      moving = true;
      inFrame();
    };

    const measure = () => {
      moving = false;
      const origin = sheet.getBoundingClientRect(), [from, to, always] = gripAt;
      put(caretEl, laid(caretAt) ? stand(caretAt, caretNext) : null, origin);
      put(gripEls[0], from >= 0 && laid(from) ? stand(from) : null, origin);
      put(gripEls[1], from >= 0 && laid(to - 1) ? finish(to) : null, origin);
      for (const g of gripEls) g.classList.toggle("always", always);
      if (!moved) return;
      moved = false;
      for (const a of caretEl.getAnimations?.() ?? []) a.currentTime = 0; // it does not blink while it moves
    };

    // laid reports whether the browser lays out what is at u. Far away it does not until it is asked, and would be asked
    // in each frame that somebody scrolls.
    const laid = (u) => {
      const el = els[blockOf(u)];
      return !!el && el.checkVisibility?.({ contentVisibilityAuto: true }) !== false;
    };

    const put = (el, at, origin) => {
      el.hidden = !at;
      if (!at) return;
      el.style.setProperty("translate", `${Math.round(at.x - origin.left)}px ${(at.top - origin.top).toFixed(1)}px`);
      el.style.setProperty("height", `${(at.bottom - at.top).toFixed(1)}px`);
    };

    const resized = new ResizeObserver(() => place());

    const grip = (edge) => {
      const el = make("surface-grip");
      el.dataset.edge = edge;
      el.hidden = true;
      let drag = null;
      const start = edge === "start" ? 1 : 0;
      const at = (e) => point(e.clientX - drag.dx, e.clientY - drag.dy);
      el.addEventListener("pointerdown", calm((e) => {
        if (e.button !== 0) return;
        e.preventDefault();
        const own = start ? stand(gripAt[0]) : finish(gripAt[1]);
        if (!own) return;
        drag = { dx: e.clientX - own.x, dy: e.clientY - middle(own), x: e.clientX, y: e.clientY, moved: false, last: -1 };
        el.setPointerCapture(e.pointerId);
      }));
      el.addEventListener("pointermove", calm((e) => {
        if (!drag) return;
        drag.moved ||= Math.hypot(e.clientX - drag.x, e.clientY - drag.y) > 3;
        if (!drag.moved) return;
        pull(e.clientY);
        const to = at(e);
        if (to === null || to === drag.last) return;
        drag.last = to;
        tell(DRAGGED, start, to, 0);
      }));
      el.addEventListener("pointerup", calm((e) => {
        if (!drag) return;
        const { moved } = drag, to = at(e);
        drag = null;
        swallow();
        if (moved && to !== null) return tell(DRAGGED, start, to, 1);
        tell(DRAGGED, start, 0, 2);
        press(e);
      }));
      for (const name of ["pointercancel", "lostpointercapture"]) {
        el.addEventListener(name, () => {
          if (drag) tell(DRAGGED, start, 0, 2);
          drag = null;
        });
      }
      return el;
    };

    // swallow keeps the click that ends a drag from pressing the text: WebKit sends it to what lies under both ends.
    const swallow = () => {
      const none = (e) => e.stopPropagation(), until = new AbortController();
      addEventListener("click", none, { capture: true, signal: until.signal });
      setTimeout(() => until.abort());
    };

    // press passes a press on a handle that did not become a drag on to the text beneath.
    const press = (e) => {
      const under = document.elementsFromPoint(e.clientX, e.clientY).find((el) => sheet.contains(el) && !el.closest("[data-skip]"));
      const mark = under?.closest("mark"), at = point(e.clientX, e.clientY);
      if (at !== null) tell(PRESSED, at, mark ? unitOf(mark, 0) : -1);
    };

    // pull scrolls while a handle is held near the top or bottom.
    const pull = (y) => {
      const v = view(), margin = 40;
      if (y < v.top + margin) scrollBy(-12);
      else if (y > v.bottom - margin) scrollBy(12);
    };

    // ---- highlights ----

    const own = new Map(); // kind -> this surface's ranges
    const highlight = (kind, n) => {
      if (!globalThis.Highlight || !CSS.highlights) return;
      let light = lights.get(kind);
      if (!light) {
        lights.set(kind, light = new Highlight());
        CSS.highlights.set("gloss-" + kind, light);
      }
      for (const r of own.get(kind) ?? []) light.delete(r);
      const ranges = [];
      for (let i = 0; i + 1 < n; i += 2) {
        const [startContainer, startOffset] = locate(ints[i]), b = blockOf(ints[i + 1] - 1);
        const [endContainer, endOffset] = end(b, ints[i + 1] - starts[b]);
        ranges.push(new StaticRange({ startContainer, startOffset, endContainer, endOffset }));
      }
      for (const r of ranges) light.add(r);
      own.set(kind, ranges);
    };

    const close = () => {
      stop.abort();
      resized.disconnect();
      clearTimeout(timer);
      clearTimeout(filling);
      for (const kind of own.keys()) highlight(kind, 0);
      dead = true;
      sheet = null;
      root.replaceChildren();
    };

    const methods = {
      room, hold, open, paint, scheme, wake, visible, selection, selecting, caret, grips, line, edge, page, reveal, highlight,
      rects, fold: setFold, focus: () => root.focus({ preventScroll: true }), close,
    };
    for (const name in methods) methods[name] = calm(methods[name]);
    return Object.freeze(methods);
  });
})();
