// <saved-answer-picker data-for="id of the text box">: a saved answer goes into the text at once, where the cursor is.

class SavedAnswerPicker extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.choose(event));
  }

  choose(event) {
    const link = event.target.closest("a[data-text]");
    const box = document.getElementById(this.dataset.for);
    if (!link || !box || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const gap = box.value.slice(0, box.selectionStart).trim() ? "\n\n" : "";
    box.setRangeText(gap + link.dataset.text, box.selectionStart, box.selectionEnd, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
    this.querySelector("details").open = false;
    box.focus();
  }
}

customElements.define("saved-answer-picker", SavedAnswerPicker);
