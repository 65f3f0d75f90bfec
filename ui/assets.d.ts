/** The address under which the build serves it. */
declare module '*.svg' {
  const url: string;
  // biome-ignore lint/style/noDefaultExport: what the bundler makes of a file is its default export.
  export default url;
}

declare module '*.ps1' {
  const url: string;
  // biome-ignore lint/style/noDefaultExport: what the bundler makes of a file is its default export.
  export default url;
}

declare module '*.md' {
  const url: string;
  // biome-ignore lint/style/noDefaultExport: what the bundler makes of a file is its default export.
  export default url;
}
