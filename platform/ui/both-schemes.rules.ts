const COLOUR = /#[0-9a-f]{3,8}\b|rgba?\([^()]*\)|\btransparent\b/gi;
/** A declaration, or what opens and closes a rule. */
const PIECE = /[^;{}]+[;{}]?|[;{}]/g;

/**
 * One style sheet of two that say the same but for their colours: where these differ, `light-dark()` holds both.
 * @throws where they differ in more: the one sheet could then not stand for both.
 */
export function bothSchemes(light: string, dark: string): string {
  const ofLight = light.match(PIECE) ?? [];
  const ofDark = dark.match(PIECE) ?? [];
  if (ofLight.length !== ofDark.length) throw new Error('The style sheets of the light and of the dark differ in their rules.');
  return ofLight.map((piece, index) => (piece === ofDark[index] ? piece : bothColours(piece, ofDark[index] ?? ''))).join('');
}

function bothColours(light: string, dark: string): string {
  const ofDark = dark.match(COLOUR) ?? [];
  if (light.replace(COLOUR, '') !== dark.replace(COLOUR, ''))
    throw new Error(`The light and the dark differ in more than colours: ${light} ${dark}`);
  let nth = -1;
  return light.replace(COLOUR, (colour) => {
    nth += 1;
    return colour === ofDark[nth] ? colour : `light-dark(${colour}, ${ofDark[nth]})`;
  });
}
