// The island of devices for biometrics (WebAuthn level 3): asks the device what the server asks, puts the answer into the
// form and sends it. Nothing is decided here: the server checks the answer (SIO25-9).

for (const place of document.querySelectorAll("[data-device]")) {
  const asked = JSON.parse(place.dataset.device);
  const [input, button, say] = ["input", "[data-ask]", "[data-say]"].map((part) => place.querySelector(part));
  const word = (name) => {
    say.replaceChildren(place.querySelector(`template[data-word="${name}"]`).content.cloneNode(true));
    say.hidden = false;
    if (name !== "busy") say.focus();
  };
  if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) {
    word("unable");
    continue;
  }
  const ask = () => (asked.create
    ? navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked.create) })
    : navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked.use) }));
  button.hidden = false;
  button.addEventListener("click", async () => {
    button.disabled = true;
    word("busy");
    try {
      const answer = await ask();
      input.value = JSON.stringify({ act: asked.act, answer: answer.toJSON() });
      input.form.requestSubmit();
    } catch (error) {
      word({ NotAllowedError: "refused", AbortError: "refused", InvalidStateError: "known" }[error.name] || "failed");
    } finally {
      button.disabled = false;
    }
  });
}
