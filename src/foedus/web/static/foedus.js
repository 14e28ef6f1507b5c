// What every page does.  "/" goes to the search, as in other readers.
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.target.closest("input, textarea, select")) return;
  event.preventDefault();
  document.getElementById("find")?.focus();
});

// Buttons that copy stand only where a script can do it; pictures come as SVG, and a script makes a PNG of one.
function dress(part) {
  for (const button of part.querySelectorAll("button.copy")) {
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const { copy, from } = button.dataset; // an element of the page, or an address
      const text = from ? await (await fetch(from)).text() : document.getElementById(copy).textContent;
      await (await import("./sharing.js")).copyText(button, text);
    });
  }
  for (const button of part.querySelectorAll("button.png")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const [{ savePng }, drawn] = await Promise.all([import("./sharing.js"), fetch(button.dataset.svg)]);
      await savePng(await drawn.text(), button.dataset.name);
    });
  }
}
dress(document);
// A list that follows what is typed brings another foot: how one cites what it shows now.
document.addEventListener("htmx:oobAfterSwap", (event) => dress(event.detail.target ?? document));
