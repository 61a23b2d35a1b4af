// <char-counter data-for="the control's id" data-limit="120">: how much was written of what is welcome.

class CharCounter extends HTMLElement {
  connectedCallback() {
    this.control = document.getElementById(this.dataset.for);
    if (!this.control) return;
    this.limit = Number(this.dataset.limit);
    this.control.addEventListener("input", () => this.count());
    this.count();
  }

  count() {
    const used = [...this.control.value].length;
    const digits = new Intl.NumberFormat(document.documentElement.lang);
    this.textContent = `${digits.format(used)} / ${digits.format(this.limit)}`;
    this.toggleAttribute("data-over", used > this.limit);
    // Read out only near the end: a voice after every letter helps nobody.
    this.setAttribute("aria-live", used >= this.limit * 0.9 ? "polite" : "off");
  }
}

customElements.define("char-counter", CharCounter);
