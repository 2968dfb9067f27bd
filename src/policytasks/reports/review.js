"use strict";
// Links the two panes: a value lights its words, words light their value. Without this script the plain links still lead to the words.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const number = (value) => value.id.slice(1);
  const values = all("a.value");
  const byNumber = new Map(values.map((value) => [number(value), value]));
  const words = new Map();
  for (const mark of all("mark[data-w]")) {
    for (const key of mark.dataset.w.split(" ")) {
      if (!words.has(key)) words.set(key, []);
      words.get(key).push(mark);
    }
  }

  let lit = [];
  const clear = () => {
    for (const each of lit) each.classList.remove("on");
    lit = [];
  };
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const show = (element) => {
    for (let box = element.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    element.scrollIntoView({ block: "center", inline: "nearest", behavior: calm ? "auto" : "smooth" });
  };
  const light = (key) => {
    clear();
    lit = [byNumber.get(key), ...(words.get(key) ?? [])].filter(Boolean);
    for (const each of lit) each.classList.add("on");
  };
  const toWords = (key) => {
    light(key);
    const first = words.get(key)?.[0];
    if (first) show(first);
  };
  const toValue = (key) => {
    light(key);
    const value = byNumber.get(key);
    if (!value) return;
    const article = value.closest(".requirement");
    if (article?.hidden) choose("", "");
    show(value);
    value.focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => {
    const finding = event.target.closest('a[href^="#f"]');
    if (finding) {
      event.preventDefault();
      const value = document.querySelector(finding.getAttribute("href") + " .value");
      return value?.id ? toValue(number(value)) : value && show(value);
    }
    const value = event.target.closest("a.value");
    if (value) {
      event.preventDefault();
      history.replaceState(null, "", value.getAttribute("href"));
      return toWords(number(value));
    }
    const mark = event.target.closest("mark[data-w]");
    if (mark && !String(getSelection())) {
      // Words of several values: each further click takes the next wider one.
      const keys = mark.dataset.w.split(" ").filter((key) => byNumber.has(key));
      const at = keys.findIndex((key) => byNumber.get(key).classList.contains("on"));
      if (keys.length) return toValue(keys[(at + 1) % keys.length]);
    }
  });

  // Hovering shows where a click would lead, as long as nothing was clicked there.
  let near = [];
  const hover = (event) => {
    for (const each of near) each.classList.remove("near");
    near = [];
    const value = event.target.closest?.("a.value");
    const mark = event.target.closest?.("mark[data-w]");
    if (value) near = words.get(number(value)) ?? [];
    else if (mark) near = [byNumber.get(mark.dataset.w.split(" ")[0])].filter(Boolean);
    for (const each of near) each.classList.add("near");
  };
  document.addEventListener("mouseover", hover);
  document.addEventListener("focusin", hover);

  // ── search and filters ──
  const search = document.getElementById("search");
  const buttons = all("[data-filter]");
  const rows = all(".section .requirement");
  const said = new Map(rows.map((row) => [row, heading(row) + row.textContent]));
  function heading(row) {
    const task = row.closest(".task")?.querySelector("h3")?.textContent ?? "";
    return (row.closest(".section")?.querySelector("h2")?.textContent ?? "") + task;
  }
  const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  for (const [row, text] of said) said.set(row, folded(text));
  function choose(filter, query) {
    search.value = query;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.filter === filter));
    apply();
  }
  function apply() {
    const filter = buttons.find((button) => button.getAttribute("aria-pressed") === "true")?.dataset.filter ?? "";
    const wanted = search.value.split(/\s+/).map(folded).filter(Boolean);
    for (const row of rows) {
      const fits = wanted.every((word) => said.get(row).includes(word));
      row.hidden = !fits || (filter !== "" && !row.hasAttribute("data-" + filter));
    }
    const narrowed = filter !== "" || wanted.length > 0;
    for (const box of all(".task, .section")) {
      box.hidden = narrowed && !all(".requirement", box).some((row) => !row.hidden);
    }
    document.getElementById("none").hidden = rows.length === 0 || rows.some((row) => !row.hidden);
  }
  search.addEventListener("input", apply);
  for (const button of buttons) button.addEventListener("click", () => choose(button.dataset.filter, search.value));

  // ── keyboard ──
  const step = (by) => {
    const shown = values.filter((value) => value.offsetParent !== null);
    const at = shown.indexOf(document.activeElement);
    const lastLit = shown.findIndex((value) => value.classList.contains("on"));
    const next = shown[Math.min(shown.length - 1, Math.max(0, (at >= 0 ? at : lastLit) + by))];
    if (!next) return;
    toWords(number(next));
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      if (document.activeElement === search) search.blur();
      choose("", "");
      return clear();
    }
    if (event.target === search || event.target === split) return;
    if (event.key === "/") search.focus();
    else if (event.key === "ArrowDown" || event.key === "j") step(1);
    else if (event.key === "ArrowUp" || event.key === "k") step(-1);
    else return;
    event.preventDefault();
  });

  // ── light and dark, width of the panes ──
  document.getElementById("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
  });
  const split = document.getElementById("split");
  const main = split.parentElement;
  const share = (part) => main.style.setProperty("--share", Math.min(80, Math.max(20, part)) + "%");
  split.addEventListener("pointerdown", (event) => {
    split.setPointerCapture(event.pointerId);
    split.onpointermove = (moved) => share((100 * moved.clientX) / main.clientWidth);
  });
  split.addEventListener("pointerup", () => (split.onpointermove = null));
  split.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -5, ArrowRight: 5 }[event.key];
    if (by) share((100 * split.offsetLeft) / main.clientWidth + by);
  });

  const asked = location.hash.match(/^#w(\d+)$/);
  if (asked) toWords(asked[1]);
})();
