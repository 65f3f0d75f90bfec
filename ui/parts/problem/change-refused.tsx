/** Why something was not done, in the service's words. */
export function ChangeRefused({ why }: { why: string | undefined }) {
  return why === undefined ? null : (
    <p class="outcome" role="alert">
      {why}
    </p>
  );
}
