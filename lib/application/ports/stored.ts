/** A stored value with the ETag that guards its next write. */
export interface Stored<Value> {
  value: Value;
  etag: string;
}

/** One page of a longer list. */
export interface Page<Value> {
  value: Value[];
  /** Continue after this key; absent on the last page. */
  after?: string;
}
