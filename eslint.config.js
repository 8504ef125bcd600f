// What is checked in the scripts of the page beside their types.

const BROWSER = [
  "document", "window", "navigator", "location", "devicePixelRatio", "matchMedia", "performance", "requestAnimationFrame", "setTimeout",
  "clearTimeout", "queueMicrotask", "fetch", "atob", "globalThis", "BroadcastChannel", "localStorage", "Blob", "CSSStyleSheet", "DOMMatrix", "DOMParser",
  "DecompressionStream", "Element", "Event", "EventTarget", "FocusEvent", "FontFace", "getComputedStyle", "HTMLElement", "ImageData", "KeyboardEvent", "MediaQueryListEvent", "MutationObserver", "IntersectionObserver", "ResizeObserver", "Response", "TextDecoder", "URL", "URLSearchParams",
];

export default [
  {
    files: ["dashboard/web/**/*.js", "dashboard/**/player/web/**/*.js", "tests/web/**/*.js"],
    languageOptions: {
      ecmaVersion: 2023,
      sourceType: "module",
      globals: Object.fromEntries(BROWSER.map((name) => [name, "readonly"])),
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "array-callback-return": "error",
      "complexity": ["error", 16],
      "consistent-return": "error",
      "eqeqeq": "error",
      "max-lines": ["error", 400],
      "no-constant-condition": "error",
      "no-dupe-keys": "error",
      "no-duplicate-imports": "error",
      "no-else-return": "error",
      "no-empty": "error",
      "no-eval": "error",
      "no-fallthrough": "error",
      "no-implicit-globals": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-param-reassign": "error",
      "no-restricted-properties": ["error", { property: "innerHTML", message: "Text of a table must never become markup." }],
      "no-self-assign": "error",
      "no-undef": "error",
      "no-unreachable": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "no-use-before-define": ["error", { functions: false, classes: false, variables: false }],
      "no-useless-escape": "error",
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-template": "error",
    },
  },
];
