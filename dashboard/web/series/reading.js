// The series without a pointer: a day and a border that keys move, said in words, and the same series as a table.
// @ts-check

import { shortWords, spanWords } from "../shared/days.js";
/** @import { DayRun, Read } from "./types.d.ts" */

// The runs of a border of which something is told; a day that is in none is not reported.
/** @type {(runs: readonly DayRun[]) => DayRun[]} */
const told = (runs) => runs.filter(({ figure }) => figure.row !== undefined || figure.withheld !== undefined);

// Ties keys to the chart: left and right to the day before and after that has a figure, up and down to the other borders.
/** @type {(canvas: HTMLElement, read: Read) => void} */
export function readByKeys(canvas, read) {
  let row = 0;
  /** @type {number | null} */
  let day = null;
  const say = () => {
    const border = read.borders()[row];
    if (!border || day === null) return;
    const text = `${border.name}, ${shortWords(day)}: ${read.said(border, day)}`;
    canvas.setAttribute("aria-valuenow", String(day));
    canvas.setAttribute("aria-valuetext", text);
    read.show(text, row, day);
  };
  /** @type {(step: number) => void} */
  const walk = (step) => {
    const border = read.borders()[row];
    if (!border) return;
    const days = told(read.runs(border)).flatMap(({ first, last }) => (first === last ? [first] : [first, last]));
    const from = day ?? read.today();
    const next = step > 0 ? days.find((found) => found > from) : days.findLast((found) => found < from);
    day = next ?? from;
    say();
  };
  /** @type {(to: number) => void} */
  const turn = (to) => { row = Math.max(0, Math.min(read.borders().length - 1, to)); day ??= read.today(); say(); };
  canvas.addEventListener("focus", () => { day = read.today(); say(); });
  canvas.addEventListener("keydown", (event) => {
    /** @type {{ [key: string]: () => void }} */
    const keys = {
      ArrowLeft: () => walk(-1), ArrowRight: () => walk(1), ArrowUp: () => turn(row - 1), ArrowDown: () => turn(row + 1),
      Home: () => { day = read.ends()[0]; say(); }, End: () => { day = read.ends()[1]; say(); },
      Enter: () => { const border = read.borders()[row]; if (border && day !== null) read.go(border, day); },
    };
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  });
}

// Writes the series as tables, one a border, when they are opened.
/** @type {(node: HTMLDetailsElement, read: Read) => { changed: () => void }} */
export function tableOnDemand(node, read) {
  const body = document.createElement("div");
  body.className = "series-tables";
  node.append(body);
  const write = () => { body.replaceChildren(...(node.open ? tablesOf(read) : [])); };
  node.addEventListener("toggle", write);
  return { changed: () => { if (node.open) write(); } };
}

/** @type {(read: Read) => HTMLElement[]} */
function tablesOf(read) {
  return read.borders().map((border) => {
    const table = document.createElement("table");
    const caption = table.createCaption();
    caption.textContent = border.name;
    const head = table.createTHead().insertRow();
    for (const name of ["Days", "What is reported"]) {
      const cell = document.createElement("th");
      cell.scope = "col";
      cell.textContent = name;
      head.append(cell);
    }
    const rows = table.createTBody();
    for (const { first, last } of told(read.runs(border))) {
      const line = rows.insertRow();
      const days = document.createElement("th");
      days.scope = "row";
      days.textContent = spanWords(first, last);
      line.append(days);
      line.insertCell().textContent = read.said(border, first);
    }
    return table;
  });
}
