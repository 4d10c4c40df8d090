// Reviewing by keyboard: j and k move, a accepts, e edits, r rejects, u undoes.
let at = null;

const entries = () => [...document.querySelectorAll("[data-entry]")];
const current = () => entries().find((one) => one.dataset.entry === at);

function go(entry, { scroll = true } = {}) {
  document.querySelectorAll(".at").forEach((one) => one.classList.remove("at"));
  if (!entry) { at = null; return; }
  at = entry.dataset.entry;
  entry.classList.add("at");
  document.querySelectorAll("mark[data-of]").forEach((one) => one.classList.toggle("at", one.dataset.of.split(" ").includes(at)));
  entry.focus({ preventScroll: !scroll });
  if (scroll) entry.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const all = entries();
  const place = all.findIndex((one) => one.dataset.entry === at);
  go(all[place < 0 ? 0 : Math.min(Math.max(place + by, 0), all.length - 1)]);
}

function edit(entry) {
  const dialog = document.getElementById("editor");
  if (!dialog || !entry?.dataset.fields) return;
  const fields = JSON.parse(entry.dataset.fields);
  const form = dialog.querySelector("form");
  form.reset();
  form.elements.id.value = entry.dataset.entry;
  for (const [name, value] of Object.entries(fields)) {
    const field = form.elements[name];
    if (!field) continue;
    if (Array.isArray(value)) [...field.options].forEach((one) => { one.selected = value.includes(one.value); });
    else field.value = value;
  }
  document.getElementById("editor-words").textContent = entry.querySelector(".said").textContent;
  dialog.showModal();
}

function keyed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.closest("input, select, textarea")) return;
  if (event.key === "u") { document.getElementById("undo")?.click(); return; }
  if (!document.querySelector("[data-review]")) return;
  if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "e") edit(current());
  else if (event.key === "a" || event.key === "r") current()?.querySelector(`[data-key="${event.key}"]`)?.click();
  else return;
  event.preventDefault();
}

function clicked(event) {
  if (event.target.closest("[data-close]")) document.getElementById("editor").close();
  const asked = event.target.closest("[data-edit]");
  if (asked) edit(asked.closest("[data-entry]"));
  const word = event.target.closest("mark[data-of]");
  if (word) go(document.querySelector(`[data-entry="${CSS.escape(word.dataset.of.split(" ").pop())}"]`));
}

export const review = {
  next: null,
  start() {
    document.addEventListener("keydown", keyed);
    document.addEventListener("click", clicked);
    document.addEventListener("focusin", (event) => {
      const entry = event.target.closest("[data-entry]");
      if (entry && entry.dataset.entry !== at) {
        const all = entries();
        review.next = all[all.indexOf(entry) + 1]?.dataset.entry ?? null;
        document.querySelectorAll(".at").forEach((one) => one.classList.remove("at"));
        at = entry.dataset.entry;
        entry.classList.add("at");
      } else if (entry) {
        const all = entries();
        review.next = all[all.indexOf(entry) + 1]?.dataset.entry ?? null;
      }
    });
    document.addEventListener("swapped", () => { if (at && current()) current().classList.add("at"); });
    const named = location.hash.slice(1);
    if (named) go(document.querySelector(`[data-entry="${CSS.escape(named)}"]`));
  },
  after(id, deed) {
    const following = review.next && entries().find((one) => one.dataset.entry === review.next);
    const gone = !entries().some((one) => one.dataset.entry === id);
    if (gone || deed === "accept" || deed === "reject") go(following || entries().find((one) => one.dataset.entry === id) || entries()[0]);
  },
};
