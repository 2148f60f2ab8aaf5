"""The style sheet of the page: light and dark, screen and paper. Colour is never the only sign."""

STYLE = """
:root {
  color-scheme: light dark;
  --paper: #ffffff; --text: #1d2125; --quiet: #5a626a; --line: #d9dde1; --panel: #f5f6f8; --link: #0b57b0;
  --del: #8c1420; --del-paper: #fde4e3; --ins: #0c5426; --ins-paper: #ddf4e1;
  --moved: #5b3a96; --moved-paper: #f0eafa; --target: #f2c200;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16191c; --text: #e4e7ea; --quiet: #a3abb3; --line: #363c42; --panel: #1f2428; --link: #8bbcf7;
    --del: #ffb9b6; --del-paper: #4b1d20; --ins: #aeeabb; --ins-paper: #153a21;
    --moved: #d0baf7; --moved-paper: #31264a; --target: #d9ad00;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 46rem;
  background: var(--paper); color: var(--text); font: 1.0625rem/1.6 system-ui, sans-serif;
}
h1 { font-size: 1.5rem; line-height: 1.3; margin: 0 0 .75rem; }
h2 { font-size: 1.125rem; margin: 2rem 0 .5rem; }
h3 { font-size: .875rem; font-weight: 600; margin: 0; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .25rem .75rem; }
.revisions { display: grid; grid-template-columns: auto 1fr; gap: 0 .75rem; margin: 0; }
.revisions dt, .about, .legend, summary, footer, th, .departed { color: var(--quiet); }
.revisions dd { margin: 0; }
.about, .legend, .why, summary, footer, table, .departed, .index, .view { font-size: .875rem; }
.label { border: 1px solid var(--line); border-radius: 1rem; padding: 0 .5rem; }
.label { font-size: .8125rem; white-space: nowrap; }
.view { display: flex; gap: 1rem; border: 0; padding: 0; margin: 1rem 0 0; }
.view legend { float: left; padding: 0; margin-right: 1rem; font-weight: 600; }
.index ol { columns: 16rem; margin: .25rem 0; padding-left: 2rem; }
.change, .same { margin: .75rem 0; padding: .5rem .75rem; border-left: 4px solid transparent; }
.change { background: var(--panel); border-left-color: var(--line); scroll-margin-top: 1rem; }
.change:target { outline: 2px solid var(--target); }
.added { border-left-color: var(--ins); }
.removed { border-left-color: var(--del); }
.moved { border-left-color: var(--moved); }
.same { color: var(--quiet); }
.change > header { display: flex; flex-wrap: wrap; gap: .25rem .5rem; align-items: baseline; }
.change > header nav { margin-left: auto; }
span.step { color: var(--line); }
.step { display: inline-block; min-width: 1.75rem; text-align: center; text-decoration: none; }
.pair p { margin: .25rem 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.pair h4 { display: none; font-size: .75rem; font-weight: 600; color: var(--quiet); margin: .5rem 0 0; }
.old { display: none; }
del { color: var(--del); background: var(--del-paper); text-decoration: line-through; }
ins { color: var(--ins); background: var(--ins-paper); text-decoration: underline; }
ins { text-underline-offset: .15em; }
del, ins { border-radius: 2px; padding: 0 .1em; }
del::before { content: " [removed: "; } ins::before { content: " [added: "; }
del::after, ins::after { content: "] "; }
del::before, del::after, ins::before, ins::after {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
}
.space { background: none; text-decoration: none; padding: 0; }
.space::before, .space::after, .end::after { content: none; }
.end::before { content: "\\21b5"; position: static; width: auto; height: auto; clip-path: none; }
.sign { color: var(--moved); background: var(--moved-paper); border-radius: 2px; padding: 0 .25rem; }
details { margin: .5rem 0; }
summary { cursor: pointer; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: start; vertical-align: top; padding: .25rem .75rem .25rem 0; }
th, td { border-bottom: 1px solid var(--line); }
caption { text-align: start; font-weight: 600; font-size: 1.125rem; padding: 1.5rem 0 .25rem; }
footer { margin-top: 2rem; }
body:has(#view-sides:checked) { max-width: 84rem; }
body:has(#view-sides:checked) .pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0 1.5rem; }
body:has(#view-sides:checked) .old { display: block; }
body:has(#view-sides:checked) .new del { display: none; }
@media (max-width: 40rem) {
  body:has(#view-sides:checked) .pair { grid-template-columns: 1fr; }
  body:has(#view-sides:checked) .change h4 { display: block; }
  body:has(#view-sides:checked) :is(.added .old, .same .old, .removed .new) { display: none; }
}
@media print {
  :root {
    --paper: #fff; --text: #000; --quiet: #444; --line: #aaa; --panel: #fff;
    --del: #000; --del-paper: #eee; --ins: #000; --ins-paper: #fff; --moved: #000; --moved-paper: #fff;
  }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  .skip, .view, .index, .screen, .why:not([open]), .change > header nav { display: none; }
  .change { break-inside: avoid; outline: none; }
  .legend del, .legend ins, del, ins { print-color-adjust: exact; }
}
"""
