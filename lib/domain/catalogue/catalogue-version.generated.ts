// Written by dev/catalogue/write.ts from the families; do not edit.
export const catalogueVersion = { version: '2026.11.30-746c4d8e', date: '2026-11-30' } as const;
