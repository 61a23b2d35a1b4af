// Asks for the inside of the inbox, and reads it out of what comes back: also out of a "no", which shows why in place.

export class Lost extends Error {}

/** Fetch an address (or post a form to it) and return its `.desk`, or null when the server sent the browser elsewhere. */
export async function loadDesk(address, options = {}) {
  const response = await fetch(address, { ...options, headers: { "HX-Request": "true" } });
  const elsewhere = response.headers.get("HX-Redirect");
  if (elsewhere) {
    location.assign(elsewhere);
    return null;
  }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const desk = page.querySelector(".desk");
  if (desk) return desk;
  throw new Lost(page.querySelector(".error-sentence, .narrow__title")?.textContent.trim() ?? "");
}

/** What a form sends when this button is pressed. */
export function sentBy(form, button) {
  const fields = new FormData(form);
  if (button?.name) fields.append(button.name, button.value);
  return new URLSearchParams(fields);
}
