declare module "vega-scenegraph" {
  /** How wide text is; Vega reads `width` anew for each text, so that it can be replaced. */
  export const textMetrics: {
    width: (item: { text?: string; fontSize?: number; fontWeight?: string }, text?: string) => number;
  };
}
