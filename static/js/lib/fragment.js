// Posts a form by script and reads the piece of HTML that comes back.

/** The server said no, or said something we cannot use. The message is for the person. */
export class Refused extends Error {}

/**
 * Post the fields of a form. Returns the first element of the answer that matches, or null when the server sent the browser to
 * another page (signing in, for instance). Throws Refused for a "no", and whatever fetch throws without a connection.
 */
export async function postFragment(address, form, selector, excuse) {
  const body = new URLSearchParams(new FormData(form));
  const response = await fetch(address, { method: "POST", body, headers: { "HX-Request": "true" } });
  const elsewhere = response.headers.get("HX-Redirect");
  if (elsewhere) {
    location.assign(elsewhere);
    return null;
  }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fragment = page.querySelector(selector);
  if (response.ok && fragment) return fragment;
  throw new Refused(page.querySelector(".error-sentence, .flash__text, .notice__title")?.textContent.trim() || excuse);
}
