/** Tells whoever listens whether Kept itself answers, or something in front of it, such as a proxy with its own login. */

type Listener = (isIntercepted: boolean) => void;

let listener: Listener = () => undefined;

/** One listener, for the life of the page. */
export function onAnswer(listen: Listener): void {
  listener = listen;
}

export function reportAnswer(isIntercepted: boolean): void {
  listener(isIntercepted);
}
