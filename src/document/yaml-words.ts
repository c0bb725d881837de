/** What can be wrong with a text that is to be YAML, in words that quote nothing of it. */
export interface Words {
  readonly message: string;
  readonly fix: string;
}

/** An accident that a line shows by its looks; what `looks` matches ends where to look. */
export interface Accident extends Words {
  readonly looks: RegExp;
}

export const bareTemplate: Accident = {
  looks: /(?:^|[\n,[{])[^\n'"#]*?(?:: |- |\[) *(?=\{\{)/,
  message: 'A template that begins a value needs quotes: in YAML, a brace begins a mapping.',
  fix: "Write quotes around the value: '{{NAME}}'.",
};

export const accidents: readonly Accident[] = [
  {
    looks: /^ *(?=\t)/,
    message: 'This line is indented with a tab, which YAML does not allow.',
    fix: 'Indent with spaces, two for each level, say; many editors can replace the tabs of a whole file.',
  },
  bareTemplate,
  {
    looks: /^ *(?:- +)*[\w$.-]+:(?=[^\s:/\\])/,
    message: 'A space is missing after the colon of this line.',
    fix: 'Write `key: value`, with a space after the colon.',
  },
  {
    looks: /(?:: |- ) *(?=[@`%])/,
    message: 'A value that begins with `@`, `%` or a backtick needs quotes.',
    fix: "Write quotes around the value: '@name'.",
  },
  {
    looks: /(?:: |- ) *(?=\{[^{}]*\}[^\s,}\]])/,
    message: 'A value that begins with a brace needs quotes: in YAML, a brace begins a mapping.',
    fix: "Write quotes around the value: '{id}/parts'.",
  },
  {
    looks: /(?:: |- ) *(?:'[^'\n]*'|"(?:[^"\\\n]|\\.)*") *(?=[^\s,\]}:#])/,
    message: 'There is text after the quote that ends this value.',
    fix: "Put the quotes around all of the value. Within single quotes a quote is written twice: 'it''s'.",
  },
];

export const badValue: Words = {
  message: 'This value goes on where YAML takes it to end: a text with a colon and a space in it needs quotes.',
  fix: 'Write quotes around the whole value, or put it on the next lines after `>-`.',
};

/** What is saved when a page is downloaded instead of the file it shows. */
export const webPage: Words = {
  message: 'This is a web page, not YAML.',
  fix: 'Download the file itself; on GitHub, that is behind the button "Raw".',
};

export const badIndentation: Words = {
  message: 'This line begins further left or right than the lines it belongs to.',
  fix: 'Indent it like its neighbours: the keys of one mapping, and the hyphens of one list, begin in the same column.',
};

const openBracket: Words = {
  message: 'A quote or a bracket is opened here and not closed.',
  fix: 'Close it, with the same sign it was opened with.',
};

const noColon: Words = {
  message: 'This line is neither a key with a colon, nor an item of a list, nor part of the value before it.',
  fix: 'Write `key: value`, with a space after the colon; continue a long text with more indentation than its key has.',
};

const openQuote: Words = { message: 'The text ends within quotes.', fix: 'Close the quote that was opened last.' };

const alias: Words = {
  message: 'A value that begins with `*` or `&` needs quotes: in YAML they begin an alias and an anchor.',
  fix: "Write quotes around the value: '*'.",
};

const escape: Words = {
  message: 'Within double quotes a backslash begins an escape, and this is none that YAML knows.',
  fix: 'Use single quotes, in which a backslash is nothing but itself, or write each backslash twice.',
};

/** The parser's reasons, by a part of each, where its position is to be trusted. */
export const reasons: readonly (readonly [said: string, Words])[] = [
  ['deficient indentation', openBracket],
  ['within a flow collection', openBracket],
  ['quoted scalar', openQuote],
  ['escape sequence', escape],
  ['hexadecimal character', escape],
  ['maxAliases', { message: 'There are more aliases than any document needs.', fix: 'Write out what they stand for.' }],
  ['alias', alias],
  ['anchor', alias],
  [
    'flow collection entries',
    {
      message: 'A comma is missing between two entries.',
      fix: 'Write a comma between the entries of `{…}` and `[…]`; a text that holds brackets or braces needs quotes there.',
    },
  ],
  [
    "found ','",
    { message: 'There is a comma with nothing before it.', fix: 'Remove the comma, or write what is missing.' },
  ],
  [
    'duplicated mapping key',
    { message: 'This key is there twice in one mapping.', fix: 'Keep one of the two, or give one another name.' },
  ],
  [
    'complex keys',
    {
      message: 'A key of a mapping is a mapping or a list itself.',
      fix: 'Use texts as keys, in quotes if they hold braces.',
    },
  ],
  ['implicit key', noColon],
  ["expected ':'", noColon],
  [
    'tag',
    {
      message: 'A value that begins with `!` needs quotes: in YAML it begins a tag.',
      fix: "Write quotes around the value: '!x'.",
    },
  ],
  [
    'a line break is expected',
    { message: 'A text after `|` or `>` begins on the next line.', fix: 'Move it to a line of its own and indent it.' },
  ],
  [
    'non-printable',
    {
      message: 'There is a control character here, which no YAML may hold.',
      fix: 'Remove it; it was perhaps copied along.',
    },
  ],
  [
    'separator is expected',
    {
      message: 'The YAML ends before this line, which belongs to nothing above it.',
      fix: 'Indent it like the lines it belongs to, or remove it.',
    },
  ],
  [
    'maxDepth',
    { message: 'This is nested deeper than any document needs.', fix: 'Close the brackets that are open here.' },
  ],
];
