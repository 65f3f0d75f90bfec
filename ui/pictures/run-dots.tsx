/** A dot for each run that has to prove an action: full when it held, crossed when the job fell back. */
export function RunDots({ seen, needed, isRelapse }: { seen: number; needed: number; isRelapse: boolean }) {
  const said = isRelapse ? `${seen} of ${needed} runs held, then it fell back` : `${seen} of ${needed} runs held`;
  return (
    <svg class="dots" viewBox={`0 0 ${needed * 26} 22`} width={needed * 26} height="22" role="img" aria-label={said}>
      {Array.from({ length: needed }, (_, index) => {
        const x = 11 + index * 26;
        if (index < seen) return <circle key={x} class="held" cx={x} cy="11" r="9" />;
        if (isRelapse && index === seen) return <path key={x} class="back" d={`M${x - 7} 4l14 14m0 -14l-14 14`} />;
        return <circle key={x} class="open" cx={x} cy="11" r="8.5" />;
      })}
    </svg>
  );
}
