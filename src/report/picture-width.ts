/** Width of the drawing of a figure for print or a paper, in px; a page sets its own. */
export const pictureWidth = 720;
