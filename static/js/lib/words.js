// The sentences that scripts say, in the language of the page: <meta name="words" content="{…}">.

const meta = document.querySelector('meta[name="words"]');
const words = meta ? JSON.parse(meta.content) : {};

/** The page's sentence for this key, or the English one given here. */
export function word(key, english) {
  return words[key] ?? english;
}
