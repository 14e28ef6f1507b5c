// Saving a picture that a page drew: an SVG that stands alone, or a PNG of it, with a line that says what it shows.
const KEPT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "opacity",
  "font-family", "font-size", "font-weight", "text-anchor", "paint-order", "vector-effect", "display"];
const SVG = "http://www.w3.org/2000/svg";

// The picture with its styles written into it; `defs` are elements elsewhere on the page to which it refers.
export function standalone(svg, { title, source, defs = [] }) {
  const { width, height } = svg.viewBox.baseVal;
  const made = document.createElementNS(SVG, "svg");
  const lines = broken(source, Math.max(30, Math.floor(width / 6.2)));
  const whole = height + 30 + 14 * lines.length + 8;
  made.setAttribute("xmlns", SVG);
  made.setAttribute("viewBox", `0 0 ${width} ${whole}`);
  made.setAttribute("width", width);
  made.setAttribute("height", whole);
  const page = getComputedStyle(document.documentElement);
  const paper = document.createElementNS(SVG, "rect");
  for (const [name, value] of Object.entries({ width, height: whole, fill: page.backgroundColor })) paper.setAttribute(name, value);
  made.append(paper, line(title, 10, 20, 15, page.color, "600"));
  for (const each of defs) made.append(styled(each));
  const picture = styled(svg);
  picture.setAttribute("y", 30);
  picture.setAttribute("width", width);
  picture.setAttribute("height", height);
  made.append(picture);
  lines.forEach((text, at) => made.append(line(text, 10, height + 44 + 14 * at, 11, page.color, "400")));
  return new XMLSerializer().serializeToString(made);
}

function styled(element) {
  const copy = element.cloneNode(true);
  const from = [element, ...element.querySelectorAll("*")];
  const to = [copy, ...copy.querySelectorAll("*")];
  from.forEach((each, at) => {
    const style = getComputedStyle(each);
    for (const name of KEPT) {
      const value = style.getPropertyValue(name);
      if (value && !(name === "fill" && each.getAttribute("fill")?.startsWith("url("))) to[at].setAttribute(name, value);
    }
    to[at].removeAttribute("class");
    to[at].removeAttribute("style");
    to[at].removeAttribute("tabindex");
  });
  return copy;
}

function line(text, x, y, size, fill, weight) {
  const made = document.createElementNS(SVG, "text");
  for (const [name, value] of Object.entries({ x, y, fill, "font-size": size, "font-weight": weight, "font-family": "sans-serif" })) made.setAttribute(name, value);
  made.textContent = text;
  return made;
}

function broken(text, width) {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    if (lines.at(-1) && lines.at(-1).length + word.length + 1 > width) lines.push("");
    lines[lines.length - 1] = `${lines.at(-1)} ${word}`.trim();
  }
  return lines;
}

// Give a file to the person, as a download.
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

export function saveSvg(text, name) {
  save(new Blob([text], { type: "image/svg+xml" }), `${name}.svg`);
}

// At twice the size, so that it can be printed.
export async function savePng(text, name, scale = 2) {
  const image = new Image();
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    await new Promise((done, failed) => { image.onload = done; image.onerror = failed; image.src = address; });
    const canvas = document.createElement("canvas");
    canvas.width = image.width * scale;
    canvas.height = image.height * scale;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/png"));
    save(blob, `${name}.png`);
  } finally {
    URL.revokeObjectURL(address);
  }
}

// A name for a file from a title.
export function fileName(title) {
  return title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 80) || "foedus";
}

// Copies a text, and has the button say so for a while.
export async function copyText(button, text) {
  await navigator.clipboard.writeText(text);
  const said = button.textContent;
  button.textContent = "Copied";
  setTimeout(() => { button.textContent = said; }, 1500);
}
