// Replaces the answer in place when a filter is ticked. Without this file everything works by links and a button.
const form = document.getElementById("search");
const parts = () => document.querySelectorAll("[data-live]");

function addressOf(form) {
  const filled = [...new FormData(form)].filter(([name, value]) => value && !(name === "match" && value === "all"));
  const query = new URLSearchParams(filled).toString();
  return form.getAttribute("action") + (query && "?" + query);
}

async function show(address) {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const filters = fresh.getElementById("filters");
  if (!answer.ok || !filters) return location.assign(address);
  const focused = document.activeElement;
  const { name, value } = focused;
  for (const part of parts()) {
    const other = fresh.querySelector(`[data-live="${part.dataset.live}"]`);
    if (!other) return location.assign(address);
    if (part.innerHTML !== other.innerHTML) part.replaceChildren(...other.childNodes);
  }
  document.title = fresh.title;
  if (!focused.isConnected) {
    const twin = [...document.getElementsByName(name)].find((field) => field.value === value);
    (twin || document.getElementById("results") || document.body).focus({ preventScroll: true });
  }
}

if (form && document.getElementById("filters")) {
  document.documentElement.classList.add("lively");
  const here = () => location.pathname + location.search;
  let shown = here();
  document.addEventListener("change", async (event) => {
    if (event.target.form !== form || !event.target.matches("[type=checkbox], [type=radio]")) return;
    const address = addressOf(form);
    history.pushState(null, "", address);
    shown = here();
    await show(address);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    location.assign(addressOf(form));
  });
  // A step to an anchor of the same page is a popstate too.
  addEventListener("popstate", () => here() === shown || location.reload());
}
