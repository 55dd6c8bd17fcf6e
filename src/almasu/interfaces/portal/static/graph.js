// The picture of links made movable, when somebody asks for it: the same nodes at the same places as the drawing of the
// server, which stays for printing and for whoever has no script. Opening is a way to another address, as in the table.

const place = document.querySelector("[data-graph]");
const drawing = place?.querySelector("svg");
const library = document.querySelector("script[data-library]")?.dataset.library;

const colours = () => {
  const style = getComputedStyle(document.documentElement);
  return (name) => style.getPropertyValue(`--${name}`).trim();
};

const look = (colour) => [
  { selector: "node", style: {
    label: "data(said)", "text-wrap": "wrap", "text-valign": "center", "text-halign": "right", "text-margin-x": 6,
    "text-justification": "left", "font-family": "Noto Sans, sans-serif", "font-size": 13, color: colour("ink"),
    "text-background-color": colour("sheet"), "text-background-opacity": 0.9, "text-background-padding": 2,
    width: 16, height: 16, "background-color": colour("sheet"), "border-width": 2, "border-color": colour("life") } },
  { selector: '[shape = "subject"]', style: { width: 26, height: 26, "background-color": colour("gold"),
    "text-valign": "bottom", "text-halign": "center", "text-margin-x": 0, "text-margin-y": 4 } },
  { selector: '[shape = "company"]', style: { shape: "rectangle", "border-color": colour("work") } },
  { selector: '[shape = "group"]', style: { shape: "diamond", width: 20, height: 20,
    "background-color": colour("press"), "border-color": colour("press"), color: colour("link") } },
  { selector: "node:selected", style: { "border-color": colour("gold"), "border-width": 5, "font-weight": 600 } },
  { selector: "edge", style: { width: 1.4, "line-color": colour("edge"), "curve-style": "bezier" } },
  { selector: "edge[ended]", style: { "line-style": "dashed" } },
];

const elements = () => [
  ...Array.from(drawing.querySelectorAll("[data-node]"), (one) => ({
    data: { id: one.dataset.node, said: one.dataset.said, shape: one.dataset.shape,
      way: (one.closest("a")?.getAttribute("href") ?? "").replace("#at-", "#on-"), deed: document.getElementById(one.closest("a")?.getAttribute("aria-describedby") ?? "")?.textContent ?? "" },
    position: { x: Number(one.dataset.x), y: Number(one.dataset.y) },
  })),
  ...Array.from(drawing.querySelectorAll("[data-one]"), (one) => ({
    data: { source: one.dataset.one, target: one.dataset.other, ...(one.classList.contains("ended") ? { ended: 1 } : {}) },
  })),
];

// The node an arrow key leads to: the nearest one in that direction, aside counting double.
const nextTo = (graph, from, key) => {
  const [right, down] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[key];
  const at = from.position();
  let best = null;
  graph.nodes().forEach((node) => {
    const [x, y] = [node.position().x - at.x, node.position().y - at.y];
    const [along, aside] = [x * right + y * down, Math.abs(x * down) + Math.abs(y * right)];
    if (along > 1 && (!best || along + 2 * aside < best.far)) best = { node, far: along + 2 * aside };
  });
  return best?.node;
};

const begin = async () => {
  const { default: cytoscape } = await import(library);
  const canvas = document.createElement("div");
  canvas.className = "canvas";
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", place.dataset.graph);
  place.append(canvas);
  drawing.setAttribute("hidden", "");
  const graph = cytoscape({ container: canvas, elements: elements(), style: look(colours()), layout: { name: "preset" },
    minZoom: 0.2, maxZoom: 3, boxSelectionEnabled: false, userZoomingEnabled: false });
  const told = document.querySelector("[data-told]");

  const whole = () => { graph.fit(undefined, 40); if (graph.zoom() > 1.1) { graph.zoom(1.1); graph.center(); } };
  const zoom = (by) => graph.zoom({ level: graph.zoom() * by, renderedPosition: { x: graph.width() / 2, y: graph.height() / 2 } });
  const choose = (node) => {
    graph.nodes().unselect();
    node.select();
    const said = node.data("said").replaceAll("\n", ", ");
    told.textContent = node.data("deed") ? `${said}: ${node.data("deed")}` : said;
    const box = node.renderedBoundingBox();
    if (box.x1 < 0 || box.y1 < 0 || box.x2 > graph.width() || box.y2 > graph.height()) graph.center(node);
  };
  const open = (node) => { if (node.data("way")) location.assign(node.data("way")); };

  graph.on("tap", "node", (event) => { choose(event.target); open(event.target); });
  canvas.addEventListener("focus", () => { if (graph.nodes(":selected").empty()) choose(graph.getElementById("subject")); });
  canvas.addEventListener("keydown", (event) => {
    const chosen = graph.nodes(":selected")[0] ?? graph.getElementById("subject");
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key.startsWith("Arrow")) choose(nextTo(graph, chosen, event.key) ?? chosen);
    else if (event.key === "Enter") open(chosen);
    else if (event.key === "+" || event.key === "=") zoom(1.25);
    else if (event.key === "-") zoom(0.8);
    else if (event.key === "0") whole();
    else return;
    event.preventDefault();
  });
  const buttons = { in: () => zoom(1.25), out: () => zoom(0.8), all: whole };
  for (const button of document.querySelectorAll("[data-zoom]")) {
    button.hidden = false;
    button.addEventListener("click", buttons[button.dataset.zoom]);
  }
  document.querySelector("[data-keys]").hidden = false;
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => graph.style(look(colours())));

  whole();
  const back = graph.getElementById(location.hash.startsWith("#on-") ? decodeURIComponent(location.hash.slice(4)) : "subject");
  canvas.focus({ preventScroll: true });
  choose(back.nonempty() ? back : graph.getElementById("subject"));
  place.scrollIntoView({ block: "nearest" });
  place.dataset.ready = "yes";
};

const move = document.querySelector("[data-move]");
if (drawing && library && move) {
  const once = () => { move.hidden = true; begin(); };
  move.closest("[data-tools]").hidden = false;
  move.addEventListener("click", once);
  // Who opened a group in the movable picture goes on there.
  if (location.hash.startsWith("#on-")) once();
}
