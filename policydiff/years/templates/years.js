"use strict";
// The page works without this script; with it one can switch language and light.
const root = document.documentElement;
root.classList.add("js");
const store = {
  get(key) { try { return localStorage.getItem(`policydiff.${key}`); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(`policydiff.${key}`, value); } catch { /* not kept, then */ } },
};
function setLanguage(lang) {
  root.lang = lang;
  document.title = root.dataset[lang === "en" ? "en" : "zh"];
  for (const element of document.querySelectorAll("input[data-zh]")) {
    element.placeholder = element.dataset[lang === "en" ? "en" : "zh"];
  }
}
setLanguage(root.lang);
document.getElementById("lang").addEventListener("click", () => setLanguage(root.lang === "en" ? "zh-CN" : "en"));
if (store.get("theme")) root.dataset.theme = store.get("theme");
document.getElementById("theme").addEventListener("click", () => {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  store.set("theme", root.dataset.theme);
});
