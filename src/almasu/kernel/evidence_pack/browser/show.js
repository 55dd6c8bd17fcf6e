// The page of a pack: shows and checks the pack that it holds, in three languages.

const inside = packIn(document.getElementById("pack").textContent);
subject = ofPack(inside);

function speak(chosen) {
  language = chosen;
  document.documentElement.lang = chosen;
  for (const element of document.querySelectorAll("[data-says]")) {
    element.textContent = UI.labels[element.dataset.says][language];
  }
  document.title = UI.labels.title[language];
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === language));
  }
  judge();
  facts();
}

for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => speak(button.dataset.language));
}
document.getElementById("judge").addEventListener("click", judge);
document.getElementById("save").addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([inside], { type: "application/json" }));
  link.download = "almasu-evidence.json";
  link.click();
  URL.revokeObjectURL(link.href);
});
globalThis.almasuEvidence = Object.freeze({ verify, verdictOf, streebog512, sha256, sha512, sha1, hex, utf8 });
const preferred = (navigator.language ?? "").slice(0, 2);
speak(["kk", "ru", "en"].includes(preferred) ? preferred : "kk");
