// The reader: evidence and claims light one another, kinds can be left out, keys walk through the claims.
const claims = [...document.querySelectorAll(".claim")];
const evidence = [...document.querySelectorAll(".evidence")];
const of = (mark) => mark.dataset.of.split(" ");

function light(ids, on) {
  for (const mark of evidence) if (of(mark).some((id) => ids.includes(id))) mark.classList.toggle("lit", on);
  for (const claim of claims) if (ids.includes(claim.id)) claim.classList.toggle("lit", on);
}

function shown(claim) {
  return !claim.hidden;
}

for (const mark of evidence) {
  mark.addEventListener("pointerenter", () => light(of(mark), true));
  mark.addEventListener("pointerleave", () => light(of(mark), false));
  mark.addEventListener("click", () => {
    const claim = claims.find((each) => shown(each) && of(mark).includes(each.id));
    claim?.focus();
  });
}
for (const claim of claims) {
  const show = (on) => light([claim.id], on);
  claim.addEventListener("pointerenter", () => show(true));
  claim.addEventListener("pointerleave", () => show(false));
  claim.addEventListener("focus", () => {
    show(true);
    history.replaceState(null, "", `#${claim.id}`);
    evidence.find((mark) => of(mark).includes(claim.id))?.scrollIntoView({ block: "center" });
  });
  claim.addEventListener("blur", () => show(false));
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const step = { j: 1, k: -1 }[event.key];
  if (!step && event.key !== "n") return;
  const seen = claims.filter(shown);
  const at = seen.indexOf(document.activeElement.closest(".claim"));
  if (!step) { // the next that is still to be judged, from the beginning again after the last
    [...seen.slice(at + 1), ...seen.slice(0, at + 1)].find((claim) => !/\bjudged-/.test(claim.className))?.focus();
    return;
  }
  seen[Math.min(Math.max(at + step, 0), seen.length - 1)]?.focus();
});

for (const box of document.querySelectorAll(".kinds input")) {
  box.addEventListener("change", () => {
    const kinds = new Set([...document.querySelectorAll(".kinds input:checked")].map((each) => each.value));
    for (const claim of claims) claim.hidden = !kinds.has(claim.dataset.kind);
    for (const mark of evidence) {
      mark.classList.toggle("evidence", of(mark).some((id) => kinds.has(document.getElementById(id)?.dataset.kind)));
    }
  });
}

// An address with a claim leads to it; when the page is done, since the browser itself moves the focus until then.
const arrive = () => document.getElementById(decodeURIComponent(location.hash.slice(1)))?.focus();
if (document.readyState === "complete") arrive();
else window.addEventListener("load", () => setTimeout(arrive));
window.addEventListener("hashchange", arrive);
