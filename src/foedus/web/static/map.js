// Draws the map: which place is marked how comes from the server; this chooses a projection, and lights rows and shapes.
import { copyText, fileName, savePng, saveSvg, standalone } from "./sharing.js";

const { d3, topojson } = globalThis;
const SMALLEST_NAME = 26; // pixels that a place has to be wide to be named on a map of the world

const answered = async (address) => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
};

async function begin(place) {
  const [told, topology] = await Promise.all([answered(place.dataset.address), answered(place.dataset.shapes)]);
  const countries = topojson.feature(topology, topology.objects.countries).features;
  const box = place.dataset.fitted ? around(told, countries) : place.dataset.box?.split(" ").map(Number);
  const drawn = draw(place, told, countries, box);
  light(drawn);
  controls(drawn, told);
}

// As much of the world as shows whom it is about with what lies around them; the whole where that is much of it.
function around(told, countries) {
  const key = ({ properties }) => properties.key ?? told.shapes[properties.a3] ?? properties.a3;
  const shapes = [...countries, ...told.outlines.features].filter((shape) => ["focus", "foe"].includes(told.states[key(shape)]));
  const reach = shapes.map((shape) => ({ about: told.states[key(shape)] === "focus", ring: mainland(shape) }))
    .filter(({ about, ring }) => about || d3.max(ring, ([x]) => x) - d3.min(ring, ([x]) => x) < 40); // a large attacker is cut
  if (!reach.some(({ about }) => about)) return undefined;
  const points = reach.flatMap(({ ring }) => ring);
  const sides = (at, least) => {
    const [low, high] = d3.extent(points, (point) => point[at]);
    return [Math.min(low - 3, (low + high - least) / 2), Math.max(high + 3, (low + high + least) / 2)];
  };
  const [west, east] = sides(0, 36);
  const [south, north] = sides(1, 15);
  return east - west > 100 ? undefined : [west, Math.max(south, -80), east, Math.min(north, 84)];
}

// The outer ring of a shape's largest part.
const mainland = ({ geometry: { type, coordinates } }) => d3.greatest(
  (type === "Polygon" ? [coordinates] : coordinates).map(([outer]) => outer), (ring) => Math.abs(d3.polygonArea(ring)));

// Parts of the world by a conformal projection fitted to their corners, the whole world by one made for it.
function projected(box, WIDTH) {
  if (!box) {
    const projection = d3.geoNaturalEarth1().fitWidth(WIDTH, { type: "Sphere" });
    const height = Math.ceil(d3.geoPath(projection).bounds({ type: "Sphere" })[1][1]);
    return { projection, height };
  }
  const [west, south, east, north] = box;
  const edge = d3.range(0, 1.01, 0.1).flatMap((t) => [
    [west + (east - west) * t, south], [west + (east - west) * t, north],
    [west, south + (north - south) * t], [east, south + (north - south) * t],
  ]);
  const projection = d3.geoAzimuthalEqualArea().rotate([-(west + east) / 2, -(south + north) / 2]).fitWidth(WIDTH, { type: "MultiPoint", coordinates: edge });
  const height = Math.ceil(d3.geoPath(projection).bounds({ type: "MultiPoint", coordinates: edge })[1][1]);
  projection.clipExtent([[0, 0], [WIDTH, height]]);
  return { projection, height };
}

function draw(place, told, countries, box) {
  const WIDTH = Math.max(340, Math.round(place.clientWidth));
  const { projection, height } = projected(box, WIDTH);
  const path = d3.geoPath(projection);
  const middles = new Map([...countries, ...told.outlines.features].map((shape) => [shape, middle(path, shape)])); // of what is in the frame
  if (box) projection.clipExtent([[-WIDTH, -height], [2 * WIDTH, 2 * height]]);
  const symbols = new Map(told.legend.map((each) => [each.state, each.symbol]));
  const rows = new Map(told.rows.map((each) => [each.key, each]));
  const standing = new Map(told.contested.map((each) => [each.key, each]));
  const keyOf = (code) => told.shapes[code] ?? code;
  const stateOf = (key) => told.states[key] ?? told.states[told.lies_in[key]];
  const words = (key, name) => {
    const row = rows.get(key) ?? rows.get(told.lies_in[key]);
    const held = standing.get(key);
    return [name, row ? `${row.means} (${row.words})` : "nothing known", held && `counts as: ${held.means}`].filter(Boolean).join(": ");
  };
  const svg = d3.select(place).append("svg").attr("viewBox", `0 0 ${WIDTH} ${height}`).attr("role", "group")
    .attr("tabindex", 0).attr("aria-label", `${told.title}. Arrow keys move the map, plus and minus zoom. What stands below says the same.`);
  const clips = svg.append("defs");
  clips.append("clipPath").attr("id", `${place.id}-frame`).append("rect").attr("width", WIDTH).attr("height", height);
  const moved = svg.append("g").attr("clip-path", `url(#${place.id}-frame)`).append("g");
  if (box) moved.append("rect").attr("class", "sea").attr("width", WIDTH).attr("height", height);
  else moved.append("path").attr("class", "sea").attr("d", path({ type: "Sphere" }));
  const marked = (selection) => selection.each(function each(it) {
    const shape = d3.select(this).attr("data-key", it.key);
    const state = stateOf(it.key);
    if (state) shape.attr("fill", `url(#p-${state})`).attr("data-state", state).attr("role", "img").attr("aria-label", words(it.key, it.name));
    shape.append("title").text(words(it.key, it.name));
  });
  const lands = countries.map((shape) => ({ shape, code: shape.properties.a3, key: keyOf(shape.properties.a3), name: standing.get(keyOf(shape.properties.a3))?.name ?? rows.get(shape.properties.a3)?.place ?? shape.properties.name }));
  const theirs = new Set(told.outlines.features.filter((each) => !each.properties.schematic).map((each) => each.properties.key));
  marked(moved.append("g").selectAll("path").data(lands.filter((it) => !theirs.has(it.key) && path(it.shape))).join("path").attr("class", (it) => `place is-${stateOf(it.key) ?? "none"}`).attr("d", (it) => path(it.shape)));
  // A sketch is cut to the countries on which it lies, so that coasts and frontiers are theirs.
  const sketches = told.outlines.features.map((shape, at) => ({ shape, at, ...shape.properties, key: shape.properties.key ?? `outline-${at}` })).filter((it) => path(it.shape));
  for (const it of sketches.filter((each) => each.over.length)) {
    clips.append("clipPath").attr("id", `${place.id}-over-${it.at}`).selectAll("path").data(lands.filter((land) => it.over.includes(land.code))).join("path").attr("d", (land) => path(land.shape));
  }
  const outlined = moved.append("g").selectAll("g").data(sketches).join("g").attr("clip-path", (it) => (it.over.length ? `url(#${place.id}-over-${it.at})` : null));
  marked(outlined.append("path").attr("class", (it) => `place is-${stateOf(it.key) ?? "none"}`).attr("d", (it) => path(it.shape)));
  outlined.filter((it) => it.schematic).append("path").attr("class", "sketch").attr("fill", "url(#p-sketch)").attr("d", (it) => path(it.shape));
  outlined.append("path").attr("class", (it) => `border is-${standing.get(it.key)?.kind ?? "contested"}`).attr("d", (it) => path(it.shape));
  moved.append("g").selectAll("path").data(lands.filter((it) => standing.has(it.key) && !theirs.has(it.key) && path(it.shape))).join("path")
    .attr("class", (it) => `border is-${standing.get(it.key).kind}`).attr("d", (it) => path(it.shape));
  const names = moved.append("g").attr("class", "names").attr("aria-hidden", "true");
  const named = [...sketches, ...lands].filter((it) => rows.has(it.key) || standing.has(it.key)).map((it) => ({
    text: `${symbols.get(stateOf(it.key)) ?? ""} ${it.name}`.trim(), middle: middles.get(it.shape), first: { focus: 2, foe: 1 }[stateOf(it.key)] ?? 0, wide: path.bounds(it.shape)[1][0] - path.bounds(it.shape)[0][0],
  })).filter((it) => it.middle);
  const name = (scale) => written(names, named, scale, box ? 10 : SMALLEST_NAME);
  name(1);
  const zoom = d3.zoom().scaleExtent([1, 24]).translateExtent([[0, 0], [WIDTH, height]])
    .filter((event) => !event.button && (event.type !== "wheel" || event.ctrlKey) && (!event.touches || event.touches.length > 1))
    .on("zoom", (event) => { moved.attr("transform", event.transform); })
    .on("end", (event) => name(event.transform.k));
  svg.call(zoom);
  place.dataset.drawn = "yes";
  return { place, svg, zoom };
}

// Of a country of many parts its largest: the middle of France is not in the Atlantic.
function middle(path, shape) {
  const { type, coordinates } = shape.geometry;
  if (type !== "MultiPolygon") return finite(path.centroid(shape));
  const parts = coordinates.map((each) => ({ type: "Polygon", coordinates: each }));
  return finite(path.centroid(d3.greatest(parts, (part) => path.area(part))));
}

const finite = (point) => (point.every(Number.isFinite) ? point : null);

// Names where there is room for them, whom the map is about and then the widest places first; at any zoom of one size.
function written(names, named, scale, smallest) {
  const size = (parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.75) / scale;
  const taken = [];
  const free = d3.sort(named, (it) => -1e6 * it.first - it.wide).filter((it) => {
    if (!it.first && it.wide * scale < smallest) return false;
    const half = (it.text.length * size * 0.62) / 2;
    const [x, y] = it.middle;
    const here = [x - half, y - size, x + half, y + size * 0.4];
    if (taken.some((other) => here[0] < other[2] && here[2] > other[0] && here[1] < other[3] && here[3] > other[1])) return false;
    taken.push(here);
    return true;
  });
  names.selectAll("text").data(free).join("text").attr("font-size", size).attr("x", (it) => it.middle[0]).attr("y", (it) => it.middle[1]).text((it) => it.text);
  names.selectAll("text").style("stroke-width", `${3 / scale}px`);
}

// Rows light shapes, shapes light rows; a click on a shape leads to its row.
function light({ place, svg }) {
  const within = place.closest(".answer") ?? document; // beside one another two answers light their own
  const shapes = (key) => svg.selectAll(`[data-key="${CSS.escape(key)}"]`);
  for (const row of within.querySelectorAll("tr[data-key], li[data-key]")) {
    const show = (on) => { shapes(row.dataset.key).classed("lit", on); row.classList.toggle("lit", on); };
    row.addEventListener("pointerenter", () => show(true));
    row.addEventListener("pointerleave", () => show(row.contains(document.activeElement)));
    row.addEventListener("focusin", () => show(true));
    row.addEventListener("focusout", () => show(false));
  }
  svg.selectAll("path[data-key]").each(function each() {
    const rows = within.querySelectorAll(`tr[data-key="${CSS.escape(this.dataset.key)}"], li[data-key="${CSS.escape(this.dataset.key)}"]`);
    if (!rows.length) return;
    const show = (on) => { for (const each of [this, ...rows]) each.classList.toggle("lit", on); };
    this.addEventListener("pointerenter", () => show(true));
    this.addEventListener("pointerleave", () => show(false));
    this.addEventListener("click", () => rows[0].querySelector("a, summary").focus());
  });
}

function controls({ place, svg, zoom }, told) {
  const bar = place.closest(".map").querySelector(".controls");
  bar.hidden = false;
  const by = { in: () => svg.call(zoom.scaleBy, 1.6), out: () => svg.call(zoom.scaleBy, 1 / 1.6), all: () => svg.call(zoom.transform, d3.zoomIdentity) };
  const legend = told.legend.map((each) => `${each.symbol} ${each.means}`).join(", ");
  const address = document.querySelector(".cite a")?.href ?? location.href; // the one that stays
  const picture = () => standalone(svg.node(), { title: told.title, source: `${legend}; hatched: schematic. ${told.source} ${address}`, defs: [document.querySelector("#patterns defs")] });
  const file = fileName(`${told.title} ${told.on}`);
  bar.querySelector("[data-copy]").hidden = !navigator.clipboard; // a page that came unencrypted from elsewhere has none
  bar.addEventListener("click", (event) => {
    const { zoom: step, save, copy } = event.target.dataset;
    if (step) by[step]();
    if (copy) copyText(event.target, JSON.stringify(told, null, 2));
    if (save === "svg") saveSvg(picture(), file);
    if (save === "png") savePng(picture(), file);
  });
  const moves = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
  svg.node().addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const scale = d3.zoomTransform(svg.node()).k;
    if (event.key === "+" || event.key === "=") by.in();
    else if (event.key === "-") by.out();
    else if (event.key === "0") by.all();
    else if (moves[event.key] && scale > 1) svg.call(zoom.translateBy, ...moves[event.key].map((step) => step / scale));
    else return;
    event.preventDefault();
  });
}

for (const place of document.querySelectorAll(".map .drawing")) {
  begin(place).catch((error) => {
    place.textContent = `The map could not be drawn (${error.message}); what stands below says the same.`;
  });
}
