// <kanban-board>: cards are dragged between columns, moved from their menu without leaving the page, and reached with arrow keys.
// Where somebody was faster, the server sends the card as it is now, and it goes where it belongs.

import { word } from "../lib/words.js";

class KanbanBoard extends HTMLElement {
  connectedCallback() {
    for (const kind of ["dragstart", "dragover", "drop", "dragend", "submit", "keydown"]) {
      this.addEventListener(kind, (event) => this[kind](event));
    }
  }

  get columns() {
    return [...this.querySelectorAll(".kanban__column")];
  }

  say(sentence, went = false) {
    const said = this.querySelector(".kanban__said");
    said.dataset.kind = went ? "success" : "warning";
    said.textContent = sentence;
  }

  dragstart(event) {
    this.dragged = cardOf(event.target);
    if (!this.dragged) return;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", this.dragged.querySelector("a").textContent);
    this.dragged.toggleAttribute("data-dragged", true);
    for (const column of this.columns) column.dataset.state = this.takes(column) ? "open" : "closed";
    columnOf(this.dragged).dataset.state = "own";
  }

  dragover(event) {
    const column = columnOf(event.target);
    for (const other of this.columns) {
      if (other.dataset.state === "over" && other !== column) other.dataset.state = "open";
    }
    if (!this.dragged || !column || !this.takes(column)) return;
    event.preventDefault();
    column.dataset.state = "over";
  }

  drop(event) {
    const column = columnOf(event.target);
    if (!this.dragged || !column || !this.takes(column)) return;
    event.preventDefault();
    this.target = column.dataset.slug;
  }

  /** The move begins when the drag is over: a move that needs a reason leads to another page. */
  dragend() {
    const { dragged, target } = this;
    this.dragged = this.target = null;
    dragged?.removeAttribute("data-dragged");
    for (const column of this.columns) delete column.dataset.state;
    if (dragged && target) this.move(dragged, target);
  }

  takes(column) {
    return column !== columnOf(this.dragged) && this.dragged.dataset.ways.split(" ").includes(column.dataset.slug);
  }

  submit(event) {
    const card = cardOf(event.target);
    if (!card || !event.submitter?.value) return;
    event.preventDefault();
    this.move(card, event.submitter.value);
  }

  async move(card, slug) {
    if (card.dataset.asks.split(" ").includes(slug)) return location.assign(`${card.dataset.page}?to=${encodeURIComponent(slug)}`);
    if (card.ariaBusy === "true") return;
    card.ariaBusy = "true";
    const body = new URLSearchParams(new FormData(card.querySelector("form.menu__items")));
    body.set("stage", slug);
    try {
      this.take(card, await fetch(card.dataset.action, { method: "POST", body, headers: { "HX-Request": "true" } }));
    } catch {
      this.say(word("moveOffline", "The card was not moved: there is no connection."));
    } finally {
      card.ariaBusy = null;
    }
  }

  async take(card, response) {
    const elsewhere = response.headers.get("HX-Redirect");
    if (elsewhere) return location.assign(elsewhere);
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.querySelector(".kanban-card");
    const excuse = page.querySelector(".error-sentence")?.textContent.trim();
    this.say(fresh?.dataset.said || excuse || word("moveLost", "The card was not moved. Please reload the page."), response.ok);
    if (fresh) this.place(card, fresh);
  }

  /** The server's own card in its own column, and the focus goes with it. */
  place(card, fresh) {
    const hadFocus = card.contains(document.activeElement) || document.activeElement === document.body;
    const column = this.columns.find((one) => one.dataset.stage === fresh.dataset.stage);
    if (column && column !== columnOf(card)) {
      card.remove();
      column.querySelector(".kanban__cards").prepend(fresh);
    } else {
      card.replaceWith(fresh);
    }
    this.columns.forEach(count);
    if (hadFocus) focus(fresh);
  }

  keydown(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || event.target.closest("details[open]")) return;
    const card = cardOf(event.target);
    if (!card) return;
    if (event.key === "m" && document.body.dataset.shortcuts !== "off") return this.open(card, event);
    const next = { ArrowDown: () => beside(card, 1), ArrowUp: () => beside(card, -1), ArrowRight: () => this.across(card, 1), ArrowLeft: () => this.across(card, -1) }[event.key];
    if (!next) return;
    event.preventDefault();
    focus(next());
  }

  open(card, event) {
    const menu = card.querySelector("details");
    if (!menu) return;
    event.preventDefault();
    menu.open = true;
    menu.querySelector(".menu__item").focus();
  }

  /** The card at the same height in the next column that has one. */
  across(card, step) {
    const by = getComputedStyle(this).direction === "rtl" ? -step : step;
    const place = [...card.parentElement.children].indexOf(card);
    const columns = this.columns;
    for (let at = columns.indexOf(columnOf(card)) + by; at >= 0 && at < columns.length; at += by) {
      const cards = columns[at].querySelectorAll(".kanban-card");
      if (cards.length > 0) return cards[Math.min(place, cards.length - 1)];
    }
    return null;
  }
}

const cardOf = (target) => target.closest?.(".kanban-card");
const columnOf = (target) => target.closest?.(".kanban__column");

function beside(card, by) {
  const cards = [...card.parentElement.querySelectorAll(".kanban-card")];
  return cards[cards.indexOf(card) + by];
}

function count(column) {
  const more = column.querySelector(".more-link") ? "+" : "";
  column.querySelector(".kanban__count").textContent = column.querySelectorAll(".kanban-card").length + more;
}

function focus(card) {
  card?.querySelector(".kanban-card__title a").focus();
}

customElements.define("kanban-board", KanbanBoard);
