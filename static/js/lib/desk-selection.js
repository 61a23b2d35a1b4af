// Several items of the inbox at once: their boxes are a form that asks the server what can be done with all of them.

import { isSelecting, lineOf } from "./desk-place.js";

/** Tick the current line, or take its tick away. */
export function select(inbox) {
  const box = lineOf(inbox)?.querySelector("[name=selected]") ?? inbox.querySelector("[name=selected]");
  if (!box) return null;
  box.checked = !box.checked;
  return showSelected(inbox);
}

export function selectNothing(inbox) {
  inbox.querySelectorAll("[name=selected]:checked").forEach((box) => (box.checked = false));
  return showSelected(inbox);
}

export function tickAgain(inbox, ref, checked) {
  const box = inbox.querySelector(`[data-ref="${CSS.escape(ref)}"] [name=selected]`);
  if (box) box.checked = checked;
  return showSelected(inbox);
}

export function showSelected(inbox) {
  const form = inbox.querySelector("[data-selection]");
  const wanted = new URLSearchParams(new FormData(form));
  const place = lineOf(inbox)?.dataset.ref;
  if (!isSelecting(inbox) && place) wanted.set("item", place);
  return inbox.go(`${form.action}?${wanted}`, { place });
}
