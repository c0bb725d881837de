/** The first `most` units of a text, or one less where that would leave half a character at the end. */
export function wholeCharacters(text: string, most: number): string {
  if (text.length <= most) return text;
  // A character outside the basic plane is two units long, and half of it is no character.
  return text.slice(0, /[\uD800-\uDBFF]/.test(text.charAt(most - 1)) ? most - 1 : most);
}
