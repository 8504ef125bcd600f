// When the server is gone: the page says so, and says when it is back. It asks for its view again by itself.
// @ts-check

const GONE = "The server does not answer. What is shown stays as it was; nothing can be opened or made until it is back. This view comes back by itself.";
const PATIENCE_MS = 1500; // a connection that is made anew within it was never missed
const SAID_MS = 6000;
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
    node.textContent = "The server is back.";
    say("", SAID_MS);
  };
  new MutationObserver(look).observe(app, { attributes: true, attributeFilter: ["data-test-connection-state"] });
}
