const FIGURE_RUN = /([\d۰-۹][\d۰-۹٬,:/.-]*)/

/** Text whose figures stand at equal width and whose words stay as they are. */
export function Figures({ text }: { text: string }) {
  return text.split(FIGURE_RUN).map((part, place) =>
    place % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a text is drawn whole or not at all
      <span key={place} className="figures">
        {part}
      </span>
    ) : (
      part
    ),
  )
}
