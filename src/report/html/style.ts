import { darkColours, lightColours } from "../charts/theme.ts";

const variables = (colours: Readonly<Record<string, string>>): string =>
  Object.entries(colours)
    .map(([name, value]) => `--${name}:${value}`)
    .join(";");

/** The style of every page: light and dark by the reader's setting, always light on paper. */
export function style(): string {
  return `
:root{${variables(lightColours)};--tint:#f5f7f9;--link:#0b5c96;color-scheme:light dark}
@media (prefers-color-scheme:dark){:root{${variables(darkColours)};--tint:#1c2229;--link:#7cc0f2}}
@media print{:root{${variables(lightColours)};--tint:#f5f7f9;--link:#1d232b}}
${rules}${printRules}`;
}

const rules = `
*{box-sizing:border-box}
html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
main,header,footer{max-width:62rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2.5rem}
h1{font-size:1.9rem;line-height:1.2;margin:0 0 .4rem;letter-spacing:-.01em;overflow-wrap:anywhere}
h2{font-size:1.35rem;margin:3.2rem 0 .8rem;padding-top:.6rem;border-top:1px solid var(--grid)}
h3{font-size:1.05rem;line-height:1.35;margin:0 0 .5rem;overflow-wrap:anywhere}
p,ul,ol,dl{max-width:46rem;margin:.6rem 0}
ul,ol{padding-left:1.2rem}
li{margin:.2rem 0;overflow-wrap:anywhere}
a{color:var(--link);text-underline-offset:.15em}
a:focus-visible,button:focus-visible,summary:focus-visible,input:focus-visible,select:focus-visible,.scroll:focus-visible{outline:2px solid var(--blue);outline-offset:2px}
small,.quiet{color:var(--muted);font-size:.875rem}
code{font:.875em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;overflow-wrap:anywhere}
pre{background:var(--tint);border-radius:6px;padding:.7rem .9rem;overflow-x:auto;margin:.6rem 0}
pre code{overflow-wrap:normal}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:1rem;background:var(--ground);padding:.4rem .8rem;z-index:2}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.answer{border-left:3px solid var(--blue);padding:.1rem 0 .1rem 1rem;margin:1.2rem 0;font-size:1.1rem}
.answer p{margin:.35rem 0}
nav ol{list-style:none;padding:0;margin:1rem 0;display:flex;flex-wrap:wrap;gap:.3rem 1.2rem}
figure{margin:2.2rem 0 2.6rem;break-inside:avoid}
figcaption{color:var(--muted);font-size:.875rem;max-width:46rem;margin-top:.4rem}
.picture{overflow-x:auto;position:relative}
.picture svg{display:block;max-width:100%;height:auto}
.picture .live svg{max-width:none}
.picture.is-live .still{display:none}
.anchor{color:var(--muted);text-decoration:none;font-weight:normal}
.controls:empty{display:none}
.controls label,.controls .vega-bind{display:inline-flex;gap:.6rem;align-items:center}
.controls,.tools{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center;margin:.4rem 0;font-size:.875rem}
.tools input,.controls select,.tools button{font:inherit;color:inherit;background:var(--ground);border:1px solid var(--axis);border-radius:5px;padding:.25rem .6rem;min-height:2rem}
.tools button{cursor:pointer}
.tools button:hover{background:var(--tint)}
.tools input{flex:1 1 10rem;max-width:20rem}
.tools .count{color:var(--muted)}
.tip{position:fixed;z-index:3;pointer-events:none;background:var(--ink);color:var(--ground);padding:.35rem .55rem;border-radius:5px;font-size:.8125rem;line-height:1.4;max-width:18rem;overflow-wrap:anywhere}
.tip div{display:flex;justify-content:space-between;gap:1rem}
details{margin:.5rem 0}
summary{cursor:pointer;color:var(--link);font-size:.9rem;padding:.15rem 0}
.table{margin:.8rem 0}
.scroll{overflow:auto;max-height:32rem}
table{border-collapse:collapse;font-size:.8438rem;line-height:1.4;font-variant-numeric:tabular-nums;width:max-content;min-width:100%}
th,td{text-align:left;vertical-align:top;padding:.3rem 1.1rem .3rem 0;font-weight:normal;border-bottom:1px solid var(--grid);max-width:20rem;overflow-wrap:break-word}
th.number,td.number{padding-left:.4rem}
thead th{position:sticky;top:0;background:var(--ground);color:var(--muted);border-bottom:1px solid var(--axis);white-space:nowrap;z-index:1}
thead th button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer;text-align:inherit}
thead th button::after{content:"";display:inline-block;width:1em}
thead th[aria-sort=ascending] button::after{content:" ↑"}
thead th[aria-sort=descending] button::after{content:" ↓"}
.number{text-align:right;white-space:nowrap}
td.wide{min-width:18rem;max-width:26rem}
.spark{display:block;color:var(--blue)}
dl.facts{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.2rem}
dl.facts dt{color:var(--muted)}
dl.facts dd{margin:0;overflow-wrap:anywhere}
footer{margin-top:4rem;padding-bottom:2.5rem;color:var(--muted);font-size:.875rem}
@media (max-width:36rem){header{padding-top:1.5rem}h1{font-size:1.5rem}main,header,footer{padding:0 1rem}dl.facts{grid-template-columns:1fr}dl.facts dd{margin-bottom:.5rem}}
`;

const printRules = `
@page{size:A4;margin:16mm 15mm}
@media print{
body{font-size:10pt}
main,header,footer{max-width:none;padding:0}
nav,.tools,.controls,.anchor,.skip,.live,details:not([open]){display:none}
.picture.is-live .still{display:block}
.picture svg{width:100%}
.scroll{max-height:none;overflow:visible}
table{font-size:8pt;min-width:0;width:100%}
thead th{position:static;white-space:normal}
th,td,td.wide{min-width:0;max-width:none;padding-right:.5rem;overflow-wrap:anywhere}
tr,figure{break-inside:avoid}
h2,h3{break-after:avoid}
a{text-decoration:none;color:inherit}
}
`;
