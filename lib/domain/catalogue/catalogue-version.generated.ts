// Written by dev/catalogue/write.ts from the families; do not edit.
export const catalogueVersion = { version: '2026.11.30-a8eac4fc', date: '2026-11-30' } as const;
