// Says one sentence to everybody: seen at the foot of the page, read out by screen readers (role=status).

import { word } from "./words.js";

function region() {
  const found = document.querySelector("[data-toasts]");
  if (found) return found;
  const made = document.createElement("div");
  made.className = "toasts";
  made.setAttribute("role", "status");
  made.dataset.toasts = "";
  document.body.append(made);
  return made;
}

/** Show a sentence until it is closed or another one takes its place. */
export function say(sentence) {
  const toast = document.createElement("div");
  toast.className = "toast";
  const text = document.createElement("p");
  text.textContent = sentence;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "toast__close";
  close.textContent = word("close", "Close");
  close.addEventListener("click", () => toast.remove());
  toast.append(text, close);
  region().replaceChildren(toast);
}

/** Take back what was said, once it is no longer true. */
export function hush() {
  document.querySelector("[data-toasts]")?.replaceChildren();
}
