import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** Colours for a terminal; plain text when the stream is not one, or NO_COLOR is set. */
export function styler(stream: NodeJS.WriteStream): (style: Style, text: string) => string {
  const coloured = stream.isTTY && !process.env['NO_COLOR'];
  return (style, text) => (coloured ? styleText(style, text) : text);
}

/** How many columns a terminal has; text that goes elsewhere is not broken into lines. */
export function widthOf(stream: NodeJS.WriteStream): number {
  return stream.isTTY ? stream.columns : Infinity;
}
