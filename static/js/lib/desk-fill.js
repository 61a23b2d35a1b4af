// Buttons that write into a field of an act: the number of an idea that is likely the same, a tag to take away.

/** Show what is of use with a script only. */
export function showFillers(inbox) {
  inbox.querySelectorAll("[data-scripted]").forEach((part) => (part.hidden = false));
}

/** `data-fill` writes its value into the field of that id, `data-add` adds it to the commas there, once. */
export function fill(inbox, target) {
  const button = target.closest("[data-fill], [data-add]");
  if (!button) return;
  const { fill: whole, add: one, value } = button.dataset;
  const field = inbox.querySelector(`#${CSS.escape(whole ?? one)}`);
  const there = field.value.split(",").map((word) => word.trim()).filter(Boolean);
  field.value = whole ? value : [...there.filter((word) => word !== value), value].join(", ");
}
