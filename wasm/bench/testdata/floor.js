// What a page by hand needs for the same text and marks, and nothing else: no model, no storage, no undo. The address
// says how: #marks is one innerHTML of everything, #highlight the CSS Highlight API, #window only the blocks in sight.
// "o" opens; "1" marks the next words after the middle of the screen, "2" relabels that, Delete deletes it.
"use strict";
(async () => {
  const way = location.hash.slice(1).split(":")[0];
  const root = document.getElementById("article");
  const { text, marks } = await (await fetch(location.hash.slice(1).split(":")[1])).json(); // marks: [start, end, label, id], by start
  const LABELS = ["claim", "fact", "opinion"];

  // Blocks are lines; each knows the marks that begin in it, which end in it too.
  const blocks = [];
  const lay = () => {
    for (let at = 0; at < text.length;) {
      let end = text.indexOf("\n", at) + 1;
      if (end === 0) end = text.length;
      blocks.push({ at, end, marks: [] });
      at = end;
    }
    for (const mark of marks) blocks[blockOf(mark[0])].marks.push(mark);
  };
  const blockOf = (u) => {
    let low = 0, high = blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (blocks[middle].at <= u) low = middle; else high = middle - 1;
    }
    return low;
  };

  const escape = (s) => s.replace(/[&<]/g, (c) => c === "&" ? "&amp;" : "&lt;");

  // flat cuts a block into stretches under the same marks; the mark that began last gives the look.
  const flat = (b) => {
    const cuts = new Set([b.at, b.end]);
    for (const [start, end] of b.marks) cuts.add(start).add(end);
    const places = [...cuts].sort((a, c) => a - c);
    let html = "";
    for (let i = 0; i + 1 < places.length; i++) {
      const [from, to] = [places[i], places[i + 1]], over = b.marks.filter((m) => m[0] <= from && m[1] >= to);
      const words = escape(text.slice(from, to));
      html += over.length ? `<mark class="${over.at(-1)[2]}" data-a="${over.map((m) => m[3]).join(" ")}">${words}</mark>` : words;
    }
    return html;
  };

  let sheet = null, fresh = 0, last = null;
  const remade = (b) => { sheet.children[b].innerHTML = flat(blocks[b]); };

  const ways = {
    marks: {
      open: () => { root.innerHTML = `<div class="sheet">${blocks.map((b) => `<div data-block>${flat(b)}</div>`).join("")}</div>`; },
      show: remade,
    },
    highlight: {
      open: () => {
        root.innerHTML = `<div class="sheet">${blocks.map((b) => `<div data-block>${escape(text.slice(b.at, b.end))}</div>`).join("")}</div>`;
        const sheet = root.firstChild, lights = Object.fromEntries(LABELS.map((l) => [l, new Highlight()]));
        for (let b = 0; b < blocks.length; b++) for (const m of blocks[b].marks) lights[m[2]].add(ranged(sheet, b, m));
        for (const l of LABELS) CSS.highlights.set(l, lights[l]);
      },
      show: (b, was, now) => {
        if (was) CSS.highlights.get(was[2]).delete(was.range);
        if (now) CSS.highlights.get(now[2]).add(ranged(sheet, b, now));
        sheet.dataset.n = ++fresh; // says to the observer that something happened
      },
    },
    window: { open: () => windowed.open(), show: (b) => windowed.refresh(b) },
  };

  const ranged = (sheet, b, mark) => {
    const node = sheet.children[b].firstChild, { at } = blocks[b];
    mark.range = new StaticRange({ startContainer: node, startOffset: mark[0] - at, endContainer: node, endOffset: mark[1] - at });
    return mark.range;
  };

  // Only blocks in sight exist, between two spacers; heights are guessed by length until they are known.
  const windowed = (() => {
    let heights, first = 0, last = -1, above, below;
    const guess = (b) => Math.max(1, Math.ceil((b.end - b.at) / 80)) * 29.7;
    const sum = (from, to) => { let n = 0; for (let i = from; i < to; i++) n += heights[i]; return n; };
    const draw = () => {
      const top = root.scrollTop, bottom = top + root.clientHeight;
      let from = 0, y = 24;
      while (from < blocks.length - 1 && y + heights[from] < top - 200) y += heights[from++];
      let to = from;
      for (let z = y; to < blocks.length && z < bottom + 200; to++) z += heights[to];
      if (from === first && to - 1 === last) return;
      first = from;
      last = to - 1;
      let html = "";
      for (let b = from; b < to; b++) html += `<div data-block>${flat(blocks[b])}</div>`;
      sheet.innerHTML = html;
      above.style.height = sum(0, from) + "px";
      below.style.height = sum(to, blocks.length) + "px";
      for (let b = from; b < to; b++) heights[b] = sheet.children[b - from].offsetHeight;
    };
    return {
      open: () => {
        heights = Float64Array.from(blocks, guess);
        root.innerHTML = '<div></div><div class="sheet"></div><div></div>';
        [above, sheet, below] = root.children;
        first = 0;
        last = -1;
        draw();
        root.onscroll = draw;
      },
      refresh: (b) => { if (b >= first && b <= last) sheet.children[b - first].innerHTML = flat(blocks[b]); },
      firstSeen: () => first,
    };
  })();

  const change = (was, now, b) => {
    const list = blocks[b].marks;
    if (was) list.splice(list.indexOf(was), 1);
    if (now) {
      let i = 0;
      while (i < list.length && list[i][0] <= now[0]) i++;
      list.splice(i, 0, now);
    }
    ways[way].show(b, was, now);
  };

  const target = () => {
    const middle = document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest("[data-block]");
    let b = middle ? [...middle.parentNode.children].indexOf(middle) : 0;
    if (way === "window") b += windowed.firstSeen();
    while (blocks[b].end - blocks[b].at < 40) b++;
    return b;
  };

  addEventListener("keydown", (e) => {
    if (e.key === "o") {
      lay();
      ways[way].open();
      sheet = way === "window" ? sheet : root.firstChild;
    } else if (e.key === "1") {
      const b = target(), start = blocks[b].at + (fresh++ * 7) % 20;
      last = { b, mark: [start, Math.min(blocks[b].end - 1, start + 90), "claim", "new" + fresh] };
      change(null, last.mark, b);
    } else if (e.key === "2") {
      const now = [...last.mark];
      now[2] = "fact";
      change(last.mark, now, last.b);
      last.mark = now;
    } else if (e.key === "Delete") {
      change(last.mark, null, last.b);
    }
  });
  root.focus();
  document.documentElement.dataset.loaded = "1";
})();
