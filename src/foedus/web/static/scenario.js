// Scenarios: empty fields stay out of the address, the picture can be walked in.
document.getElementById("ask")?.addEventListener("formdata", ({ formData }) => {
  for (const name of new Set(formData.keys())) {
    const said = formData.getAll(name).filter((value) => value.trim());
    formData.delete(name);
    for (const value of said) formData.append(name, value);
  }
  for (const [name, usual] of [["retaliation", "none"], ["basis", "text"]]) {
    if (formData.get(name) === usual) formData.delete(name);
  }
});

// An address of one obligation opens its reasons.
const open = () => {
  const found = document.getElementById(location.hash.slice(1));
  const reasons = found?.querySelector("details");
  if (!reasons) return;
  reasons.open = true;
  reasons.querySelector("summary").focus();
};
window.addEventListener("hashchange", open);
if (location.hash) open();

const LEAST = 0.7; // of the size at which letters are as large as those of the page

function look() {
  const of = getComputedStyle(document.documentElement);
  const colour = (name) => of.getPropertyValue(name).trim();
  const font = { "font-family": "DejaVu Sans, Verdana, Arial, sans-serif", "font-size": 12, color: colour("--ink") };
  return [
    { selector: "node", style: {
      ...font, shape: "round-rectangle", width: "data(width)", height: "data(height)", label: "data(text)",
      "text-wrap": "wrap", "text-max-width": 400, "text-valign": "center", "text-justification": "left",
      "background-color": colour("--raised"), "border-width": 1, "border-color": colour("--ink"), "line-height": 1.25,
    } },
    { selector: "node[kind = 'act']", style: { "background-color": colour("--line") } },
    { selector: "node[?disputed]", style: { "border-style": "dashed", "border-width": 2 } },
    { selector: "node:active, node:selected", style: { "border-color": colour("--focus"), "border-width": 3 } },
    { selector: "edge", style: {
      ...font, "font-size": 11, width: 1, "line-color": colour("--soft"), "target-arrow-color": colour("--soft"),
      "target-arrow-shape": "triangle", "curve-style": "taxi", "taxi-direction": "rightward",
      "source-endpoint": "50% 0", "target-endpoint": "-50% 0", "taxi-turn": 24,
      "target-label": "data(label)", "target-text-offset": "data(offset)", "target-text-margin-y": -8,
    } },
  ];
}

function graph(place, drawing) {
  const wide = (label) => label.length * 3.3 + 16;
  place.hidden = false;
  const made = cytoscape({
    container: place,
    elements: {
      nodes: drawing.nodes.map(({ x, y, ...data }) => ({ data, position: { x, y } })),
      edges: drawing.edges.map(({ from, to, label }) => ({ data: { source: from, target: to, label, offset: wide(label) } })),
    },
    layout: { name: "preset", padding: 14 },
    style: look(),
    autoungrabify: true,
    userZoomingEnabled: false,
    maxZoom: 3,
    minZoom: 0.1,
  });
  const drawn = made.elements().boundingBox();
  place.style.height = `${Math.min(Math.max(drawn.h * Math.min(1, place.clientWidth / drawn.w) + 40, 140), window.innerHeight * 0.75)}px`;
  made.resize();
  made.fit(undefined, 14);
  const letters = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  if (made.zoom() > letters) { made.zoom(letters); made.center(); }
  if (made.zoom() < LEAST) { // no letters could be read: it begins at what is given, and can be dragged
    place.style.height = `${Math.min(drawn.h * LEAST + 40, window.innerHeight * 0.75)}px`;
    made.resize();
    made.zoom(LEAST);
    made.pan({ x: 14 - drawn.x1 * LEAST, y: (place.clientHeight - (drawn.y1 + drawn.y2) * LEAST) / 2 });
  }
  made.on("tap", "node", ({ target }) => {
    const number = target.id().match(/^duty-(\d+)$/)?.[1];
    if (number) {
      location.hash = `${place.dataset.leads}-${number}`;
      open();
    }
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => made.style(look()));
  place.closest("figure").querySelector("img").hidden = true;
  place.setAttribute("aria-hidden", "true"); // the sentences say the same, and a canvas says nothing
  buttons(place, made);
}

function buttons(place, made) {
  const row = document.createElement("p");
  row.className = "zoom";
  const middle = () => ({ x: place.clientWidth / 2, y: place.clientHeight / 2 });
  const does = {
    Larger: () => made.zoom({ level: made.zoom() * 1.3, renderedPosition: middle() }),
    Smaller: () => made.zoom({ level: made.zoom() / 1.3, renderedPosition: middle() }),
    "All of it": () => made.fit(undefined, 14),
  };
  for (const [said, act] of Object.entries(does)) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = said;
    button.addEventListener("click", act);
    row.append(button);
  }
  place.after(row);
}

for (const place of document.querySelectorAll(".graph")) {
  const drawing = JSON.parse(document.getElementById(place.dataset.of).textContent);
  if (drawing.nodes.length < 2) continue;
  if (window.cytoscape) graph(place, drawing);
  else window.addEventListener("load", () => { if (window.cytoscape) graph(place, drawing); });
}
