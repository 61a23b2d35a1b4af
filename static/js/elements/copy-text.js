// <copy-text>: a button that copies the value beside it. Without a script the value can still be selected.

import { say } from "../lib/say.js";

class CopyText extends HTMLElement {
  connectedCallback() {
    const button = this.querySelector("button");
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", () => this.copy());
  }

  async copy() {
    const value = this.querySelector("code");
    try {
      await navigator.clipboard.writeText(value.textContent);
      say(this.dataset.done);
    } catch {
      getSelection().selectAllChildren(value); // not allowed to copy: select it, the person presses the keys
    }
  }
}

customElements.define("copy-text", CopyText);
