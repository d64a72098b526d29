// Does for a page of the gallery what the program does for its own: the colours of labels, the opening of a dialog.
"use strict";
globalThis.gallery = (() => {
  const settle = () => {
    const spare = document.createElement("div");
    spare.id = "spare";
    document.body.append(spare);
    const surface = glossSurface("spare", () => {});
    surface.scheme(document.body.dataset.labels);
    surface.close();
    spare.remove();
    document.querySelector("dialog")?.showModal();
  };

  // show puts another page of the gallery in the place of this one, much faster than to load it; paint waits until it can
  // be seen, without which it can be measured.
  const show = async (name) => {
    const page = new DOMParser().parseFromString(await (await fetch(name + ".html")).text(), "text/html");
    document.body.replaceWith(document.adoptNode(page.body));
    settle();
  };
  const paint = () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));

  const check = (what, only) => axe.run(what, { runOnly: only, resultTypes: ["violations"], preload: false, iframes: false, elementRef: true });

  // hidden reports whether a target is too small only because the foot of its pane half covers it: scrolled to, it is whole.
  const hidden = async (v, n) => {
    if (v.id !== "target-size" || !n.failureSummary.includes("partially obscured")) return false;
    n.element.scrollIntoView({ block: "center" });
    return (await check(n.element, { type: "rule", values: ["target-size"] })).violations.length === 0;
  };

  // faults are what axe-core finds, a line each.
  const faults = async (theme, only) => {
    document.documentElement.dataset.theme = theme;
    const out = [];
    for (const v of (await check(document, only)).violations) {
      for (const n of v.nodes) {
        if (await hidden(v, n)) continue;
        out.push(`${v.id}: ${n.target.join(" ")}: ${n.failureSummary.replaceAll("\n", " ")} in ${n.html.slice(0, 200)}`);
      }
    }
    return out;
  };

  // wide are the elements that are wider than what holds them, by how many pixels. The bar of labels, the pages,
  // suggested questions and wide tables are meant to be scrolled, and a line that ends in an ellipsis to be cut.
  const wide = () => {
    const out = [], name = (el) => `${el.tagName.toLowerCase()}${el.id && "#" + el.id}.${el.getAttribute("class") ?? ""}`;
    for (const el of document.body.querySelectorAll("*")) {
      if (el.closest(".hidden, .skip, .label-bar, .tabs, .board-offers, svg, select") || el.matches("input, textarea, .icon, .wide-table") || !el.getClientRects().length) continue;
      const style = getComputedStyle(el);
      if (style.overflowX !== "visible") {
        const meant = style.textOverflow === "ellipsis" || style.webkitLineClamp > 0;
        if (!meant && el.scrollWidth > el.clientWidth + 1) {
          const right = (e) => e.getBoundingClientRect().right;
          const widest = [...el.querySelectorAll("*")].reduce((a, b) => (right(b) > right(a) ? b : a));
          out.push(`${name(el)} holds ${el.scrollWidth - el.clientWidth} pixels more than fit, for ${name(widest)}`);
        }
        continue;
      }
      let holder = el.parentElement; // the body cuts off what is too wide, and nobody can scroll there
      while (holder !== document.body && getComputedStyle(holder).overflowX === "visible") holder = holder.parentElement;
      const past = el.getBoundingClientRect().right - innerWidth;
      if (holder === document.body && past > 1) out.push(`${name(el)} sticks out by ${Math.round(past)}`);
    }
    return out;
  };

  addEventListener("DOMContentLoaded", settle);
  return { show, paint, faults, wide };
})();
