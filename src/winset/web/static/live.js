// Forms that answer as they are changed, and pages that wait for a figure still being worked out.
import { swap } from "./swap.js";

const AGAIN = 250; // milliseconds until a page that waits asks again; it asks less and less often
const SELDOM = 1000; // within the time after which what nobody asks for makes room for something else
let pause = AGAIN;

function address(form) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value !== "") query.append(name, value);
  return `${new URL(form.action).pathname}?${query}`;
}

// Whether somebody was quicker than this script.
function touched(form) {
  return [...form.elements].some((one) => one.type === "checkbox" ? one.checked !== one.defaultChecked
    : one.tagName === "SELECT" ? [...one.options].some((option) => option.defaultSelected && !option.selected) : false);
}

function waiting() {
  if (!document.querySelector("[data-pending]")) { pause = AGAIN; return; }
  setTimeout(() => swap(), pause);
  pause = Math.min(SELDOM, pause * 1.3);
}

export function live() {
  let timer;
  const ask = (event) => {
    const form = event.target.closest("form[data-live]");
    if (!form) return;
    const shown = event.target.closest("label")?.querySelector("output");
    if (shown) shown.value = event.target.value;
    pause = AGAIN;
    clearTimeout(timer);
    timer = setTimeout(() => swap(address(form), { push: true }), event.type === "input" ? 160 : 0);
  };
  document.addEventListener("change", ask);
  document.addEventListener("input", (event) => { if (event.target.type === "range") ask(event); });
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-live]");
    if (!form) return;
    event.preventDefault();
    swap(address(form), { push: true });
  });
  addEventListener("popstate", () => swap());
  for (const form of document.querySelectorAll("form[data-live]")) if (touched(form)) swap(address(form), { push: true });
  document.addEventListener("swapped", waiting);
  waiting();
}
