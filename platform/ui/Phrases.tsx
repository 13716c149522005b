/** A title that breaks at punctuation, never inside a word. */
export function Phrases({ text }: { text: string }) {
  const phrases = text.split(/(?<=[，。；：、！？,;:] ?)/);
  return phrases.map((phrase, index) => (
    <span className="phrase" key={index}>
      {phrase}
    </span>
  ));
}
