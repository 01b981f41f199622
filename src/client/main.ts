import { makeFiguresLive } from "./figures.ts";
import { furnishTables } from "./tables.ts";

furnishTables(document);
makeFiguresLive(document);
