/** What makes functions run until it is stopped. */
export interface Listener {
  /** Takes no further work and waits for what runs. */
  stop(): Promise<void>;
}
