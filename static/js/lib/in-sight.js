// A row of links that is pushed aside with a finger begins where one is.

/** Push the row so that its current link stands in the middle. Nothing else moves. */
export function centreCurrent(row) {
  const link = row?.querySelector("[aria-current=page]");
  if (!link || row.scrollWidth <= row.clientWidth) return;
  const room = row.getBoundingClientRect();
  const place = link.getBoundingClientRect();
  row.scrollLeft += place.left + place.width / 2 - (room.left + room.width / 2);
}

centreCurrent(document.querySelector(".desk-nav__list"));
