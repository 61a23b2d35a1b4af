// <pop-menu> around <details>: closes on Escape, on a click elsewhere, and when the focus leaves.

class PopMenu extends HTMLElement {
  connectedCallback() {
    this.details = this.querySelector("details");
    this.addEventListener("keydown", (event) => this.press(event));
    this.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !this.contains(event.relatedTarget)) this.details.open = false;
    });
    document.addEventListener("click", (event) => {
      if (!this.contains(event.target)) this.details.open = false;
    });
  }

  press(event) {
    if (event.key === "Escape" && this.details.open) {
      this.details.open = false;
      this.querySelector("summary").focus();
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") this.step(event);
  }

  step(event) {
    if (!this.details.open) return;
    const items = [...this.querySelectorAll(".menu__item")];
    const now = items.indexOf(document.activeElement);
    const next = event.key === "ArrowDown" ? now + 1 : now < 0 ? -1 : now - 1;
    items.at(next % items.length)?.focus();
    event.preventDefault();
  }
}

customElements.define("pop-menu", PopMenu);
