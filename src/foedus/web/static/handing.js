// Handing over texts: files can be dropped anywhere on the form; how far the reading is comes by itself.
for (const form of document.querySelectorAll("form.handing")) {
  const files = form.querySelector("input[type=file]");
  let over = 0;
  const lit = (step) => { over = Math.max(over + step, 0); form.classList.toggle("over", over > 0); };
  form.addEventListener("dragenter", () => lit(1));
  form.addEventListener("dragleave", () => lit(-1));
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    if (event.dataTransfer.files.length) {
      files.files = event.dataTransfer.files;
      form.requestSubmit();
    } else {
      form.querySelector("textarea").value = event.dataTransfer.getData("text");
    }
  });
}

async function follow() {
  const shown = document.getElementById("reading");
  if (!shown || shown.dataset.done === "yes") return;
  try {
    const answer = await fetch(location.pathname);
    if (answer.redirected) { location.replace(answer.url); return; }
    const told = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("reading");
    if (told && told.textContent !== shown.textContent) shown.replaceChildren(...told.childNodes);
    if (told) shown.dataset.done = told.dataset.done;
  } catch { /* the server is away for a moment */ }
  setTimeout(follow, 800);
}
follow();
