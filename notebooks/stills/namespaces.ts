/** The two kinds of elements that pages are made of. */

export const svgNamespace = "http://www.w3.org/2000/svg";
export const htmlNamespace = "http://www.w3.org/1999/xhtml";
