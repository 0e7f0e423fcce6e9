// Looks for words as they are, in whole texts: no words are cut, so no hit is lost, and the count is exact.
const texts = [];
let loading = null;
let found = [];
let shown = 0;
const PAGE = 50;
const AROUND = 40;

window.policydiffText = (text) => { texts.push(text); };

// Classic scripts, one a year: a page that was opened from a file may not fetch.
function load() {
  loading ??= Promise.all([...document.querySelectorAll("#shards [data-src]")].map((shard, at) => new Promise((done) => {
    const script = document.createElement("script");
    script.src = shard.dataset.src;
    script.onload = script.onerror = () => done(at);
    document.head.append(script);
  }))).then(() => {
    const order = [...document.querySelectorAll("#shards [data-src]")].map((shard) => shard.textContent);
    texts.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  });
  return loading;
}

function places(text, words) {
  const all = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) all.push(at);
  return all;
}

function clauseAt(clauses, at) {
  let low = 0;
  let high = clauses.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (clauses[middle][0] <= at) low = middle; else high = middle;
  }
  return clauses[low];
}

// Offsets in the data count characters; a script counts UTF-16 units, and they part where a rare character stands.
function characters(text) {
  return /[\ud800-\udfff]/.test(text) ? (at) => [...text.slice(0, at)].length : (at) => at;
}

function line(text, words, at) {
  const start = Math.max(text.text.lastIndexOf("\n", at) + 1, at - AROUND);
  const stop = text.text.indexOf("\n", at + words.length);
  const end = Math.min(stop < 0 ? text.text.length : stop, at + words.length + AROUND);
  const item = document.createElement("li");
  const clause = clauseAt(text.clauses, text.counted(at));
  const where = document.createElement(text.report ? "a" : "span");
  where.className = "where";
  where.textContent = clause ? clause[1] : "";
  if (text.report && clause) where.href = `${encodeURIComponent(text.report)}#${clause[2]}`;
  const mark = document.createElement("mark");
  mark.textContent = words;
  const body = document.createElement("span");
  body.lang = "zh-CN";
  body.append(text.text.slice(start, at), mark, text.text.slice(at + words.length, end));
  item.append(where, " ", body);
  return item;
}

function show() {
  const hits = document.getElementById("hits");
  const until = Math.min(found.length, shown + PAGE);
  for (; shown < until; shown += 1) {
    const { text, words, at } = found[shown];
    let list = hits.querySelector("ul:last-of-type");
    if (!list || list.dataset.id !== text.id) {
      const heading = document.createElement("h3");
      const name = document.createElement("bdi");
      name.lang = "zh-CN";
      name.textContent = `${text.id} ${text.title}`.trim();
      const count = document.createElement("small");
      count.textContent = String(text.count);
      heading.append(name, " ", count);
      list = document.createElement("ul");
      list.dataset.id = text.id;
      hits.append(heading, list);
    }
    list.append(line(text, words, at));
  }
  document.getElementById("more").hidden = shown >= found.length;
}

async function find(words) {
  const status = document.getElementById("count");
  document.getElementById("hits").replaceChildren();
  document.getElementById("more").hidden = true;
  found = [];
  shown = 0;
  if (!words) { status.textContent = ""; return; }
  await load();
  let years = 0;
  for (const text of texts) {
    const all = places(text.text, words);
    text.count = all.length;
    text.counted ??= characters(text.text);
    if (all.length) years += 1;
    for (const at of all) found.push({ text, words, at });
  }
  const counts = { places: found.length, years, all: texts.length };
  status.textContent = status.dataset[root.lang === "en" ? "en" : "zh"].replace(/\{(\w+)\}/g, (_, key) => counts[key]);
  status.dataset.count = String(found.length);
  show();
}

const query = document.getElementById("q");
document.getElementById("find").addEventListener("submit", (event) => {
  event.preventDefault();
  location.hash = query.value ? `q=${encodeURIComponent(query.value)}` : "";
});
function follow() {
  const asked = new URLSearchParams(location.hash.slice(1)).get("q") ?? "";
  query.value = asked;
  find(asked);
}
addEventListener("hashchange", follow);
document.getElementById("more").addEventListener("click", show);
follow();
