// The page asked for again, and its parts put in place; where one stands, and what is open, stays.
let busy = null;
let asking = false; // whether what somebody changed is under way: no look at the old address may cut it off

export function tell(words) {
  const place = document.getElementById("told");
  place.textContent = words;
  clearTimeout(place.timer);
  place.timer = setTimeout(() => { place.textContent = ""; }, 5000);
}

// What a change comes to is said to those who listen, once it stands: not while a figure is still being worked out.
let said = null;

function say() {
  const found = [...document.querySelectorAll("main [data-said]")];
  if (said === null || found.some((one) => one.querySelector("[data-pending]"))) return;
  const words = found.map((one) => one.textContent.replace(/\s+/g, " ").trim()).join(" ");
  if (words !== said) document.getElementById("said").textContent = said = words;
}

export async function swap(address = location.href, { push = false } = {}) {
  if (asking && !push) return false;
  if (busy) busy.abort();
  const own = busy = new AbortController();
  asking = push;
  let text;
  try {
    const answer = await fetch(address, { headers: { "X-Winset": "swap" }, signal: own.signal });
    text = await answer.text();
  } catch (error) {
    if (error.name !== "AbortError") tell("The workbench does not answer. Is it still running?");
    if (busy === own) asking = false;
    return false;
  }
  if (busy !== own) return false;
  asking = false;
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
  if (push) said = "";
  say();
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
