// <vote-button>: shows the vote at once, then saves it. When saving fails the old state comes back, and a sentence says so.

import { postFragment, Refused } from "../lib/fragment.js";
import { hush, say } from "../lib/say.js";
import { word } from "../lib/words.js";

class VoteButton extends HTMLElement {
  constructor() {
    super();
    this.addEventListener("submit", (event) => this.vote(event));
  }

  connectedCallback() {
    this.saved = this.isPressed; // what the server last told us
    this.wish = this.saved; // what the person last asked for
  }

  get button() {
    return this.querySelector("button");
  }

  get isPressed() {
    return this.button?.getAttribute("aria-pressed") === "true";
  }

  vote(event) {
    this.noteOrigin(!this.wish);
    if (!this.hasAttribute("data-live")) return; // not signed in: the form posts, the server remembers the vote
    event.preventDefault();
    this.wish = !this.wish;
    this.show(this.wish);
    this.save();
  }

  /** One request at a time; of what was asked for meanwhile, only the last wish is sent. */
  async save() {
    if (this.isSaving) return;
    this.isSaving = true;
    try {
      while (this.wish !== this.saved) await this.send(this.wish);
      if (this.hasFailed) hush();
      this.hasFailed = false;
    } catch (problem) {
      this.hasFailed = true;
      this.giveUp();
      say(problem instanceof Refused ? problem.message : word("voteOffline", "Your vote was not saved: there is no connection."));
    } finally {
      this.isSaving = false;
    }
  }

  async send(wish) {
    const address = wish ? this.dataset.cast : this.dataset.withdraw;
    this.noteOrigin(wish);
    const excuse = word("voteLost", "Your vote was not saved.");
    const fresh = await postFragment(address, this.querySelector("form"), "vote-button", excuse);
    if (!fresh) return this.giveUp(); // on the way to another page
    this.saved = wish;
    Object.assign(this.dataset, fresh.dataset);
    if (this.wish === wish) this.take(fresh);
  }

  /** A vote cast on the first page of a visit says which host led there: it tells a campaign from a farm. Nothing else is noted. */
  noteOrigin(isCast) {
    const form = this.querySelector("form");
    form.querySelector("[name=came_from]")?.remove();
    const host = document.referrer && new URL(document.referrer).host;
    if (!isCast || !host || host === location.host) return;
    form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "came_from", value: host }));
  }

  /** Back to what the server knows. */
  giveUp() {
    this.wish = this.saved;
    this.show(this.saved);
  }

  show(pressed) {
    const count = Number(this.dataset.count) + (pressed === this.saved ? 0 : pressed ? 1 : -1);
    const format = { notation: count < 1000 ? "standard" : "compact", maximumFractionDigits: 1 };
    this.button.setAttribute("aria-pressed", String(pressed));
    this.querySelector(".vote__count").textContent = new Intl.NumberFormat(document.documentElement.lang, format).format(count);
  }

  /** Put the server's own markup in place, and keep the focus where it was. */
  take(fresh) {
    const hadFocus = this.contains(document.activeElement);
    this.replaceChildren(...fresh.childNodes);
    this.saved = this.wish = this.isPressed;
    if (hadFocus) this.button?.focus({ preventScroll: true });
  }
}

customElements.define("vote-button", VoteButton);
