// <draft-keeper> around a form with data-draft-key: what was typed stays in this browser until the server has accepted it.
// The page after that carries <meta name="draft-done" content="the key">.

import { forget, read, write } from "../lib/storage.js";
import { word } from "../lib/words.js";

const KEPT = "textarea, select, input[type=text], input[type=checkbox], input[type=radio], input[type=url], input:not([type])";
const name = (key) => `draft:${key}`;

document.querySelectorAll('meta[name="draft-done"]').forEach((meta) => forget(name(meta.content)));

class DraftKeeper extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form[data-draft-key]");
    if (!this.form) return;
    this.key = name(this.form.dataset.draftKey);
    this.offer(read(this.key));
    this.addEventListener("input", () => this.keepSoon());
    this.addEventListener("change", () => this.keepSoon());
    this.form.addEventListener("submit", () => this.keep());
  }

  get controls() {
    return [...this.form.elements].filter((control) => control.name && control.matches(KEPT) && control.autocomplete !== "one-time-code");
  }

  keepSoon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.keep(), 300);
  }

  keep() {
    clearTimeout(this.timer);
    write(this.key, this.controls.map((control) => [control.name, control.value, control.checked ?? null]));
  }

  /** Put a kept draft back, unless the server just showed the form with what was sent and its mistakes. */
  offer(draft) {
    if (!Array.isArray(draft) || this.form.querySelector("[aria-invalid=true], .form-errors")) return;
    const changed = this.controls.filter((control) => this.restore(control, draft));
    changed.forEach((control) => control.dispatchEvent(new Event("input", { bubbles: true })));
    if (changed.length > 0) this.tell();
  }

  restore(control, draft) {
    const choice = control.type === "checkbox" || control.type === "radio";
    const kept = draft.find(([key, value]) => key === control.name && (!choice || value === control.value));
    if (!kept || (choice ? kept[2] === control.checked : kept[1] === control.value)) return false;
    if (choice) control.checked = kept[2];
    else control.value = kept[1];
    return true;
  }

  tell() {
    const note = document.createElement("p");
    note.className = "draft-note";
    note.setAttribute("role", "status");
    const discard = document.createElement("button");
    discard.type = "button";
    discard.className = "draft-note__discard";
    discard.textContent = word("draftDiscard", "Discard it");
    discard.addEventListener("click", () => {
      forget(this.key);
      this.form.reset();
      note.remove();
    });
    note.append(`${word("draftKept", "We kept your draft.")} `, discard);
    this.prepend(note);
  }
}

customElements.define("draft-keeper", DraftKeeper);
