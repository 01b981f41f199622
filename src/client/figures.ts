import { parse, type Spec, View } from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { tooltip } from "./tooltip.ts";

/** Below this width, in px, a figure has shorter labels and fewer ticks. */
const narrowBelow = 540;

/** Replaces the still picture of each figure by a live one, as soon as it comes near the part in view. */
export function makeFiguresLive(root: Document): void {
  const seen = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        seen.unobserve(target);
        void makeLive(root, target as HTMLElement);
      }
    },
    { rootMargin: "400px" },
  );
  for (const picture of root.querySelectorAll("[data-figure]")) seen.observe(picture);
}

async function makeLive(root: Document, picture: HTMLElement): Promise<void> {
  const name = picture.dataset["figure"]!;
  const spec = JSON.parse(root.getElementById(`${name}-spec`)!.textContent) as Spec;
  const live = root.createElement("div");
  live.className = "live";
  // The picture has its text; the marks would be read out one by one.
  live.ariaHidden = "true";
  const controls = root.querySelector(`[data-controls="${CSS.escape(name)}"]`) as HTMLElement;
  // The interpreter walks expressions instead of compiling them: no eval, as the page's policy demands.
  const view = new View(parse(spec, undefined, { ast: true }), {
    expr: expressionInterpreter,
    renderer: "svg",
    hover: true,
    tooltip,
  });
  const resizes = hasSignal(view, "width") && spec.autosize !== undefined;
  const resize = (): void => {
    const { clientWidth } = picture;
    if (!resizes || clientWidth === 0) return;
    view.signal("width", clientWidth).signal("narrow", clientWidth < narrowBelow);
  };
  resize();
  view.initialize(live, controls);
  picture.append(live);
  await view.runAsync();
  picture.classList.add("is-live");
  let last = picture.clientWidth;
  new ResizeObserver(() => {
    if (picture.clientWidth === last) return;
    last = picture.clientWidth;
    resize();
    void view.runAsync();
  }).observe(picture);
}

function hasSignal(view: View, name: string): boolean {
  return name in view.getState({ data: () => false, signals: (signal) => signal === name }).signals;
}
