// In step with other windows: when the case, the record or the study changes, the page is asked for again.
import { swap } from "./swap.js";

const busy = () => document.querySelector("dialog[open]") || document.activeElement?.matches("main input:not([type=checkbox]):not([type=range]), .lens input");

export function follow() {
  const events = new EventSource("/events");
  let late = false;
  const refresh = () => {
    if (busy()) { late = true; return; }
    late = false;
    swap();
  };
  events.addEventListener("changed", refresh);
  events.addEventListener("work", (event) => {
    const work = JSON.parse(event.data);
    const line = document.getElementById("work");
    if (work.running) line.textContent = `Studying the case: ${work.stage} …`;
    else if (line.textContent.startsWith("Studying")) refresh();
  });
  document.addEventListener("focusout", () => setTimeout(() => { if (late) refresh(); }, 50));
  addEventListener("pagehide", () => events.close());
}
