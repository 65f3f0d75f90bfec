// What elements are compiled to, a kibibyte shorter than what types are checked by: the bundler puts these names where elements stand.
// biome-ignore lint/performance/noBarrelFile: it is injected, and imported by nobody.
export { Fragment, h } from 'preact';
