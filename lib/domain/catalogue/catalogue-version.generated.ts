// Written by dev/catalogue/write.ts from the families; do not edit.
export const catalogueVersion = { version: '2026.11.30-d93ca738', date: '2026-11-30' } as const;
