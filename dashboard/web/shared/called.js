// What brought files are called: the person's own on the page, somebody's in a file that is handed on.
// @ts-check

/** @import { FileWords } from "./feed.d.ts" */

/** @type {FileWords} */
const OWN = { heading: "Your files", one: "your file", rows: "your rows" };

/** @type {(feed: { files?: FileWords }) => FileWords} */
export const calledIn = ({ files }) => files ?? OWN;
