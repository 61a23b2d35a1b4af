// <page-shortcuts> holds the help dialog and listens to single keys: / c j k v ?
// Silent while somebody types, with modifier keys, and when <body data-shortcuts="off">.

class PageShortcuts extends HTMLElement {
  connectedCallback() {
    if (document.body.dataset.shortcuts === "off") return;
    document.addEventListener("keydown", (event) => this.press(event));
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
    if (event.defaultPrevented || isTyping(event.target) || document.querySelector("dialog[open]")) return;
    const act = this.keys[event.key];
    if (act?.call(this)) event.preventDefault();
  }

  keys = {
    "/": () => focus(document.querySelector("input[type=search]")) || click(document.querySelector(".header__link")),
    c: () => click(document.querySelector("[data-shortcut=new]")),
    j: () => this.step(1),
    k: () => this.step(-1),
    v: () => click(voteOf(this.current) ?? document.querySelector(".vote--page button")),
    "?": () => this.help(),
  };

  get cards() {
    return [...document.querySelectorAll(".idea-card")];
  }

  get current() {
    return this.cards.find((card) => card.contains(document.activeElement));
  }

  step(by) {
    const cards = this.cards;
    const now = cards.indexOf(this.current);
    const next = cards[now < 0 ? (by > 0 ? 0 : cards.length - 1) : now + by];
    return focus(next?.querySelector(".idea-card__title a"));
  }

  help() {
    this.querySelector("dialog").showModal();
    return true;
  }
}

function isTyping(target) {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable=true], [role=textbox]") !== null;
}

function voteOf(card) {
  return card?.querySelector(".vote button");
}

function focus(element) {
  element?.focus();
  return Boolean(element);
}

function click(element) {
  element?.click();
  return Boolean(element);
}

customElements.define("page-shortcuts", PageShortcuts);
