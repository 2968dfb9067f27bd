"use strict";
// Draws the network, and keeps it and the list of rows at one: filters thin out both, a click lights one thing and its neighbours.
// Without this script the page is the list of rows.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { units, work, headings, rows, roles, words, wideFrom } = data;
  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const say = (key, ...facts) => words[key].replace(/\{(\d)\}/g, (_, number) => facts[number]);
  const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

  // ── rows and their elements ──
  const articles = all("#list .row");
  const texts = articles.map((article) => folded(article.closest(".task").querySelector("h3").textContent + article.textContent));
  const said = (place) => articles[place].querySelector(".text")?.textContent ?? "";
  const dueOf = (place) => articles[place].querySelector(".due")?.textContent ?? "";
  const isWide = (row, unit) => row.s.length >= wideFrom || units[unit].c === 1;

  // ── edges: a unit in a task, with the rows behind it ──
  const edges = new Map();
  rows.forEach((row, place) => {
    for (const [unit, role] of row.s) {
      const key = unit + "-" + row.t;
      if (!edges.has(key)) edges.set(key, { unit, task: row.t, rows: [] });
      edges.get(key).rows.push([place, role, isWide(row, unit)]);
    }
  });

  // ── graph ──
  const unitWidth = 186, taskWidth = 268;
  // An S from the side of a unit to the side of a task: two control points, as weights along and distances off the line.
  function between(unit, task) {
    const side = task.x < unit.x ? -1 : 1;
    const dx = task.x - unit.x - (side * (unitWidth + taskWidth)) / 2, dy = task.y - unit.y, length = Math.hypot(dx, dy) || 1;
    const points = [[0.3 * dx, 0], [0.7 * dx, dy]];
    return {
      weights: points.map(([x, y]) => (x * dx + y * dy) / (length * length)),
      distances: points.map(([x, y]) => (y * dx - x * dy) / length),
      out: side < 0 ? "270deg" : "90deg",
      into: side < 0 ? "90deg" : "270deg",
    };
  }
  const elements = [
    ...headings.map((each, place) => ({ group: "nodes", data: { id: "s" + place, label: each.n, kind: "heading" }, selectable: false, classes: "heading" })),
    ...units.map((each, place) => ({ group: "nodes", data: { id: "u" + place, label: each.n, kind: "unit", place }, classes: each.c ? "unit collective" : "unit" })),
    ...work.map((each, place) => ({ group: "nodes", data: { id: "t" + place, label: (each.k + " " + each.n).trim(), kind: "task", place }, classes: "task" })),
    ...[...edges].map(([key, each]) => ({
      group: "edges", selectable: false, classes: "edge",
      data: { id: "e" + key, source: "u" + each.unit, target: "t" + each.task, key, kind: "edge", ...between({ x: 0, y: 0 }, { x: 1, y: 0 }), opacity: 0.4 },
    })),
  ];
  const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  const family = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';
  const style = () => [
    { selector: "node", style: { "font-family": family, "font-size": 13, color: ink("ink"), label: "data(label)", "text-valign": "center", "text-halign": "center", "overlay-opacity": 0 } },
    { selector: ".heading", style: { "background-opacity": 0, "border-width": 0, width: taskWidth, height: 24, shape: "rectangle", "font-size": 14, "font-weight": "bold", color: ink("accent"), "text-wrap": "ellipsis", "text-max-width": taskWidth, events: "no" } },
    { selector: ".unit", style: { shape: "round-rectangle", width: unitWidth, height: 26, "background-color": ink("unit"), color: ink("unit-ink"), "border-width": 1.5, "border-color": ink("unit"), "text-wrap": "ellipsis", "text-max-width": unitWidth - 14 } },
    { selector: ".collective", style: { "background-color": ink("ground"), color: ink("ink"), "border-style": "dashed", "border-color": ink("soft") } },
    { selector: ".task", style: { shape: "round-rectangle", width: taskWidth, height: 30, "background-color": ink("paper"), "border-width": 1, "border-color": ink("faint"), "text-wrap": "ellipsis", "text-max-width": taskWidth - 16 } },
    { selector: ".edge", style: { "curve-style": "unbundled-bezier", "control-point-weights": "data(weights)", "control-point-distances": "data(distances)", "edge-distances": "endpoints", "source-endpoint": "data(out)", "target-endpoint": "data(into)", width: 1.6, opacity: "data(opacity)", "line-color": ink("faint"), "overlay-opacity": 0, "z-index": 1 } },
    ...roles.map((role) => ({ selector: ".edge." + role.k, style: { "line-color": ink(role.k) } })),
    { selector: ".edge.lead", style: { width: 2.2 } },
    { selector: ".faded", style: { opacity: 0.22 } },
    { selector: ".edge.faded", style: { opacity: 0.04 } },
    { selector: ".near", style: { opacity: 1 } },
    { selector: ".edge.near", style: { width: 2.6, opacity: 0.95, "z-index": 9 } },
    { selector: ".near.task, .near.unit", style: { "border-width": 2, "border-color": ink("accent") } },
    { selector: ".chosen", style: { opacity: 1, "background-color": ink("on"), color: ink("on-ink"), "border-color": ink("on"), "border-width": 2 } },
    { selector: ".gone", style: { display: "none" } },
  ];
  const cy = cytoscape({
    container: byId("graph"), elements, style: style(), layout: { name: "preset", fit: false }, minZoom: 0.08, maxZoom: 3,
    boxSelectionEnabled: false, autoungrabify: true, userZoomingEnabled: false, selectionType: "single",
  });

  // ── where everything stands ──
  // Units in the middle, work on both sides by section. Units are ordered by the mean height of their work (the barycentre of Sugiyama,
  // Tagawa and Toda, 1981), so that neighbours share work and lines cross as little as they can.
  const taskStep = 40, unitStep = 34, headingStep = 54, sideways = 430;
  function arrange(seen) {
    const sections = headings.map((_, section) => ({ section, tasks: work.flatMap((task, place) => (task.s === section && seen.has("t" + place) ? [place] : [])) })).filter((each) => each.tasks.length);
    const long = (part) => part.reduce((sum, each) => sum + headingStep + taskStep * each.tasks.length, 0);
    // The cut between whole sections that leaves the longer side as short as may be.
    let cut = 0;
    for (let place = 1; place <= sections.length; place++) {
      const worse = (at) => Math.max(long(sections.slice(0, at)), long(sections.slice(at)));
      if (worse(place) <= worse(cut)) cut = place;
    }
    const shown = units.flatMap((_, place) => (seen.has("u" + place) ? [place] : []));
    const height = Math.max(long(sections.slice(0, cut)), long(sections.slice(cut)), unitStep * shown.length);
    const places = new Map();
    for (const [part, x] of [[sections.slice(0, cut), -sideways], [sections.slice(cut), sideways]]) {
      const stretch = part.length ? height / long(part) : 1;
      let y = 0;
      for (const each of part) {
        places.set("s" + each.section, { x, y: y + headingStep * stretch - 20 });
        y += headingStep * stretch;
        for (const task of each.tasks) {
          places.set("t" + task, { x, y: y + (taskStep * stretch) / 2 });
          y += taskStep * stretch;
        }
      }
    }
    const heights = new Map(shown.map((unit) => [unit, []]));
    for (const each of edges.values()) if (heights.has(each.unit) && places.has("t" + each.task)) heights.get(each.unit).push(places.get("t" + each.task).y);
    const middle = (unit) => heights.get(unit).reduce((sum, y) => sum + y, 0) / (heights.get(unit).length || 1);
    shown.sort((one, other) => middle(one) - middle(other) || one - other);
    shown.forEach((unit, rank) => places.set("u" + unit, { x: 0, y: ((rank + 0.5) * height) / shown.length }));
    for (const [id, place] of places) cy.getElementById(id).position(place);
    for (const [key, each] of edges) {
      const from = places.get("u" + each.unit), to = places.get("t" + each.task);
      if (from && to) cy.getElementById("e" + key).data(between(from, to));
    }
  }

  // At first the whole width, from the top, and never so small that names cannot be read.
  const smallest = 0.62;
  const home = () => {
    const box = cy.elements(":visible").boundingBox();
    if (!box.w) return;
    const zoom = Math.min(1.25, Math.max(smallest, (cy.width() - 40) / box.w));
    cy.zoom(zoom);
    const high = box.h * zoom < cy.height() - 90;
    cy.pan({ x: (cy.width() - (box.x1 + box.x2) * zoom) / 2, y: high ? (cy.height() - (box.y1 + box.y2) * zoom) / 2 : 56 - box.y1 * zoom });
  };
  const whole = () => cy.fit(cy.elements(":visible"), 30);
  const zoomBy = (factor, at) => cy.zoom({ level: cy.zoom() * factor, renderedPosition: at ?? { x: cy.width() / 2, y: cy.height() / 2 } });
  byId("stage").addEventListener("wheel", (event) => {
    event.preventDefault();
    const box = byId("graph").getBoundingClientRect();
    if (event.ctrlKey || event.metaKey) zoomBy(Math.exp(-event.deltaY / 400), { x: event.clientX - box.left, y: event.clientY - box.top });
    else cy.panBy({ x: -event.deltaX, y: -event.deltaY });
  }, { passive: false });

  // ── what is asked for ──
  const search = byId("search"), sectionBox = byId("section"), unitBox = byId("unit"), noticeBox = byId("notice"), wideBox = byId("wide");
  const roleButtons = all(".roles button");
  let chosen = null; // { kind: "unit" | "task" | "edge", … }

  function wanted() {
    return {
      words: search.value.split(/\s+/).map(folded).filter(Boolean),
      section: sectionBox.value, notice: noticeBox?.value ?? "", hide: wideBox.value === "hide",
      roles: new Set(roleButtons.filter((each) => each.getAttribute("aria-pressed") === "true").map((each) => Number(each.dataset.role))),
    };
  }
  // The rows that pass the filters, each with the units that do.
  function passing() {
    const ask = wanted(), everyRole = ask.roles.size === roles.length;
    const found = new Map();
    rows.forEach((row, place) => {
      const task = work[row.t];
      if (ask.section !== "" && task.s !== Number(ask.section)) return;
      if (ask.notice !== "" && headings[task.s].d !== Number(ask.notice)) return;
      if (!ask.words.every((word) => texts[place].includes(word))) return;
      const shares = row.s.filter(([unit, role]) => ask.roles.has(role) && !(ask.hide && isWide(row, unit)));
      if (shares.length || (everyRole && row.s.length === 0)) found.set(place, new Set(shares.map(([unit]) => unit)));
    });
    return found;
  }
  const belongs = (place) => {
    if (!chosen) return true;
    const row = rows[place];
    const hasUnit = chosen.unit === undefined || row.s.some(([unit]) => unit === chosen.unit);
    return hasUnit && (chosen.task === undefined || row.t === chosen.task);
  };

  function apply() {
    const found = passing();
    const dim = wideBox.value === "dim";
    const seen = new Set();
    const drawn = [];
    cy.batch(() => {
      for (const [key, each] of edges) {
        const shown = each.rows.filter(([place]) => found.get(place)?.has(each.unit));
        const edge = cy.getElementById("e" + key);
        edge.toggleClass("gone", shown.length === 0);
        if (!shown.length) continue;
        seen.add("u" + each.unit);
        const role = Math.min(...shown.map(([, role]) => role));
        roles.forEach((each, number) => edge.toggleClass(each.k, number === role));
        drawn.push([edge, role, dim && shown.every(([, , wide]) => wide)]);
      }
      for (const place of found.keys()) seen.add("t" + rows[place].t).add("s" + work[rows[place].t].s);
      cy.nodes().forEach((node) => void node.toggleClass("gone", !seen.has(node.id())));
      // The more lines there are, the fainter each is; who leads stands out.
      const opacity = Math.min(0.5, Math.max(0.1, 4 / Math.sqrt(drawn.filter(([, , wide]) => !wide).length || 1)));
      for (const [edge, role, wide] of drawn) edge.data("opacity", wide ? opacity / 4 : role === 0 ? Math.min(0.8, opacity * 2) : opacity);
      arrange(seen);
      light();
    });
    const shown = list(found);
    describe(found, shown);
  }
  function light() {
    cy.elements().removeClass("near chosen faded");
    if (!chosen) return;
    const centre = chosen.kind === "edge" ? cy.getElementById("e" + chosen.unit + "-" + chosen.task) : cy.getElementById((chosen.kind === "unit" ? "u" : "t") + chosen[chosen.kind]);
    const near = chosen.kind === "edge" ? centre.union(centre.connectedNodes()) : centre.closedNeighborhood().not(".gone");
    cy.elements().not(near).not(".heading").addClass("faded");
    near.addClass("near");
    if (chosen.kind !== "edge") centre.addClass("chosen");
  }
  function list(found) {
    const shown = [];
    articles.forEach((article, place) => {
      const fits = found.has(place) && belongs(place);
      article.hidden = !fits;
      if (!fits) return;
      shown.push(place);
      for (const chip of all(".chip", article)) {
        const unit = Number(chip.dataset.unit);
        chip.classList.toggle("on", unit === chosen?.unit);
        chip.classList.toggle("off", !found.get(place).has(unit));
      }
    });
    for (const box of all("#list .task")) box.hidden = !box.querySelector(".row:not([hidden])");
    byId("none").hidden = shown.length > 0 || rows.length === 0;
    return shown;
  }
  function describe(found, shown) {
    const tasks = new Set(shown.map((place) => rows[place].t));
    const title = byId("chosen-title"), about = byId("chosen-about"), together = byId("together");
    together.replaceChildren();
    about.textContent = say("shown", shown.length, rows.length);
    if (!chosen) title.textContent = data.title;
    else if (chosen.kind === "unit") {
      title.textContent = say("unit", units[chosen.unit].n, shown.length, tasks.size);
      const shares = new Map();
      for (const place of shown) for (const unit of found.get(place)) if (unit !== chosen.unit) shares.set(unit, (shares.get(unit) ?? 0) + 1);
      const most = [...shares].sort(([a, one], [b, other]) => other - one || a - b);
      if (most.length) together.append(words.together);
      for (const [unit, count] of most) together.append(chip(unit, count));
    } else {
      const task = work[chosen.task];
      const members = new Set(shown.flatMap((place) => [...found.get(place)]));
      title.textContent = chosen.kind === "task" ? say("task", task.k, task.n, shown.length, members.size) : say("edge", units[chosen.unit].n, task.k, shown.length);
    }
    unitBox.value = chosen?.unit === undefined ? "" : String(chosen.unit);
  }
  function chip(unit, count) {
    const button = document.createElement("button"), small = document.createElement("small");
    button.type = "button";
    button.className = "chip" + (units[unit].c ? " collective" : "");
    button.dataset.unit = unit;
    small.textContent = count;
    button.append(units[unit].n, small);
    return button;
  }
  function choose(next, { move = false } = {}) {
    chosen = next;
    tip.hidden = true;
    apply();
    byId("list").scrollTop = 0;
    const node = chosen && chosen.kind !== "edge" && cy.getElementById((chosen.kind === "unit" ? "u" : "t") + chosen[chosen.kind]);
    if (move && node && node.visible()) cy.center(node);
  }

  // ── tip ──
  const tip = byId("tip");
  const most = 5;
  function hover(event) {
    const target = event.target;
    if (target === cy || target.data("kind") === "heading") return;
    const kind = target.data("kind"), found = passing();
    const edge = kind === "edge" ? edges.get(target.data("key")) : null;
    const fits = (place) => {
      if (edge) return rows[place].t === edge.task && found.get(place).has(edge.unit);
      return kind === "unit" ? found.get(place).has(target.data("place")) : rows[place].t === target.data("place");
    };
    const places = [...found.keys()].filter(fits);
    const title = document.createElement("b");
    title.textContent = edge ? units[edge.unit].n + " → " + cy.getElementById("t" + edge.task).data("label") : target.data("label");
    const lines = places.slice(0, most).map((place) => {
      const line = document.createElement("p"), id = document.createElement("span"), due = document.createElement("span");
      id.className = "id";
      id.textContent = rows[place].k;
      due.className = "due";
      due.textContent = dueOf(place);
      const text = said(place);
      line.append(id, text.length > 90 ? text.slice(0, 89) + "… " : text + " ", due);
      return line;
    });
    if (places.length > most) {
      const line = document.createElement("p");
      line.className = "more";
      line.textContent = say("more", places.length - most);
      lines.push(line);
    }
    tip.replaceChildren(title, ...lines);
    tip.hidden = false;
    const at = event.renderedPosition, stage = byId("stage");
    tip.style.left = Math.max(8, Math.min(at.x + 16, stage.clientWidth - tip.offsetWidth - 8)) + "px";
    tip.style.top = Math.max(8, Math.min(at.y + 16, stage.clientHeight - tip.offsetHeight - 8)) + "px";
  }
  cy.on("mouseover", "node, edge", hover);
  cy.on("mouseout", "node, edge", () => (tip.hidden = true));
  cy.on("pan zoom", () => (tip.hidden = true));

  // ── clicks ──
  const same = (next) => chosen && chosen.kind === next.kind && chosen.unit === next.unit && chosen.task === next.task;
  cy.on("tap", (event) => {
    const target = event.target;
    if (target === cy) return choose(null);
    const kind = target.data("kind");
    const next = kind === "edge" ? { kind, unit: edges.get(target.data("key")).unit, task: edges.get(target.data("key")).task } : { kind, [kind]: target.data("place") };
    choose(same(next) ? null : next);
  });
  document.addEventListener("click", (event) => {
    const unit = event.target.closest("#panel .chip"), task = event.target.closest("#list h3 button");
    if (unit) choose({ kind: "unit", unit: Number(unit.dataset.unit) }, { move: true });
    if (task) choose({ kind: "task", task: Number(task.dataset.task) }, { move: true });
  });
  for (const button of roleButtons) {
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
      filter();
    });
  }
  const filter = () => { apply(); home(); };
  search.addEventListener("input", filter);
  for (const box of [sectionBox, noticeBox, wideBox]) box?.addEventListener("change", filter);
  unitBox.addEventListener("change", () => choose(unitBox.value === "" ? null : { kind: "unit", unit: Number(unitBox.value) }, { move: true }));
  function reset() {
    search.value = "";
    sectionBox.value = "";
    if (noticeBox) noticeBox.value = noticeBox.dataset.first;
    wideBox.value = "dim";
    for (const button of roleButtons) button.setAttribute("aria-pressed", "true");
    choose(null);
    home();
  }
  byId("reset").addEventListener("click", reset);
  byId("fit").addEventListener("click", whole);
  byId("closer").addEventListener("click", () => zoomBy(1.25));
  byId("farther").addEventListener("click", () => zoomBy(0.8));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      if (document.activeElement === search) search.blur();
      if (chosen) choose(null);
      else reset();
    } else if (event.key === "/" && event.target !== search) {
      search.focus();
      event.preventDefault();
    }
  });
  byId("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    cy.style(style());
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => cy.style(style()));
  addEventListener("resize", () => cy.resize());

  apply();
  home();
})();
