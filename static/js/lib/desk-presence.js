// Tells the server every ten seconds what is open, and shows who else has it open.

const EVERY = 10_000;

export function watchPresence(inbox) {
  const timer = setInterval(() => call(inbox), EVERY);
  call(inbox);
  return () => clearInterval(timer);
}

export async function call(inbox) {
  const item = inbox.desk?.dataset.item;
  if (!item || document.visibilityState !== "visible") return;
  const body = new URLSearchParams({ item, csrf_token: inbox.dataset.token });
  try {
    const response = await fetch(inbox.dataset.presence, { method: "POST", body, headers: { "HX-Request": "true" } });
    if (response.ok) show(inbox, item, await response.text());
  } catch {
    // No connection: it is asked again in ten seconds.
  }
}

function show(inbox, item, html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").querySelector("[data-here]");
  const there = inbox.querySelector("[data-here]");
  if (!fresh || !there || inbox.desk.dataset.item !== item) return;
  const words = fresh.textContent.trim();
  if (words !== there.textContent.trim()) {
    there.replaceWith(fresh);
    if (words) inbox.tell(words);
  }
}
