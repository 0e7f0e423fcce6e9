// ---------------------------------------------------------------- filters

const rows = all(".rows .row");
const changes = rows.filter((row) => row.matches("article:not(.quiet)"));
const filter = { kinds: new Set(), unit: "", targets: false, cosmetic: false };

function matches(row) {
  const kinds = (row.dataset.k || "").split(" ");
  if (filter.cosmetic && kinds[0] === "cosmetic") return false;
  if (filter.kinds.size && !kinds.some((kind) => filter.kinds.has(kind))) return false;
  if (filter.unit && !(row.dataset.u || "").split(" ").includes(filter.unit)) return false;
  return !filter.targets || "t" in row.dataset;
}

function applyFilters() {
  const active = filter.kinds.size > 0 || filter.unit !== "" || filter.targets;
  const level = (row) => (row.matches(".bar") ? +/\bl(\d)/.exec(row.className)[1] : 9);
  const open = [];  // headings above the present row
  for (const row of rows) {
    if (row.matches(".bar")) {
      while (open.length && level(open[open.length - 1]) >= level(row)) open.pop();
      row.hidden = active;
      open.push(row);
    } else {
      row.hidden = !matches(row);
      if (active && !row.hidden) for (const bar of open) bar.hidden = false;
    }
  }
  for (const fold of all(".run")) {
    const shown = all(".row", fold).some((row) => !row.hidden);
    fold.hidden = !shown;
    if (active) fold.open = shown;
    else if (fold.dataset.opened) fold.open = false;
    fold.dataset.opened = active && shown ? "1" : "";
  }
  root.classList.toggle("hide-cosmetic", filter.cosmetic);
  for (const button of all("[data-filter]")) {
    const kind = button.dataset.filter;
    button.setAttribute("aria-pressed", kind ? filter.kinds.has(kind) : filter.kinds.size === 0);
  }
  byId("only-targets").setAttribute("aria-pressed", filter.targets);
  byId("hide-cosmetic").setAttribute("aria-pressed", filter.cosmetic);
  if (byId("unit")) byId("unit").value = filter.unit;
  showPosition();
  if (byId("find").value) search();
}

function showOnly(chosen) {
  Object.assign(filter, { kinds: new Set(), unit: "", targets: false, cosmetic: false }, chosen);
  applyFilters();
}

const clearFilters = () => showOnly({});

for (const button of all("[data-filter]")) {
  button.addEventListener("click", () => {
    const kind = button.dataset.filter;
    if (!kind) filter.kinds.clear();
    else if (!filter.kinds.delete(kind)) filter.kinds.add(kind);
    applyFilters();
  });
}
byId("only-targets").addEventListener("click", () => { filter.targets = !filter.targets; applyFilters(); });
byId("hide-cosmetic").addEventListener("click", () => { filter.cosmetic = !filter.cosmetic; applyFilters(); });
if (byId("unit")) byId("unit").addEventListener("change", (event) => { filter.unit = event.target.value; applyFilters(); });
byId("filters").addEventListener("click", (event) => {
  const open = byId("choices").classList.toggle("open");
  event.currentTarget.setAttribute("aria-expanded", open);
});

// ---------------------------------------------------------------- from change to change

let at = null;
// Without a filter form alone is passed over: titles, dates, punctuation.
const isSubstance = (row) => !/^(formal|cosmetic|renumbered|only_references)$/.test(row.dataset.k);
const steps = () => changes.filter((row) => !row.hidden && (filter.kinds.size > 0 || isSubstance(row)));

function showPosition() {
  const found = steps();
  byId("position").textContent = `${at && !at.hidden ? found.indexOf(at) + 1 : "–"} / ${found.length}`;
}

function visit(row) {
  if (at) at.classList.remove("at");
  at = row;
  goTo(row);
  row.classList.add("at");
  row.tabIndex = -1;
  row.focus({ preventScroll: true });
  showPosition();
}

function step(forward) {
  const found = steps();
  if (!found.length) return;
  const top = tools.offsetHeight;
  const inSight = at && !at.hidden && at.getBoundingClientRect().bottom > top && at.getBoundingClientRect().top < innerHeight;
  let next;
  if (inSight) {
    next = found.indexOf(at) + (forward ? 1 : -1);
  } else {  // from where the reader has scrolled to
    const below = found.findIndex((row) => row.getBoundingClientRect().top > top + 20);
    next = forward ? below : (below < 0 ? found.length : below) - 1;
  }
  visit(found[(next + found.length) % found.length]);
}

byId("next").addEventListener("click", () => step(true));
byId("previous").addEventListener("click", () => step(false));

// ---------------------------------------------------------------- search in both sides

// One character for one, so that offsets stay true: letters in lower case, full-width forms as half-width ones.
const folded = (text) => text.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
  .replace(/[A-Z]/g, (c) => c.toLowerCase());
const marker = typeof Highlight === "function" && window.CSS && CSS.highlights ? CSS.highlights : null;
let texts = null;
let hits = [];
let hit = -1;

// Each place with words: its text, and where in it each text node begins.
function readTexts() {
  return all(".rows .blk > p:not(.remark), .rows .bar h3").map((place) => {
    const nodes = [];
    let text = "";
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest(".go, del.u")) continue;
      nodes.push({ node, from: text.length });
      text += node.data;
    }
    return { place, nodes, text: folded(text), row: place.closest(".row"), old: Boolean(place.closest(".cell.old")) };
  });
}

function rangeOf({ nodes }, from, to) {
  const holding = (offset) => nodes.reduce((best, entry) => (entry.from <= offset ? entry : best), nodes[0]);
  const range = document.createRange();
  const first = holding(from);
  const last = holding(to - 1);
  range.setStart(first.node, from - first.from);
  range.setEnd(last.node, to - last.from);
  return range;
}

function search() {
  const wanted = folded(byId("find").value.trim());
  hits = [];
  hit = -1;
  texts = texts || readTexts();
  for (const entry of wanted ? texts : []) {
    if (entry.row.hidden) continue;
    for (let from = entry.text.indexOf(wanted); from >= 0; from = entry.text.indexOf(wanted, from + wanted.length)) {
      hits.push({ entry, range: rangeOf(entry, from, from + wanted.length) });
    }
  }
  if (marker) {
    marker.set("found", new Highlight(...hits.map((h) => h.range)));
    marker.delete("found-here");
  }
  showHits(wanted);
}

function showHits(wanted) {
  const [oldName, newName] = all(".doc").map((card) => card.dataset.id);
  const old = hits.filter((h) => h.entry.old || h.entry.row.matches(".bar")).length;
  const fresh = hits.filter((h) => !h.entry.old).length;
  const output = byId("hits");
  output.querySelector(".at").textContent = wanted ? `${hit >= 0 ? hit + 1 : "–"}/${hits.length}` : "";
  output.querySelector(".each").textContent = wanted ? `${oldName}: ${old} · ${newName}: ${fresh}` : "";
  byId("hits-old").textContent = wanted ? old : "";
  byId("hits-new").textContent = wanted ? fresh : "";
}

function nextHit(forward) {
  if (!hits.length) return;
  hit = (hit + (forward ? 1 : hit < 0 ? 0 : -1) + hits.length) % hits.length;
  const { entry, range } = hits[hit];
  const seen = reveal(entry.place);
  const box = seen === entry.place ? range.getBoundingClientRect() : seen.getBoundingClientRect();
  scrollBy(0, box.top - tools.offsetHeight - innerHeight / 4);
  if (marker) marker.set("found-here", new Highlight(range));
  else { getSelection().removeAllRanges(); getSelection().addRange(range); }
  showHits(folded(byId("find").value.trim()));
}

function searchFor(word) {
  clearFilters();
  byId("find").value = word;
  search();
  nextHit(true);
}

byId("find").addEventListener("input", search);
byId("find").addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "Enter") {
    event.preventDefault();
    nextHit(!event.shiftKey);
  } else if (event.key === "Escape") {
    event.preventDefault();
    event.target.blur();
  }
});

// ---------------------------------------------------------------- layout, keys, help

const phone = matchMedia("(max-width: 760px)");

// Change the layout, and leave what is read where it is.
function setMerged(merged) {
  const top = tools.getBoundingClientRect().bottom;
  const read = top > 0 ? rows.find((row) => row.getBoundingClientRect().bottom > top) : null;
  const before = read && read.getBoundingClientRect().top;
  root.classList.toggle("merged", merged);
  byId("view").setAttribute("aria-pressed", merged);
  if (read && before < innerHeight && scrollY) scrollBy(0, read.getBoundingClientRect().top - before);
  drawMap();
}
root.classList.toggle("merged", phone.matches);
byId("view").setAttribute("aria-pressed", phone.matches);
phone.addEventListener("change", () => setMerged(phone.matches));
byId("view").addEventListener("click", () => setMerged(!root.classList.contains("merged")));

const help = byId("help-dialog");
const singleKeys = byId("single-keys");
singleKeys.checked = store.get("single-keys") !== "off";
singleKeys.addEventListener("change", () => store.set("single-keys", singleKeys.checked ? "on" : "off"));
byId("help").addEventListener("click", () => help.showModal());

const keys = {
  n: () => step(true),
  p: () => step(false),
  "/": () => {
    if (!byId("find").getClientRects().length) byId("filters").click();  // folded away on a narrow screen
    byId("find").focus();
  },
  v: () => { if (!phone.matches) byId("view").click(); },
  "?": () => help.showModal(),
};
document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || document.querySelector("dialog[open]")) return;
  if (event.key === "F7") {
    event.preventDefault();
    step(!event.shiftKey);
  } else if (singleKeys.checked && keys[event.key] && !event.target.closest("input, select, textarea")) {
    event.preventDefault();
    keys[event.key]();
  }
});

showPosition();
