// When the server is gone: the page says so, and when it is back opens its view again by itself.
// @ts-check

const GONE = "The server does not answer. What is shown stays as it was; nothing can be opened or made until it is back. This view comes back by itself.";
const KEPT = "The server answers again. If the files of this page are gone, open it anew and bring them again.";
const PATIENCE_MS = 1500; // a connection that is made anew within it was never missed
const SAID_MS = 15000;
/** @type {WeakSet<Window>} */
const known = new WeakSet();

// The framework writes on the page how its connection stands.
/** @type {(window: Window) => void} */
export function watchServer(window) {
  if (known.has(window)) return;
  known.add(window);
  const { document: page } = window;
  const app = page.querySelector('[data-testid="stApp"]');
  if (!app) return;
  const node = page.createElement("p");
  node.className = "bm-lost";
  node.setAttribute("role", "alert");
  page.body.append(node);
  let timer = 0;
  /** @type {(text: string, ms: number) => void} */
  const say = (text, ms) => {
    clearTimeout(timer);
    timer = setTimeout(() => { node.textContent = text; }, ms);
  };
  const look = () => {
    const stands = app.getAttribute("data-test-connection-state") ?? "CONNECTED";
    if (stands !== "CONNECTED") {
      if (!node.textContent) say(GONE, PATIENCE_MS);
      return;
    }
    clearTimeout(timer);
    if (node.textContent !== GONE) return;
    // A server that was started again knows nothing of this page, whose address says all that it shows. Files that were
    // brought and not saved may still be there, when it was the line that was cut: with them the page waits.
    const waits = page.querySelector("[data-unsaved]") !== null;
    node.textContent = waits ? KEPT : "The server is back. This view is opened again.";
    if (waits) say("", SAID_MS);
    else window.location.reload();
  };
  new MutationObserver(look).observe(app, { attributes: true, attributeFilter: ["data-test-connection-state"] });
}
