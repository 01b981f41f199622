/** Names that a report takes in its folder: a page, and a folder of pictures. */
export const reportNames = ["report.html", "figures"] as const;
