import { linkTo } from '../address/link-to.ts';
import { Title } from './title.tsx';

export function NoSuchPage() {
  return (
    <>
      <Title text="No such page" />
      <h1 tabIndex={-1}>There is no such page</h1>
      <p>The address leads to nothing here. What it named may have been removed, or a part of it was lost when it was copied.</p>
      <p class="row">
        <a href={linkTo('fleet')}>Go to the fleet</a>
      </p>
    </>
  );
}
