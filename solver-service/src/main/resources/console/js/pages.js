// Which page is open: the part of the address behind # names it.

import { byId } from "./dom.js";

/**
 * pages: name → {show(snapshot), refresh(community)}; the section `page-name` and the link to `#name` belong to it.
 * Any other fragment, such as that of the skip link, leaves the open page as it is.
 */
export class Pages {
  constructor(pages, onChange) {
    this.pages = pages;
    this.name = "";
    this.open();
    addEventListener("hashchange", () => {
      if (this.open()) onChange();
    });
  }

  get current() {
    return this.pages[this.name];
  }

  get title() {
    return this.link(this.name).textContent;
  }

  show(snapshot) {
    this.current.show(snapshot);
  }

  /** @returns whether another page is open now */
  open() {
    const names = Object.keys(this.pages);
    const asked = location.hash.slice(1);
    const wanted = names.includes(asked) ? asked : this.name || names[0];
    if (wanted === this.name) return false;
    this.name = wanted;
    for (const name of names) {
      byId(`page-${name}`).hidden = name !== wanted;
      if (name === wanted) this.link(name).setAttribute("aria-current", "page");
      else this.link(name).removeAttribute("aria-current");
    }
    scrollTo(0, 0);
    return true;
  }

  link(name) {
    return document.querySelector(`.pages a[href="#${name}"]`);
  }
}
