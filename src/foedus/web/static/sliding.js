// The slider stops at the days on which something changes; each is a link too.
const slider = document.getElementById("day");
if (slider) {
  const stops = [...document.querySelectorAll(".stops a")];
  const told = () => {
    const stop = stops[Number(slider.value)];
    const said = `${stop.textContent}: ${stop.nextElementSibling.textContent}`;
    slider.setAttribute("aria-valuetext", said);
    return said;
  };
  slider.closest("[hidden]").hidden = false;
  told();
  slider.addEventListener("input", () => { document.getElementById("day-shown").textContent = told(); });
  slider.addEventListener("change", () => {
    sessionStorage.setItem("slid", "1");
    location.assign(stops[Number(slider.value)].href);
  });
  // Whoever walks by keys stays at the slider from day to day.
  if (sessionStorage.getItem("slid")) {
    sessionStorage.removeItem("slid");
    slider.focus({ preventScroll: true });
  }
}
