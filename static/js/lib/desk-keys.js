// The keys of the inbox. Silent while somebody types, with modifier keys, in a dialog, and when they are switched off.

import { focusCurrent, isSelecting, step } from "./desk-place.js";
import { select, selectNothing } from "./desk-selection.js";

export function listenToKeys(inbox) {
  if (document.body.dataset.shortcuts === "off") return () => {};
  const press = (event) => onKey(inbox, event);
  // In the capture phase, so that the page's own keys don't take j and k for themselves.
  document.addEventListener("keydown", press, { capture: true });
  return () => document.removeEventListener("keydown", press, { capture: true });
}

function onKey(inbox, event) {
  if (event.isComposing || event.altKey || event.defaultPrevented || document.querySelector("dialog[open]")) return;
  const typing = isTyping(event.target);
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && typing) return send(event);
  if (event.ctrlKey || event.metaKey) return;
  if (event.key === "Escape") return leave(inbox, event, typing);
  if (typing) return;
  const act = KEYS[event.key];
  if (!act && !/^[a-z]$/.test(event.key)) return;
  if (event.key === "Enter" && event.target.closest("a, button, summary, input")) return;
  if (event.key === "c" || event.repeat && !"jk".includes(event.key)) return;
  event.preventDefault();
  inbox.afterwards(() => (act ? act(inbox) : button(inbox, event.key)));
}

const KEYS = {
  j: (inbox) => step(inbox, 1),
  k: (inbox) => step(inbox, -1),
  x: (inbox) => select(inbox),
  u: (inbox) => button(inbox, "u") || location.assign(inbox.dataset.acts),
  Enter: (inbox) => (inbox.querySelector(".acts [data-key=enter]") ?? inbox.querySelector("[data-key=enter]"))?.click(),
  "?": () => document.querySelector("[data-desk-help]")?.showModal(),
};

/** Press what wears this key: a quick act is done, a form opens with the cursor in its first field. */
function button(inbox, key) {
  const found = inbox.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!found) return false;
  if (found.localName !== "summary") found.click();
  else openForm(found.closest("details"));
  return true;
}

export function openForm(details) {
  details.open = true;
  const first = details.querySelector("textarea, select, input:not([type=hidden])");
  first?.focus();
  first?.scrollIntoView({ block: "nearest" });
}

function send(event) {
  const form = event.target.closest(".acts__form");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("button[name=act]"));
}

function leave(inbox, event, typing) {
  if (typing) {
    event.preventDefault();
    event.target.blur();
    focusCurrent(inbox);
  } else if (isSelecting(inbox)) {
    inbox.afterwards(() => selectNothing(inbox));
  }
}

function isTyping(target) {
  if (!(target instanceof Element) || target.matches("input[type=checkbox], input[type=radio]")) return false;
  return target.closest("input, textarea, select, [contenteditable=true], [role=textbox]") !== null;
}
