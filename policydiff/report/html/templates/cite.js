// ---------------------------------------------------------------- quoting

const word = (name) => byId("words").content.querySelector(`[data-w="${name}"]`).cloneNode(true).childNodes;
const card = (side) => document.querySelector(`.doc[data-side="${side}"]`).dataset;
const sideOf = (block) => (block.closest(".cell.old") ? "old" : "new");

function wordsOf(block) {
  const paragraph = block.querySelector("p").cloneNode(true);
  for (const extra of all(".go, del.u", paragraph)) extra.remove();
  return paragraph.textContent.trim();
}

function selectedIn(block) {
  const selection = getSelection();
  const inside = selection.rangeCount && block.querySelector("p").contains(selection.getRangeAt(0).commonAncestorContainer);
  return inside ? selection.toString().trim() : "";
}

function citation(block) {
  const head = card(sideOf(block));
  const number = head.number ? `（${head.number}）` : "";
  const warning = head.status === "sample" ? wording("cite_sample") : "";
  const place = block.querySelector(".lab").firstElementChild.textContent;
  return `《${head.title || head.id}》${number}${warning}${place}：“${selectedIn(block) || wordsOf(block)}”`;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {  // not allowed everywhere to a page opened from a file
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  say(wording("copied", { text: text.slice(0, 60) }));
}

byId("digest-copy").addEventListener("click", () => copy(
  [...byId("digest").querySelectorAll(`:scope > [lang="${inEnglish() ? "en" : "zh"}"]`)].map((e) => e.textContent).join("") || byId("digest").textContent,
));

function addButton(label, name, action) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = name;
  button.append(...word(name));
  // On pressing, the selection that is to be quoted would go.
  button.addEventListener("mousedown", (event) => event.preventDefault());
  button.addEventListener("click", action);
  label.append(button);
}

for (const block of all(".rows .blk[data-id]")) {
  const label = block.querySelector(".lab");
  addButton(label, "cite", () => copy(citation(block)));
  addButton(label, "pair", () => openPairing(block));
}

// ---------------------------------------------------------------- overrides: the reader's last word on pairs

const pairDialog = byId("pair-dialog");
const storeKey = `overrides.${all(".hashes code").map((code) => code.textContent.slice(0, 16)).join("-")}`;
let entries = [];
try { entries = JSON.parse(store.get(storeKey) || "[]"); } catch { /* not ours */ }
let pairing = null;

// A heading that both sides share stands once: the old address is a span beside it.
const blocksOf = (side) => all(`.rows .cell.${side} .blk[data-id], .rows .bar ${side === "old" ? "span" : "h3"}[data-id]`);
const wordsAt = (block) => (block.closest(".bar") ? block.closest(".bar").querySelector("h3").textContent.trim() : wordsOf(block));
// A pair of one with one names no links: they are the two addresses.
function linksOf(block) {
  const row = block.closest(".row");
  if (row.dataset.links) return row.dataset.links.split("\n").map((line) => line.split("\t"));
  const [old, fresh] = ["old", "new"].map((side) => row.querySelector(`.cell.${side} .blk[data-id]`));
  return old && fresh ? [[old.dataset.id, fresh.dataset.id]] : [];
}

function option(value, text) {
  const element = document.createElement("option");
  element.value = value;
  element.textContent = text;
  return element;
}

function openPairing(block) {
  const side = sideOf(block);
  pairing = { side, id: block.dataset.id, links: linksOf(block).filter((link) => link[side === "old" ? 0 : 1] === block.dataset.id) };
  const other = side === "old" ? "new" : "old";
  const partners = pairing.links.map((link) => link[side === "old" ? 1 : 0]);
  byId("pair-now").textContent = `${card(side).id} ${pairing.id} ⇄ ${partners.length ? `${card(other).id} ${partners.join("、")}` : "—"}`;
  const choices = blocksOf(other).filter((b) => !partners.includes(b.dataset.id));
  byId("pair-other").replaceChildren(
    option("", wording("pair_none")),
    ...choices.map((b) => option(b.dataset.id, `${b.dataset.id}　${wordsAt(b).slice(0, 30)}`)),
  );
  byId("pair-wrong").checked = false;
  byId("pair-wrong").disabled = partners.length === 0;
  byId("pair-reason").value = "";
  pairDialog.returnValue = "";
  pairDialog.showModal();
}

// Another partner mostly takes the place of the one there is; who wants both takes the tick away.
byId("pair-other").addEventListener("change", () => {
  byId("pair-wrong").checked = byId("pair-other").value !== "" && !byId("pair-wrong").disabled;
});

pairDialog.addEventListener("close", () => {
  const chosen = byId("pair-other").value;
  if (pairDialog.returnValue !== "record" || !(chosen || byId("pair-wrong").checked)) return;
  const reason = byId("pair-reason").value.trim();
  const wrong = byId("pair-wrong").checked ? pairing.links : [];
  const found = wrong.map(([old, fresh]) => ({ action: "unlink", old, new: fresh, reason }));
  if (chosen) {
    const [old, fresh] = pairing.side === "old" ? [pairing.id, chosen] : [chosen, pairing.id];
    found.push({ action: "link", old, new: fresh, reason });
  }
  const key = (entry) => `${entry.old}\t${entry.new}`;
  entries = [...entries.filter((entry) => !found.some((f) => key(f) === key(entry))), ...found];
  showTray();
});

function showTray() {
  store.set(storeKey, JSON.stringify(entries));
  byId("tray").hidden = entries.length === 0;
  byId("tray-count").textContent = entries.length;
  byId("tray-list").replaceChildren(...entries.map((entry) => {
    const line = document.createElement("li");
    line.lang = "zh-CN";
    line.textContent = `${entry.old} ${entry.action === "link" ? "⇄" : "≠"} ${entry.new}${entry.reason ? `（${entry.reason}）` : ""}`;
    return line;
  }));
}

// A TOML basic string: JSON's escapes are the same but for U+007F.
const quoted = (text) => JSON.stringify(text).replace(/\u007f/g, "\\u007F");

function overridesFile() {
  return entries.map((entry) => [
    "[[clause]]",
    ...["action", "old", "new", "reason"].map((name) => `${name} = ${quoted(entry[name])}`),
  ].join("\n")).join("\n\n") + "\n";
}

byId("tray-save").addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([overridesFile()], { type: "application/toml" }));
  link.download = `${root.dataset.file}.toml`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  say(wording("saved", { file: link.download }));
});
byId("tray-clear").addEventListener("click", () => { entries = []; showTray(); });
showTray();

// ---------------------------------------------------------------- arriving by a link

const arrival = location.hash && linked(location.hash);
if (arrival) goTo(arrival);
