// `Entra ID > Entra Connect > Cloud sync`: each step begins with a capital, the last ends where the sentence goes on. The verb
// before them is no step.
const menuPath = /((?:(?!Open|Under|Check|Select|Go|In|See)[A-Z][\w’-]*(?: [\w’-]+){0,3} > )+[A-Z][\w’-]*(?: [A-Z][\w’-]*| \([\w ]+\))*)/;

/** A text in which the way through menus stands out, for that is what one looks for with a hand on the mouse. */
export function MenuPaths({ text }: { text: string }) {
  return <>{text.split(menuPath).map((part, index) => (index % 2 === 1 ? <b key={part}>{part}</b> : part))}</>;
}
