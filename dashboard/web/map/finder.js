// The box that finds a place or named days by what is typed: a text field with a list of what fits, as a combobox.
// @ts-check

import { element } from "./legend.js";
import { createSearch } from "./spelling.js";
/** @import { Feed } from "../shared/feed.d.ts" */
/** @import { FoundName } from "./types.d.ts" */

const MOST = 8;
const NONE = "No place or date of that name. Any date can be typed into the clock; Filters search the words of reports.";

/** @type {(go: (found: FoundName) => void) => { nodes: HTMLElement[], fill(feed: Feed): void }} */
export function createFinder(go) {
  const find = element("input");
  find.type = "search";
  find.placeholder = "Find place, date";
  const list = element("ul", "bm-found");
  list.id = "bm-found";
  list.hidden = true;
  const said = element("p", "bm-said");
  const told = { role: "combobox", "aria-label": "Find a place or a date", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false", autocomplete: "off" };
  for (const [name, value] of Object.entries(told)) find.setAttribute(name, value);
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Places and dates found");
  said.setAttribute("role", "status");
  /** @type {((text: string, most: number) => FoundName[]) | null} */
  let search = null;
  /** @type {FoundName[]} */
  let found = [];
  let at = -1;

  /** @type {(index: number) => void} */
  const point = (index) => {
    at = index;
    [...list.children].forEach((item, each) => item.setAttribute("aria-selected", String(each === index)));
    if (index < 0) find.removeAttribute("aria-activedescendant");
    else {
      find.setAttribute("aria-activedescendant", list.children[index].id);
      list.children[index].scrollIntoView({ block: "nearest" });
    }
  };
  /** @type {(open: boolean) => void} */
  const show = (open) => {
    list.hidden = !open;
    find.setAttribute("aria-expanded", String(open && found.length > 0));
    if (!open) { point(-1); said.textContent = ""; }
  };
  /** @type {(index: number) => void} */
  const choose = (index) => {
    const chosen = found[index];
    if (!chosen) return;
    find.value = chosen.entry.name;
    show(false);
    go(chosen);
  };
  /** @type {(each: FoundName, index: number) => HTMLElement} */
  const option = ({ entry, by }, index) => {
    const item = element("li");
    item.id = `bm-found-${index}`;
    item.setAttribute("role", "option");
    item.append(element("b", "", entry.name));
    if (by) {
      const other = element("i", "", by);
      if ("names" in entry) other.lang = entry.languages[entry.names.indexOf(by)] ?? "";
      item.append(" ", other);
    }
    item.append(" ", element("span", "", entry.what));
    // The press would take the focus from the field, and close the list before the click.
    item.addEventListener("pointerdown", (event) => event.preventDefault());
    item.addEventListener("click", () => choose(index));
    return item;
  };
  find.addEventListener("input", () => {
    found = search ? search(find.value, MOST) : [];
    const typed = find.value.trim() !== "";
    list.replaceChildren(...found.map(option));
    if (typed && !found.length) list.replaceChildren(element("li", "none", NONE));
    show(typed);
    point(-1);
    const count = found.length === MOST ? `${MOST} or more` : String(found.length);
    said.textContent = !typed ? "" : found.length ? `${count} found` : NONE;
  });
  find.addEventListener("keydown", (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key === "Enter") choose(Math.max(at, 0));
    else if (event.key === "Escape") { show(false); find.value = ""; }
    else if (event.key in steps && found.length) {
      event.preventDefault();
      if (list.hidden) show(true);
      const step = steps[/** @type {keyof typeof steps} */ (event.key)];
      point(at < 0 && step < 0 ? found.length - 1 : (at + step + found.length) % found.length);
    } else return;
    // The map would pan, and the page beneath it would scroll.
    event.stopPropagation();
  });
  find.addEventListener("blur", () => show(false));
  return { nodes: [find, list, said], fill(feed) { search = createSearch(feed); } };
}
