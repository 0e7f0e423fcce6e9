"use strict";
// The page works without this script; with it one can filter, search, fold and switch.
const root = document.documentElement;
const byId = (id) => document.getElementById(id);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
root.classList.add("js");

// A browser may forbid storage to a page opened from a file.
const store = {
  get(key) { try { return localStorage.getItem(`policydiff.${key}`); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(`policydiff.${key}`, value); } catch { /* not kept, then */ } },
};

// ---------------------------------------------------------------- language and light

const inEnglish = () => root.lang === "en";

function setLanguage(lang) {
  root.lang = lang;
  const key = inEnglish() ? "en" : "zh";
  document.title = root.dataset[key];
  for (const element of all("option[data-zh]")) element.textContent = element.dataset[key];
  for (const element of all("input[data-zh]")) element.placeholder = element.dataset[key];
}

// A sentence of the page in its language, its places filled in.
function wording(name, values = {}) {
  const both = byId("words").content.querySelector(`[data-w="${name}"]`);
  const said = both.querySelector(`[lang="${inEnglish() ? "en" : "zh"}"]`) || both;
  return said.textContent.replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

function say(text) {
  byId("toast").textContent = text;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { byId("toast").textContent = ""; }, 4000);
}

setLanguage(root.lang);
byId("lang").addEventListener("click", () => setLanguage(inEnglish() ? "zh-CN" : "en"));

if (store.get("theme")) root.dataset.theme = store.get("theme");
byId("theme").addEventListener("click", () => {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  store.set("theme", root.dataset.theme);
});

// ---------------------------------------------------------------- folds, and links that open them

const folds = all("details.fold");
const narrow = matchMedia("(max-width: 1180px)");
for (const fold of folds) fold.open = false;
if (narrow.matches) document.querySelector(".toc details").open = false;

addEventListener("beforeprint", () => {
  for (const details of all("details:not([open])")) {
    details.open = true;
    details.dataset.shut = "";
  }
});
addEventListener("afterprint", () => {
  for (const details of all("details[data-shut]")) {
    details.open = false;
    delete details.dataset.shut;
  }
});

// Make a place visible: unfold what it is in, lift filters that hide it. Returns what can be scrolled to.
function reveal(place) {
  for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  const row = place.closest(".row");
  if (row && row.hidden) clearFilters();
  return place.getClientRects().length ? place : row || place;
}

function goTo(place) {
  const seen = reveal(place);
  seen.scrollIntoView({ block: "start" });
  return seen;
}

const linked = (hash) => byId(decodeURIComponent(hash.slice(1)));

document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  const place = link && linked(link.getAttribute("href"));
  if (!place) return;
  if (link.dataset.kind) showOnly({ kinds: new Set([link.dataset.kind]) });
  if (link.dataset.unit) showOnly({ unit: link.dataset.unit });
  if (link.dataset.find) {
    event.preventDefault();
    searchFor(link.dataset.find);
  } else if (reveal(place) !== place) {  // the words stand in the part that the one-column view leaves out
    event.preventDefault();
    history.pushState(null, "", link.getAttribute("href"));
    goTo(place);
  }
});
addEventListener("hashchange", () => { const place = linked(location.hash); if (place) goTo(place); });

// ---------------------------------------------------------------- where the reader is

const tools = document.querySelector(".tools");
const rowsBox = document.querySelector(".rows");
const map = document.querySelector(".map");
const tocLinks = all(".toc a").map((link) => ({ link, place: linked(link.getAttribute("href")) })).filter((t) => t.place);

function drawMap() {
  const box = rowsBox.getBoundingClientRect();
  const part = (pixels) => (1000 * pixels) / (box.height || 1);
  const drawn = all("rect[data-to]", map).map((mark) => {
    const place = reachable(linked(mark.dataset.to));
    return { mark, at: place && place.getBoundingClientRect() };
  });
  for (const { mark, at } of drawn) {
    mark.setAttribute("y", at ? part(at.top - box.top) : 0);
    mark.setAttribute("height", at ? Math.max(3, part(at.height)) : 0);
  }
}

const reachable = (row) => (row && row.getClientRects().length ? row : row && row.closest("details:not([open])"));

function drawWhere() {
  const box = rowsBox.getBoundingClientRect();
  const top = tools.getBoundingClientRect().bottom;
  const here = map.querySelector(".here");
  const from = Math.max(0, top - box.top);
  const seen = Math.max(0, Math.min(innerHeight, box.bottom) - Math.max(top, box.top));
  here.setAttribute("y", (1000 * from) / (box.height || 1));
  here.setAttribute("height", (1000 * seen) / (box.height || 1));
  const line = (tools.getBoundingClientRect().top <= 0 ? top : 0) + 40;
  let current = null;
  for (const entry of tocLinks) {
    if (entry.place.getClientRects().length && entry.place.getBoundingClientRect().top <= line) current = entry;
  }
  for (const { link } of tocLinks) link.removeAttribute("aria-current");
  if (current) current.link.setAttribute("aria-current", "true");
}

map.addEventListener("click", (event) => {
  const box = map.getBoundingClientRect();
  const at = (1000 * (event.clientY - box.top)) / box.height;
  const near = all("rect[data-to]", map)
    .map((mark) => ({ mark, far: at - Math.min(Math.max(at, +mark.getAttribute("y")), +mark.getAttribute("y") + +mark.getAttribute("height")) }))
    .sort((a, b) => Math.abs(a.far) - Math.abs(b.far))[0];
  if (near && Math.abs(near.far) < 15) visit(linked(near.mark.dataset.to));
  else scrollTo(0, rowsBox.getBoundingClientRect().top + scrollY + (at / 1000) * rowsBox.offsetHeight - innerHeight / 2);
});

let waiting = false;
function soon() {
  if (waiting) return;
  waiting = true;
  requestAnimationFrame(() => { waiting = false; drawWhere(); });
}
addEventListener("scroll", soon, { passive: true });
new ResizeObserver(() => {
  root.style.setProperty("--tools", `${tools.getBoundingClientRect().height}px`);
  drawMap();
  soon();
}).observe(rowsBox);
