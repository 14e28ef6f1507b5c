// Judging by keys: the forms of the page are sent, and the claim is shown anew as the ledger then has it.
const told = document.getElementById("review-told");
const focused = () => document.activeElement?.closest(".claim");
const say = (words) => { told.textContent = ""; requestAnimationFrame(() => { told.textContent = words; }); };

async function send(claim, form, verdict) {
  const given = new FormData(form);
  if (verdict) given.set("verdict", verdict);
  given.set("fragment", "yes");
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(given) });
  const made = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("li.claim");
  if (!made) { say("That did not work. Load the page again."); return false; }
  const lit = claim.classList.contains("lit");
  claim.replaceChildren(...made.childNodes);
  claim.className = made.className;
  claim.classList.toggle("lit", lit);
  claim.focus({ preventScroll: true });
  const by = given.get("by");
  for (const field of document.querySelectorAll("input[name=by]")) if (!field.value) field.value = by;
  const judged = document.querySelectorAll(".claim[class*=judged-]").length;
  document.getElementById("judged-so-far").textContent = `${judged} judged`;
  say(claim.querySelector("[role=alert], .told")?.textContent ?? "No judgement stands on it.");
  return answer.ok;
}

function judge(claim, verdict) {
  const details = claim.querySelector("details.judge");
  const form = details?.querySelector("form");
  if (!form) return;
  if (verdict === "withdraw" && !form.elements.seen.value) { say("Nobody's verdict stands on it."); return; }
  if (!form.elements.by.value.trim()) {
    details.open = true;
    form.elements.by.focus();
    say("Give your name first: a judgement is signed.");
    return;
  }
  send(claim, form, verdict);
}

async function correct(claim) {
  const answer = await fetch(`/claims/${claim.id}`);
  const made = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("correct");
  if (!made) return;
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-labelledby", "correct-title");
  const leave = document.createElement("button");
  leave.type = "button";
  leave.textContent = "Leave it";
  leave.addEventListener("click", () => dialog.close());
  made.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    dialog.close();
    await send(claim, event.target);
  });
  made.querySelector("form > p:last-child").append(" ", leave);
  dialog.append(made);
  dialog.addEventListener("close", () => { dialog.remove(); claim.focus({ preventScroll: true }); });
  document.body.append(dialog);
  dialog.showModal();
  const name = dialog.querySelector("input[name=by]");
  (name.value ? dialog.querySelector("select") : name).focus();
}

document.addEventListener("submit", (event) => {
  const claim = event.target.closest(".claim");
  if (!claim) return;
  event.preventDefault();
  send(claim, event.target, event.submitter?.value);
});

const verdicts = { a: "accept", r: "reject", u: "withdraw" };
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog")) return;
  if (event.key === "?") {
    const keys = document.querySelector(".keys");
    keys.open = !keys.open;
    keys.querySelector("summary").focus();
    return;
  }
  const claim = focused();
  if (!claim) return;
  if ("arucm".includes(event.key)) event.preventDefault(); // else the letter would be typed into a field that it leads to
  if (verdicts[event.key]) judge(claim, verdicts[event.key]);
  else if (event.key === "c") correct(claim);
  else if (event.key === "m") {
    const details = claim.querySelector("details.judge");
    details.open = true;
    details.querySelector("input[name=reason]").focus();
  }
});
