// What was typed beside an item and not sent yet: kept in this tab while one looks at another item.

const key = (item, id) => `desk:${item}:${id}`;
const fields = (desk) => desk.querySelectorAll(".acts__form textarea");

export function keepDrafts(desk) {
  const item = desk.dataset.item;
  for (const field of fields(desk)) {
    if (!item || field.value === field.defaultValue) continue;
    try {
      sessionStorage.setItem(key(item, field.id), field.value);
    } catch {
      // Full or forbidden: then it is lost, as on any other page.
    }
  }
}

export function restoreDrafts(desk) {
  const item = desk.dataset.item;
  for (const field of fields(desk)) {
    const kept = item && read(key(item, field.id));
    if (!kept || field.value) continue;
    field.value = kept;
    field.closest("details").open = true;
  }
}

export function forgetDrafts(desk) {
  for (const field of fields(desk)) remove(key(desk.dataset.item, field.id));
}

function read(name) {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
}

function remove(name) {
  try {
    sessionStorage.removeItem(name);
  } catch {
    // It was never kept.
  }
}
