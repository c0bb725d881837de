/** The index's style sheet. It is in the page itself, which needs nothing from elsewhere. */
export const style = `
:root { color-scheme: light dark; --text: #1c2430; --quiet: #5a6675; --line: #dde2e9; --paper: #fff; --card: #f6f8fa; --link: #0b57b7; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e5e9ef; --quiet: #9aa7b8; --line: #303945; --paper: #12161c; --card: #1a2028; --link: #7db4ff; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1rem 4rem; background: var(--paper); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; margin: 0; }
h2, h3 { font-size: 1rem; margin: 0; display: inline; }
p { margin: .25rem 0; max-width: 48rem; }
a { color: var(--link); }
code { font: .875rem/1.5 ui-monospace, monospace; }
.quiet { color: var(--quiet); }
details { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; margin: .75rem 0; padding: .75rem 1rem; }
summary { cursor: pointer; }
summary:focus-visible, a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
section { margin-top: 1rem; padding-top: .75rem; border-top: 1px solid var(--line); }
ul { list-style: none; margin: .5rem 0 0; padding: 0; }
li { margin: .5rem 0; }
li p { margin: 0; font-size: .875rem; }
.method { display: inline-block; min-width: 4.5em; font-weight: 600; }
`;
