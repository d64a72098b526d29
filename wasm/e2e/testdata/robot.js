// A person that nobody drives: shows the test's server what is on screen, marks the words that the server names, and
// tells it when the app says that they are saved.
"use strict";
(async () => {
  const pause = (ms) => new Promise((next) => setTimeout(next, ms));
  const until = async (f) => {
    for (let value; ; await pause(10)) if ((value = f())) return value;
  };
  const post = async (path, body) => (await fetch(path, { method: "POST", body, keepalive: true })).text();
  const sheet = () => document.querySelector("#article .surface-text");
  const count = () => Number(document.getElementById("unfiled")?.textContent ?? 0);

  // As listed, and as painted in the text.
  const state = () => [...document.querySelectorAll("#notes-list li")].map((item) => {
    const id = item.id.slice("note-".length);
    const painted = [...document.querySelectorAll("#article mark")].filter((m) => m.dataset.a.split(" ").includes(id));
    return item.querySelector(".swatch").textContent + " " + item.querySelector(".note-quote").textContent + " = " +
      painted.map((m) => m.textContent).join("");
  });

  const select = (words) => {
    const walk = document.createTreeWalker(sheet(), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const node = walk.currentNode, at = node.data.indexOf(words);
      if (at >= 0) return getSelection().setBaseAndExtent(node, at, node, at + words.length);
    }
  };

  const press = (code, key) => document.getElementById("article")
    .dispatchEvent(new KeyboardEvent("keydown", { code, key, bubbles: true, cancelable: true }));

  await until(() => document.documentElement.dataset.loaded && sheet()?.textContent);
  let words = "";
  for (; !words; await pause(50)) words = await post("/-/state", JSON.stringify(state()));
  const before = count();
  document.getElementById("article").focus();
  select(words);
  await until(() => document.getElementById("live").textContent.includes("Selected: " + words));
  press("Digit1", "1");
  press("Digit3", "3");
  press("KeyU", "u");
  await until(() => count() === before + 3 && document.querySelector("#save-state .save-name").textContent === "Saved");
  await post("/-/saved", words);
})();
