// Where one stands in the inbox: the current line of the list, steps up and down, and what has the focus.

/** So much of the neighbouring lines stays in sight. */
const MORE = 60;

export const wide = matchMedia("(min-width: 60rem)");

export const lineOf = (inbox) => inbox.querySelector(".queue__item[aria-current=true]");

export const isSelecting = (inbox) => inbox.querySelector("[name=selected]:checked") !== null;

export function step(inbox, by) {
  const current = lineOf(inbox);
  const rows = [...inbox.querySelectorAll(".queue__item")];
  const row = rows[rows.indexOf(current) + by];
  if (!row && by > 0) return inbox.querySelector("[data-more]")?.click();
  if (!row || (by < 0 && !current)) return null;
  if (!isSelecting(inbox)) return inbox.go(row.querySelector("a").href);
  point(inbox, row);
  return focusCurrent(inbox);
}

/** Stand at this line: while several are selected, without opening it. */
export function point(inbox, row) {
  lineOf(inbox)?.removeAttribute("aria-current");
  row?.setAttribute("aria-current", "true");
}

export function focusCurrent(inbox, where = "list") {
  const link = lineOf(inbox)?.querySelector("a") ?? inbox.querySelector(".queue__link");
  const pane = inbox.querySelector("[data-pane]");
  const isOpen = inbox.desk.dataset.view === "item";
  const target = wide.matches ? link ?? pane : isOpen || where === "pane" ? pane : link;
  target?.focus({ preventScroll: true });
  if (wide.matches) showLine(inbox);
  else if (isOpen) scrollTo({ top: 0 });
  else target?.scrollIntoView({ block: "nearest" });
}

/** The current line comes into sight within the list. The page itself moves only where the list can't. */
export function showLine(inbox) {
  const line = lineOf(inbox);
  const list = line?.closest(".desk__list");
  if (!list || !wide.matches) return;
  const room = list.getBoundingClientRect();
  const place = line.getBoundingClientRect();
  const below = place.bottom + MORE - Math.min(room.bottom, innerHeight);
  if (place.top < room.top) list.scrollTop -= room.top - place.top + MORE;
  else if (below > 0) list.scrollTop += below;
  line.scrollIntoView({ block: "nearest" });
}

/** The first field of the open form: where an act was refused, it is put right there. */
export function focusField(inbox) {
  const field = inbox.querySelector(".acts__more[open] textarea, .acts__more[open] select, .acts__more[open] input:not([type=hidden])");
  (field ?? inbox.querySelector("[data-pane]")).focus({ preventScroll: !wide.matches });
  inbox.querySelector(".said")?.scrollIntoView({ block: "nearest" });
}
