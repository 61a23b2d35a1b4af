// <desk-inbox> around the inbox: links and forms swap its inside instead of the page, the next item opens after each act.
// Everything in it is a link or a form that works without this file.

import { forgetDrafts, keepDrafts, restoreDrafts } from "../lib/desk-drafts.js";
import { fill, showFillers } from "../lib/desk-fill.js";
import { listenToKeys } from "../lib/desk-keys.js";
import { loadDesk, Lost, sentBy } from "../lib/desk-load.js";
import { focusCurrent, focusField, lineOf, point, showLine, wide } from "../lib/desk-place.js";
import { call, watchPresence } from "../lib/desk-presence.js";
import { showSelected, tickAgain } from "../lib/desk-selection.js";
import { centreCurrent } from "../lib/in-sight.js";
import { say } from "../lib/say.js";
import { word } from "../lib/words.js";

const SHOWN_FOR = 10_000;

class DeskInbox extends HTMLElement {
  connectedCallback() {
    this.work = null;
    this.addEventListener("click", (event) => this.click(event));
    this.addEventListener("submit", (event) => this.submit(event));
    this.addEventListener("change", (event) => wide.matches && event.target.matches("[name=selected]") && this.tick(event.target));
    this.onBack = () => this.afterwards(() => this.go(location.href, { keep: true }));
    addEventListener("popstate", this.onBack);
    this.stopKeys = listenToKeys(this);
    this.stopPresence = watchPresence(this);
    this.settle();
    showLine(this);
  }

  disconnectedCallback() {
    removeEventListener("popstate", this.onBack);
    this.stopKeys();
    this.stopPresence();
  }

  get desk() {
    return this.querySelector(".desk");
  }

  /** Do this now, or once what is under way has come: keys that are pressed fast act on what they meant. */
  afterwards(act) {
    if (!this.work) return act();
    this.work = this.work.then(act, act);
  }

  click(event) {
    const link = event.target.closest("a[data-go], a[data-open]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      this.afterwards(() => this.go(link.href, { focus: link.matches("[data-open]") ? "pane" : "" }));
    }
    fill(this, event.target);
  }

  /** A tick that is made while the list is on its way is made again in the list that comes. */
  tick(box) {
    const { checked } = box;
    const { ref } = box.closest(".queue__item").dataset;
    this.afterwards(() => tickAgain(this, ref, checked));
  }

  submit(event) {
    const form = event.target;
    event.preventDefault();
    if (form.matches("[data-selection]")) return this.afterwards(() => showSelected(this));
    const body = sentBy(form, event.submitter);
    this.afterwards(() => this.swap(() => loadDesk(form.action, { method: "POST", body }), { focus: "list", sent: true }));
  }

  /** Open an address of the inbox in place. */
  go(address, { focus = "list", keep = false, place } = {}) {
    if (!keep) history[wide.matches ? "replaceState" : "pushState"]({}, "", address);
    return this.swap(() => loadDesk(address), { focus, place });
  }

  swap(load, wishes) {
    this.setAttribute("aria-busy", "true");
    const mine = (async () => {
      try {
        const fresh = await load();
        if (fresh) this.take(fresh, wishes);
      } catch (problem) {
        say((problem instanceof Lost && problem.message) || word("deskOffline", "That did not arrive. Nothing was changed; try again."));
      }
    })().finally(() => {
      this.removeAttribute("aria-busy");
      if (this.work === mine) this.work = null;
    });
    this.work = mine;
    return mine;
  }

  take(fresh, { focus, sent, place }) {
    const old = this.desk;
    const scrolled = old.querySelector(".desk__list").scrollTop;
    const failed = fresh.querySelector(".said[data-kind=error]");
    if (sent && !failed) forgetDrafts(old);
    else keepDrafts(old);
    old.replaceWith(fresh);
    fresh.querySelector(".desk__list").scrollTop = scrolled;
    if (place && !lineOf(this)) point(this, this.querySelector(`[data-ref="${CSS.escape(place)}"]`));
    this.settle();
    if (failed && sent) focusField(this);
    else if (focus) focusCurrent(this, focus);
    this.announce(sent);
    if (fresh.dataset.item === old.dataset.item) return;
    if (this.getBoundingClientRect().top < 0) this.scrollIntoView();
    call(this);
  }

  /** What every fresh inside needs: typed words back, the first form open where there is room, the undo gone in time. */
  settle() {
    restoreDrafts(this.desk);
    showFillers(this);
    centreCurrent(this.querySelector(".desk-views__list"));
    const first = this.querySelector("[data-first]");
    if (first && wide.matches && !this.querySelector(".acts__more[open]")) first.open = true;
    clearTimeout(this.timer);
    const said = this.querySelector(".said[data-undo][data-kind=success]");
    if (said) this.timer = setTimeout(() => said.contains(document.activeElement) || said.remove(), SHOWN_FOR);
  }

  announce(sent) {
    const said = this.querySelector(".said__text p")?.textContent.trim() ?? "";
    const next = this.querySelector(".sheet__title")?.textContent.trim() ?? "";
    if (sent || said) this.tell([said, next].filter(Boolean).join(" "));
  }

  tell(words) {
    this.querySelector("[data-live]").textContent = words;
  }
}

customElements.define("desk-inbox", DeskInbox);
