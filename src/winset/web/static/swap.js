// The page asked for again, and its parts put in place; where one stands, and what is open, stays.
let busy = null;

export function tell(words) {
  const place = document.getElementById("told");
  place.textContent = words;
  clearTimeout(place.timer);
  place.timer = setTimeout(() => { place.textContent = ""; }, 5000);
}

export async function swap(address = location.href, { push = false } = {}) {
  if (busy) busy.abort();
  busy = new AbortController();
  let text;
  try {
    const answer = await fetch(address, { headers: { "X-Winset": "swap" }, signal: busy.signal });
    text = await answer.text();
  } catch (error) {
    if (error.name !== "AbortError") tell("The workbench does not answer. Is it still running?");
    return false;
  }
  const fresh = new DOMParser().parseFromString(text, "text/html");
  const focus = mark(document.activeElement);
  const open = [...document.querySelectorAll("main details")].map((one) => one.open);
  const here = scrollY;
  const beside = document.querySelector(".beside")?.scrollTop;
  for (const selector of [".case", ".deeds", "nav", ".lens", "#work", "#main", ".foot"]) {
    const [old, now] = [document.querySelector(selector), fresh.querySelector(selector)];
    if (old && now && old.innerHTML !== now.innerHTML) old.innerHTML = now.innerHTML;
  }
  document.body.dataset.here = fresh.body.dataset.here;
  document.title = fresh.title;
  if (push) history.pushState(null, "", address);
  else {
    [...document.querySelectorAll("main details")].forEach((one, at) => { if (open[at]) one.open = true; });
  }
  if (beside !== undefined && document.querySelector(".beside")) document.querySelector(".beside").scrollTop = beside;
  scrollTo(0, here);
  if (focus) document.querySelector(focus)?.focus({ preventScroll: true });
  document.dispatchEvent(new Event("swapped"));
  return true;
}

function mark(element) {
  if (!element || element === document.body) return null;
  if (element.id) return `#${CSS.escape(element.id)}`;
  if (element.name && element.closest("form")) {
    const value = ["checkbox", "radio"].includes(element.type) ? `[value="${CSS.escape(element.value)}"]` : "";
    return `${element.closest("main") ? "main " : ""}[name="${CSS.escape(element.name)}"]${value}` + (element.dataset.at ? `[data-at="${CSS.escape(element.dataset.at)}"]` : "");
  }
  return null;
}
