"use strict";

const named = (id) => document.getElementById(id);
const texts = ["title", "asks", "origin", "purpose", "contentTitle", "keyTitle", "noKeys", "pinTitle", "sign", "cancel", "trouble"];
let shown = null;

function show(question) {
  named("question").hidden = question === null;
  named("nothing").hidden = question !== null;
  if (question === null || question.id === shown) {
    shown = question === null ? null : shown;
    return;
  }
  shown = question.id;
  document.documentElement.lang = question.language;
  for (const name of texts) {
    named(name).textContent = question[name];
  }
  named("contents").replaceChildren(...question.contents.map((one) => content(one, question.fingerprintTitle)));
  named("key").replaceChildren(...question.keys.map((one) => new Option(one.title, one.label)));
  const none = question.keys.length === 0;
  named("noKeys").hidden = !none;
  named("sign").disabled = none;
  named("pin").value = "";
  named("pin").focus();
}

function content(one, title) {
  const box = document.createElement("div");
  const text = document.createElement("p");
  const fingerprint = document.createElement("p");
  box.className = "content";
  text.textContent = one.text;
  fingerprint.className = "fingerprint";
  fingerprint.textContent = `${title}: ${one.sha256}`;
  box.append(text, fingerprint);
  return box;
}

async function decide(fields) {
  const id = shown;
  await fetch("/decide", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ id, ...fields }),
  });
  shown = null;
  await look(0);
}

async function look(patience) {
  const answer = await fetch(`/pending?wait=${patience}`);
  const questions = await answer.json();
  show(questions.length > 0 ? questions[0] : null);
  return questions.length > 0;
}

async function follow() {
  for (;;) {
    try {
      const busy = await look(20);
      if (busy) {
        await new Promise((resolve) => setTimeout(resolve, 1000));
      }
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 2000));
    }
  }
}

named("question").addEventListener("submit", (event) => {
  event.preventDefault();
  decide({ label: named("key").value, pin: named("pin").value });
});
named("cancel").addEventListener("click", () => decide({ cancel: true }));
follow();
