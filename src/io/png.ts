import { fileURLToPath } from "node:url";
import { ownFile } from "./node-files.ts";

/** Pixels for each px of a picture: 300 dpi where a picture of 720 px is printed 12 cm wide. */
const scale = 2;

/** Makes PNG files from SVG; undefined where the package that does it is not installed. */
export async function loadPngMaker(): Promise<((svg: string) => Promise<Uint8Array>) | undefined> {
  const resvg = await import("@resvg/resvg-js").catch(() => undefined);
  if (resvg === undefined) return undefined;
  const fontFiles = ["regular", "bold"].map((weight) =>
    fileURLToPath(ownFile(`dist/fonts/arimo-${weight}.ttf`)),
  );
  return async (svg) => {
    const image = await resvg.renderAsync(svg, {
      fitTo: { mode: "zoom", value: scale },
      font: {
        fontFiles,
        // Our own font makes the same picture on any machine; scripts that it lacks need those of the system.
        loadSystemFonts: /[\u0590-\u1dff\u2e80-\uffff]/.test(svg),
        defaultFontFamily: "Arimo",
        sansSerifFamily: "Arimo",
      },
    });
    return image.asPng();
  };
}
