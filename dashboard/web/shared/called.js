// What brought files are called: the person's own on the page, somebody's in a file that is handed on.

const OWN = { heading: "Your files", one: "your file", rows: "your rows" };

export const calledIn = ({ files }) => files ?? OWN;
