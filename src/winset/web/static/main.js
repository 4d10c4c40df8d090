// What runs on every page: changes sent without leaving it, and the page kept in step with the case.
import { swap, tell } from "./swap.js";
import { review } from "./review.js";
import { live } from "./live.js";
import { follow } from "./follow.js";

async function send(form, button) {
  const data = new FormData(form);
  if (button && button.name) data.set(button.name, button.value);
  try {
    const answer = await fetch(form.action, { method: "POST", body: data, headers: { Accept: "application/json" } });
    const said = await answer.json();
    if (answer.ok) return said;
    tell(said.problems.map((one) => `${one.got}; wanted ${one.wanted}. ${one.remedy}.`).join(" "));
  } catch {
    tell("The workbench does not answer. Is it still running? What was sent is either kept whole or not at all.");
  }
  return null;
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.method !== "post" || form.enctype === "multipart/form-data") return;
  event.preventDefault();
  const dialog = form.closest("dialog");
  if (form.dataset.sending !== undefined) return;
  form.dataset.sending = "";
  const said = await send(form, event.submitter);
  delete form.dataset.sending;
  if (!said) return;
  if (dialog) dialog.close();
  await swap();
  if (form.action.endsWith("/review")) {
    review.after(said.id, event.submitter ? event.submitter.value : "edit");
  }
});

review.start();
live();
follow();
document.documentElement.dataset.ready = "";
