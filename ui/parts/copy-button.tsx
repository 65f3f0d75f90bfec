import { useSignal } from '@preact/signals';
import { announce } from './announcer.tsx';

/** Copies a text, and says so. */
export function CopyButton({
  text,
  what,
  label = 'copy',
  isLink = true,
}: {
  text: string;
  what: string;
  label?: string;
  isLink?: boolean;
}) {
  const copied = useSignal(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    copied.value = true;
    announce(`Copied ${what}`);
    setTimeout(() => {
      copied.value = false;
    }, 2_000);
  };
  return (
    <button
      type="button"
      class={isLink ? 'link' : undefined}
      aria-label={`${label === 'copy' ? 'Copy' : label} ${label === 'copy' ? what : ''}`.trim()}
      onClick={() => void copy()}
    >
      {copied.value ? 'copied' : label}
    </button>
  );
}
